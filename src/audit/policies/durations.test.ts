import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, isoInstant, parseInstant, plus } from '../../kernel/time.ts';
import { clockStart } from './durations.ts';
import { policy, settingsOf } from './testing/given-policies.ts';

const begin = parseInstant('2025-01-01T00:00:00Z');
const hours = fc.constantFrom(12, 24, 36, 48, 72);

/** A limit that changes, and an obligation whose clock starts at some hour of the year. */
const limited = fc.record({
  changes: fc.uniqueArray(fc.record({ day: fc.integer({ min: -30, max: 300 }), limit: hours }), { selector: (one) => one.day, maxLength: 4 }),
  started: fc.integer({ min: 0, max: 300 * 24 }),
});

function settings(changes: readonly { day: number; limit: number }[]) {
  const versions = changes
    .toSorted((a, b) => a.day - b.day)
    .map(({ day, limit }) => ({ from: isoInstant(plus(begin, day * DAY)), parameters: { 'access-removal.within': `${limit} hours` } }));
  return settingsOf([policy('access-control', versions)]);
}

test('the start of a clock is found again from when it fell due, whatever the limit was', () => {
  fc.assert(
    fc.property(limited, ({ changes, started }) => {
      const all = settings(changes);
      const start = plus(begin, started * HOUR);
      const due = plus(start, all.at('access-removal.within', start).value);
      expect(clockStart({ due, began: start, setting: 'access-removal.within' }, all)).toBe(start);
      const elsewhere = clockStart({ due, began: plus(start, -999 * DAY), setting: 'access-removal.within' }, all);
      expect(elsewhere === null ? null : all.at('access-removal.within', elsewhere).value).toBe(elsewhere === null ? null : due - elsewhere);
      expect(elsewhere).not.toBeNull();
    }),
  );
});

test('a setting that is no limit, and one that nobody knows, have no clock', () => {
  const all = settings([]);
  expect(clockStart({ due: begin, began: begin, setting: 'access-review.every' }, all)).toBeNull();
  expect(clockStart({ due: begin, began: begin, setting: 'unheard-of.within' }, all)).toBeNull();
});
