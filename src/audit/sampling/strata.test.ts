import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BEGINNING, FOREVER, type Instant, instant, type Span, span } from '../../kernel/time.ts';
import { allocate, stratumOf } from './strata.ts';

const at = (milliseconds: number) => instant(milliseconds);

test('strata begin at the first whole millisecond of their part, and what lies outside the period counts at its ends', () => {
  const period = span(at(100), at(110));
  const numbers = [-5, 99, 100, 103, 104, 106, 107, 109, 110, 500].map((one) => stratumOf(at(one), period, 3));
  expect(numbers).toEqual([1, 1, 1, 1, 2, 2, 3, 3, 3, 3]);
});

test('a thousand parts of all time are told apart to the millisecond', () => {
  const period = span(BEGINNING, FOREVER);
  const length = BigInt(FOREVER - BEGINNING);
  for (const part of [1n, 500n, 777n, 999n]) {
    const first = BEGINNING + Number((part * length + 999n) / 1000n);
    expect([stratumOf(at(first - 1), period, 1000), stratumOf(at(first), period, 1000)]).toEqual([Number(part), Number(part) + 1]);
  }
});

test('strata are in order, all there, and as long as each other to a millisecond', () => {
  const periods: fc.Arbitrary<Span> = fc
    .tuple(fc.nat(1000), fc.integer({ min: 1, max: 300 }))
    .map(([from, length]) => span(at(from), at(from + length)));
  fc.assert(
    fc.property(periods, fc.integer({ min: 1, max: 40 }), (period, strata) => {
      const numbers = Array.from({ length: period.until - period.from }, (_, i) => stratumOf((period.from + i) as Instant, period, strata));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      const lengths = Array.from({ length: strata }, (_, s) => numbers.filter((one) => one === s + 1).length);
      expect(lengths.reduce((a, b) => a + b)).toBe(numbers.length);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    }),
  );
});

test.each([
  [[10, 10, 10, 10], 6, [2, 2, 1, 1]],
  [[1, 0, 5], 3, [1, 0, 2]],
  [[3, 1, 1], 1, [1, 0, 0]],
  [[1, 1, 3], 1, [0, 0, 1]],
  [[7, 2, 1], 10, [7, 2, 1]],
  [[4, 4], 0, [0, 0]],
  [[0, 0], 0, [0, 0]],
])('of %j, %i are drawn as %j', (counts, size, shares) => {
  expect(allocate(counts, size)).toEqual(shares);
});

test('shares add up to the size, none exceeds its stratum, and each is its proportion rounded down or up', () => {
  const counts = fc.array(fc.oneof(fc.nat(5), fc.nat(1_000_000)), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(counts, fc.nat(), (held, some) => {
      const total = held.reduce((a, b) => a + b, 0);
      const size = total === 0 ? 0 : some % (total + 1);
      const shares = allocate(held, size);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(size);
      shares.forEach((share, stratum) => {
        expect(share).toBeLessThanOrEqual(held[stratum]!);
        expect(Math.abs(share * total - size * held[stratum]!)).toBeLessThan(Math.max(1, total));
      });
    }),
  );
});
