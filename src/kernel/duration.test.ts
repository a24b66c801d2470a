import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCadence, parseDuration } from './duration.ts';
import { DAY, HOUR } from './time.ts';

describe('a length', () => {
  test.each([
    ['1 minute', 60_000],
    ['90 minutes', 90 * 60_000],
    ['24 hours', DAY],
    ['1 day', DAY],
    ['  7   days ', 7 * DAY],
    ['2 weeks', 14 * DAY],
    ['07 hours', 7 * HOUR],
    ['99999 weeks', 99_999 * 7 * DAY],
  ])('%j is %d ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(['1 month', '2 years', '1 constructor', '3 valueofs', '5 dayss', '1 s'])('is not counted in %j', (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'duration/not-a-length' }));
  });
});

describe('a cadence', () => {
  test.each([
    ['1 day', { every: 1, unit: 'day' }],
    ['2 weeks', { every: 2, unit: 'week' }],
    ['3 months', { every: 3, unit: 'month' }],
    ['1 year', { every: 1, unit: 'year' }],
    ['100 years', { every: 100, unit: 'year' }],
    ['36525 days', { every: 36_525, unit: 'day' }],
  ])('%j is counted by the calendar', (text, cadence) => {
    expect(parseCadence(text)).toEqual(cadence);
  });

  test.each(['24 hours', '5 minutes', '1 constructor', '101 years', '99999 months', '36526 days', '5219 weeks'])('is not %j', (text) => {
    expect(() => parseCadence(text)).toThrow(expect.objectContaining({ code: 'duration/not-a-cadence' }));
  });
});

test.each(['', 'day', '1', '0 days', '-1 days', '1.5 days', '1e3 days', '100000 days', '1days', '1 Day', '1 day ago', '1\u00a0 day x', 'P1D'])(
  '%j is neither',
  (text) => {
    for (const parse of [parseDuration, parseCadence]) expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'duration/unreadable' }));
  },
);

test('any text is a positive length, or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,6} [a-z]{1,12}$/)), (text) => {
      for (const parse of [parseDuration, (given: string) => parseCadence(given).every]) {
        let length: number;
        try {
          length = parse(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal' });
          continue;
        }
        expect(Number.isSafeInteger(length) && length > 0).toBe(true);
      }
    }),
  );
});
