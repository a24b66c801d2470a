import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEGINNING, earlier, FOREVER, holds, instant, isoInstant, later, momentSpan, parseInstant, plus, span } from './time.ts';

const anyInstant = fc.integer({ min: BEGINNING, max: FOREVER }).map(instant);

describe('an instant', () => {
  test('is written and read back without loss, from the beginning to for ever', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(isoInstant(at)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
        expect(parseInstant(isoInstant(at))).toBe(at);
      }),
    );
    expect([BEGINNING, FOREVER].map(isoInstant)).toEqual(['0001-01-01T00:00:00.000Z', '9999-12-31T00:00:00.000Z']);
  });

  test('sorts as its text does', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, (a, b) => {
        expect(isoInstant(a) < isoInstant(b)).toBe(a < b);
      }),
    );
  });

  test('with an offset is the same one everywhere', () => {
    const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const inside = fc.integer({ min: Date.UTC(1000, 0, 2), max: Date.UTC(9998, 11, 30) }).map(instant);
    fc.assert(
      fc.property(inside, offset, (at, minutes) => {
        const local = new Date(at + minutes * 60_000).toISOString().slice(0, -1);
        const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) => String(part).padStart(2, '0'));
        expect(parseInstant(`${local}${minutes < 0 ? '-' : '+'}${h}:${m}`)).toBe(at);
      }),
    );
    expect(parseInstant('2025-01-01T05:45:00+05:45')).toBe(parseInstant('2025-01-01T00:00Z'));
  });

  test.each([
    ['2025-03-01T10:00:00.1Z', '2025-03-01T10:00:00.100Z'],
    ['2025-03-01T10:00:00.123456789Z', '2025-03-01T10:00:00.123Z'],
    ['2025-03-01T10:00:00.999999999Z', '2025-03-01T10:00:00.999Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999Z'],
    ['2025-03-01T10:00:00.12345678901234567890+01:00', '2025-03-01T09:00:00.123Z'],
  ])('%s keeps whole milliseconds, rounded down', (text, kept) => {
    expect(isoInstant(parseInstant(text))).toBe(kept);
  });

  test.each([
    ['no offset', '2025-03-01T10:00:00'],
    ['a space', '2025-03-01 10:00:00Z'],
    ['a date alone', '2025-03-01'],
    ['lower case', '2025-03-01t10:00:00z'],
    ['a line break', '2025-03-01T10:00:00Z\n'],
    ['30 February', '2025-02-30T00:00:00Z'],
    ['29 February of a common year', '2025-02-29T00:00:00Z'],
    ['29 February 2100', '2100-02-29T00:00:00Z'],
    ['31 April', '2025-04-31T12:00:00+02:00'],
    ['month 13', '2025-13-01T00:00:00Z'],
    ['month 0', '2025-00-01T00:00:00Z'],
    ['day 0', '2025-01-00T00:00:00Z'],
    ['24:00, which is another day', '2025-03-01T24:00:00Z'],
    ['hour 25', '2025-03-01T25:00:00Z'],
    ['minute 60', '2025-03-01T23:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['an offset of a day', '2025-03-01T10:00:00+24:00'],
    ['an offset of 60 minutes', '2025-03-01T10:00:00+05:60'],
    ['a point without digits', '2025-03-01T10:00:00.Z'],
    ['a comma', '2025-03-01T10:00:00,5Z'],
    ['five digits of a year', '12025-03-01T10:00:00Z'],
    ['a signed year', '+002025-03-01T10:00:00Z'],
    ['the year 0', '0000-12-31T00:00:00Z'],
    ['before the beginning by its offset', '0001-01-01T00:00:00+00:01'],
    ['after the end', '9999-12-31T00:00:00.001Z'],
    ['digits of another script', '２０25-03-01T10:00:00Z'],
    ['nothing', ''],
  ])('is not read from %s', (_what, text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, BEGINNING - 1, FOREVER + 1, 2 ** 53])('is not %d', (milliseconds) => {
    expect(() => instant(milliseconds)).toThrow(RangeError);
  });

  test('moved by a length stays inside time', () => {
    expect(plus(FOREVER, 1)).toBe(FOREVER);
    expect(plus(BEGINNING, -1)).toBe(BEGINNING);
    expect(plus(instant(5), Number.POSITIVE_INFINITY)).toBe(FOREVER);
    expect(plus(instant(5), -2)).toBe(3);
  });

  test('is ordered', () => {
    const [a, b] = [instant(1), instant(2)];
    expect([later(a, b), later(b, a), earlier(a, b), earlier(b, a), later(a, a)]).toEqual([2, 2, 1, 1, 1]);
  });
});

describe('a span', () => {
  test('is never empty and never backwards', () => {
    expect(() => span(instant(1), instant(1))).toThrow(RangeError);
    expect(() => span(instant(2), instant(1))).toThrow(RangeError);
    expect(() => span(Number.NaN as never, instant(1))).toThrow(RangeError);
  });

  test('holds its first instant and not its last', () => {
    const one = span(instant(3), instant(5));
    expect([2, 3, 4, 5].map((at) => holds(one, instant(at)))).toEqual([false, true, true, false]);
    expect(momentSpan(instant(3))).toEqual(span(instant(3), instant(4)));
  });
});
