import { expect, test } from 'vitest';
import { checkStatesOf } from './check-states.ts';
import { programReport } from './program-results.ts';
import { assessed, control } from './testing/assessed.ts';

const checks = [
  {
    id: 'a/days',
    mode: 'state',
    items: [{ item: 'a', from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z', fails: [['2025-02-01T00:00:00Z', '2025-02-03T08:20:00Z']] }],
  },
  {
    id: 'a/events',
    mode: 'events',
    items: [{ item: 'b', from: '2025-03-01T00:00:00Z' }],
    unseen: [['2025-05-01T00:00:00Z', '2025-05-02T00:00:00Z']],
  },
] as const;
const whole = { version: 1, promise: '', from: '2025-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' };

test('the days of one check are those of a control that asks nothing else', () => {
  const controls = checks.map(({ id }) => control(`only ${id}`, { checks: [id] }));
  const input = assessed({ checks }, { controls });
  const states = checkStatesOf(input);
  for (const { id, parts } of programReport(input).controls) {
    expect(parts).toHaveLength(1);
    expect(states(parts[0]!, id.replace('only ', ''))).toEqual(parts[0]!.states);
  }
  expect(states(whole, 'a/days').map((one) => [one.first, one.state])).toEqual([
    ['2025-01-01', 'pass'],
    ['2025-02-01', 'fail'],
    ['2025-02-04', 'pass'],
  ]);
  expect(states(whole, 'a/events').filter((one) => one.state === 'unknown')).toEqual([{ first: '2025-05-01', last: '2025-05-01', state: 'unknown' }]);
});

test('a check that was not asked has no days', () => {
  expect(checkStatesOf(assessed({ checks }))(whole, 'a/none')).toEqual([]);
});
