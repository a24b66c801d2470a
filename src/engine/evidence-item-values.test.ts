import { expect, test } from 'vitest';
import { labelOf, readable, readableFields, tokensOf } from './evidence-item-values.ts';

test('a field that is read is marked, in the order of the kind, with what stood there before and after', () => {
  const fields = readableFields({
    state: { b: 1, a: true, extra: 'x' },
    before: { b: 2, a: true },
    after: { b: 1, a: { untold: 'Nobody tells.' } },
    readers: new Map([['a', ['some/check']]]),
    order: ['b', 'a'],
  });
  expect(fields.map((one) => [one.name, one.readBy, one.before?.lines[0]?.text, one.after?.lines[0]?.text, one.after?.untold])).toEqual([
    ['b', [], '2', undefined, undefined],
    ['a', ['some/check'], undefined, 'Nobody tells.', true],
    ['extra', [], undefined, undefined, undefined],
  ]);
});

test('values in words: what is not told is never "none"', () => {
  expect(readable('protected', false).lines).toEqual([{ text: 'no', at: null }]);
  expect(readable('until', null).lines).toEqual([{ text: 'none', at: null }]);
  expect(readable('checks', []).lines).toEqual([{ text: 'none', at: null }]);
  expect(readable('checks', { untold: 'Not allowed to look.' })).toMatchObject({ untold: true, lines: [{ text: 'Not allowed to look.' }] });
  expect(readable('landedAt', Date.UTC(2025, 0, 2)).lines).toEqual([{ text: '2025-01-02T00:00:00.000Z', at: '2025-01-02T00:00:00.000Z' }]);
  expect(readable('pullRequest', 1_735_776_000_000).lines[0]?.at).toBeNull();
  expect(readable('commits', [{ sha: 'abc', authoredAt: Date.UTC(2025, 0, 2), coAuthors: [] }]).lines[0]?.text).toBe(
    'sha abc · authored at 2025-01-02T00:00:00.000Z · co authors none',
  );
});

test('long lists and long texts are cut, and say how much is left out', () => {
  const many = readable(
    'items',
    Array.from({ length: 40 }, (_, at) => at),
  );
  expect([many.lines.length, many.more]).toEqual([12, 28]);
  expect(readable('title', 'x'.repeat(5_000)).lines[0]?.text).toMatch(/… \(5000 characters\)$/);
});

test('labels are words', () => {
  expect(labelOf('staleApprovalsDismissed')).toBe('Stale approvals dismissed');
  expect(labelOf('decided-by')).toBe('Decided by');
});

test('what a raw answer could hold of a state: ids, texts, and instants as they are written', () => {
  expect(
    tokensOf({ author: 'account:U_1', landedAt: Date.UTC(2025, 0, 2), number: 178, small: 3, told: { untold: 'never' }, tickets: ['HL-1'] }),
  ).toEqual(['U_1', '2025-01-02T00:00:00', '178', 'HL-1']);
});
