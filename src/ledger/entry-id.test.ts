import { expect, test } from 'vitest';
import { uuid } from '../kernel/ids.ts';
import { BEGINNING, parseInstant, plus } from '../kernel/time.ts';
import { newEntryId } from './entry-id.ts';

const noon = parseInstant('2025-06-01T12:00:00.000Z');

test('ids are version 7, all different, bear their instant, and ascend', () => {
  const ids = Array.from({ length: 200_000 }, () => newEntryId(noon));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => uuid(id) === id && /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/.test(id))).toBe(true);
  expect(Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBe(noon);
  expect(ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? ''))).toBe(true);
  expect(newEntryId(plus(noon, 1)) > (ids.at(-1) ?? '')).toBe(true);
  expect(uuid(newEntryId(BEGINNING)).slice(0, 13)).toBe('00000000-0000');
});
