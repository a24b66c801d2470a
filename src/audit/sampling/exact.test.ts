import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Aim, sampleSize, tolerableItems, upperDeviationLimit } from './exact.ts';

/** The sums of docs/spec/sampling.md, section 7, in whole numbers of any length: nothing is rounded. Rates and confidence come in permille. */
interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let product = 1n;
  for (let i = 1; i <= k; i++) product = (product * BigInt(n - k + i)) / BigInt(i);
  return product;
}

function finite(N: number, D: number, n: number, k: number): Rational {
  let over = 0n;
  for (let j = 0; j <= k; j++) over += choose(D, j) * choose(N - D, n - j);
  return { over, under: choose(N, n) };
}

/** At the rate `hits` of `of`. */
function unbounded(hits: bigint, of: bigint, n: number, k: number): Rational {
  let over = 0n;
  for (let j = 0; j <= Math.min(k, n); j++) over += choose(n, j) * hits ** BigInt(j) * (of - hits) ** BigInt(n - j);
  return { over, under: of ** BigInt(n) };
}

/** Whether a probability is at most 1 − confidence, the confidence in permille. */
const atMostRisk = ({ over, under }: Rational, permille: number): boolean => over * 1000n <= BigInt(1000 - permille) * under;

/** The smallest number of deviating items that reaches the rate. */
const deviatingAt = (N: number, permille: number): number => Number((BigInt(permille) * BigInt(N) + 999n) / 1000n);

const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, one) => one);

const isEnough = (N: number, n: number, asked: { tolerable: number; expected: number; confidence: number }): boolean =>
  atMostRisk(finite(N, deviatingAt(N, asked.tolerable), n, asked.expected), asked.confidence);

const product = (as: number[], bs: number[], cs: number[]) => as.flatMap((a) => bs.flatMap((b) => cs.map((c) => [a, b, c] as const)));

const confidence = fc.constantFrom(500, 750, 800, 900, 950, 975, 990, 999);
const tolerable = fc.integer({ min: 1, max: 1000 });
const runs = (numRuns: number) => ({ numRuns });

const statistical: readonly (readonly [population: number, ...sizes: number[]])[] = [
  [12, 8, 9, 11, 12],
  [24, 13, 15, 17, 19],
  [52, 16, 20, 28, 33],
  [100, 20, 25, 37, 45],
  [250, 21, 27, 40, 51],
  [365, 21, 27, 41, 52],
  [1000, 22, 29, 44, 57],
];
const asked = [
  [0.9, 0.1],
  [0.95, 0.1],
  [0.9, 0.05],
  [0.95, 0.05],
] as const;

describe('sampleSize', () => {
  test.each(statistical)('of %i items, no deviation expected, as published', (population, ...sizes) => {
    expect(asked.map(([sure, rate]) => sampleSize({ population, confidence: sure, tolerableRate: rate, expectedDeviations: 0 }))).toEqual(sizes);
  });

  test.each([
    [0.9, 0.1, 0, 22],
    [0.95, 0.1, 0, 29],
    [0.9, 0.05, 0, 45],
    [0.95, 0.05, 0, 59],
    [0.95, 0.1, 1, 46],
    [0.95, 0.05, 1, 93],
    [0.95, 0.05, 2, 124],
    [0.9, 0.1, 1, 38],
  ])('without end, at confidence %d and tolerable rate %d, %i expected: %i', (sure, rate, expected, size) => {
    expect(sampleSize({ population: null, confidence: sure, tolerableRate: rate, expectedDeviations: expected })).toBe(size);
  });

  test('every small population, against exact sums', () => {
    const rates = [10, 50, 70, 100, 200, 333, 500, 1000];
    for (const [N, rate, sure] of product(upTo(40).slice(1), rates, [500, 800, 900, 950, 990])) {
      for (const expected of upTo(3).filter((k) => k < deviatingAt(N, rate))) {
        const one = { tolerable: rate, expected, confidence: sure };
        const wanted = upTo(N).find((n) => isEnough(N, n, one));
        expect({ N, ...one, size: sampleSize(aim(N, one)) }).toEqual({ N, ...one, size: wanted });
      }
    }
  });

  test('populations of hundreds and thousands: it is enough, and one less is not', () => {
    const large = fc.record({ N: fc.integer({ min: 200, max: 5000 }), tolerable: fc.integer({ min: 5, max: 400 }), expected: fc.nat(6), confidence });
    fc.assert(
      fc.property(large, ({ N, ...one }) => {
        fc.pre(one.expected < deviatingAt(N, one.tolerable));
        const size = sampleSize(aim(N, one));
        expect([isEnough(N, size, one), isEnough(N, size - 1, one)]).toEqual([true, false]);
      }),
      runs(150),
    );
  });

  test.each([
    { N: 1_000_000, tolerable: 100, expected: 0, confidence: 950 },
    { N: 1_000_000, tolerable: 10, expected: 7, confidence: 990 },
    { N: 999_983, tolerable: 3, expected: 3, confidence: 900 },
    { N: 1_000_000, tolerable: 500, expected: 500, confidence: 999 },
  ])('a million items: $tolerable ‰, $expected expected', ({ N, ...one }) => {
    const size = sampleSize(aim(N, one));
    expect([isEnough(N, size, one), isEnough(N, size - 1, one)]).toEqual([true, false]);
  });

  test('one of a million items: all but one, and the risk itself counts as met', () => {
    expect(sampleSize({ population: 1_000_000, confidence: 0.999999, tolerableRate: 0.000001, expectedDeviations: 0 })).toBe(999_999);
    expect(sampleSize({ population: 10, confidence: 0.9, tolerableRate: 0.1, expectedDeviations: 0 })).toBe(9);
    expect(sampleSize({ population: 20, confidence: 0.95, tolerableRate: 0.05, expectedDeviations: 0 })).toBe(19);
  });

  test('without end: it is enough, and one less is not', () => {
    const one = fc.record({ tolerable: fc.integer({ min: 5, max: 1000 }), expected: fc.nat(6), confidence });
    fc.assert(
      fc.property(one, ({ tolerable: rate, expected, confidence: sure }) => {
        const size = sampleSize(aim(null, { tolerable: rate, expected, confidence: sure }));
        const holds = (n: number) => atMostRisk(unbounded(BigInt(rate), 1000n, n, expected), sure);
        expect([holds(size), holds(size - 1)]).toEqual([true, false]);
      }),
      runs(200),
    );
  });

  test('more confidence, more deviations expected, or a lower tolerable rate never ask for fewer items', () => {
    const population = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: null });
    const two = <T>(one: fc.Arbitrary<T>) => fc.tuple(one, one);
    fc.assert(
      fc.property(population, two(confidence), two(tolerable), two(fc.nat(20)), (N, sure, rates, expected) => {
        const rate = Math.min(...rates);
        fc.pre(N === null || Math.max(...expected) < deviatingAt(N, rate));
        const least = sampleSize(aim(N, { confidence: Math.min(...sure), tolerable: Math.max(...rates), expected: Math.min(...expected) }));
        const most = sampleSize(aim(N, { confidence: Math.max(...sure), tolerable: rate, expected: Math.max(...expected) }));
        expect(least).toBeLessThanOrEqual(most);
        if (N !== null) expect(most).toBeLessThanOrEqual(N);
      }),
      runs(400),
    );
  });

  test('what the tolerable rate is of a population: whole items, its rate reached', () => {
    const items = [tolerableItems(100, 0.07), tolerableItems(1_000_000, 0.07), tolerableItems(365, 0.1), tolerableItems(3, 0.000001)];
    expect(items).toEqual([7, 70_000, 37, 1]);
  });
});

describe('upperDeviationLimit', () => {
  test('every small population, against exact sums', () => {
    for (const [N, n, sure] of product(upTo(25).slice(1), upTo(25), [500, 900, 950, 990])) {
      for (const k of n > N ? [] : upTo(Math.min(n, 4))) {
        const wanted = upTo(N).findLast((D) => k <= D && D <= N - n + k && !atMostRisk(finite(N, D, n, k), sure));
        const limit = upperDeviationLimit({ population: N, sampleSize: n, deviations: k, confidence: sure / 1000 });
        expect({ N, n, k, sure, limit }).toEqual({ N, n, k, sure, limit: Number(wanted) / N });
      }
    }
  });

  test('populations of thousands: it still goes with the sample, and one item more does not', () => {
    const drawn = fc.record({ N: fc.integer({ min: 1000, max: 5000 }), n: fc.integer({ min: 1, max: 300 }), k: fc.nat(8), confidence });
    fc.assert(
      fc.property(drawn, ({ N, n, k, confidence: sure }) => {
        fc.pre(k <= n);
        const D = Math.round(N * upperDeviationLimit({ population: N, sampleSize: n, deviations: k, confidence: sure / 1000 }));
        expect(atMostRisk(finite(N, D, n, k), sure)).toBe(false);
        if (D < N - n + k) expect(atMostRisk(finite(N, D + 1, n, k), sure)).toBe(true);
      }),
      runs(100),
    );
  });

  test('of all items it is exactly their rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), confidence, (N, some, sure) => {
        const k = some % (N + 1);
        expect(upperDeviationLimit({ population: N, sampleSize: N, deviations: k, confidence: sure / 1000 })).toBe(k / N);
      }),
    );
  });

  test('without end it is the limit of Clopper and Pearson, to one part in 10^9', () => {
    const SCALE = 10 ** 15;
    const near = (rate: number, part: number) => BigInt(Math.round(rate * (1 + part) * SCALE));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.nat(20), confidence, (n, some, sure) => {
        const k = some % n;
        const limit = upperDeviationLimit({ population: null, sampleSize: n, deviations: k, confidence: sure / 1000 });
        expect(atMostRisk(unbounded(near(limit, -1e-9), BigInt(SCALE), n, k), sure)).toBe(false);
        expect(atMostRisk(unbounded(near(limit, 1e-9), BigInt(SCALE), n, k), sure)).toBe(true);
      }),
    );
  });

  test.each([
    [29, 0, 0.95, 1 - 0.05 ** (1 / 29)],
    [1_000_000, 0, 0.95, -Math.expm1(Math.log(0.05) / 1_000_000)],
    [25, 24, 0.9, 0.9 ** (1 / 25)],
    [60, 2, 0.95, 0.10123589492416163],
    [7, 7, 0.95, 1],
    [0, 0, 0.95, 1],
  ])('without end, %i drawn, %i deviate, confidence %d: %d', (n, k, sure, limit) => {
    expect(upperDeviationLimit({ population: null, sampleSize: n, deviations: k, confidence: sure })).toBeCloseTo(limit, 12);
  });

  test('it rises with confidence and with deviations, is never below the rate seen, and knows less of nothing drawn', () => {
    const drawn = fc.record({
      population: fc.option(fc.integer({ min: 50, max: 1_000_000 }), { nil: null }),
      sampleSize: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(drawn, fc.nat(49), confidence, confidence, (one, some, sure, other) => {
        const k = some % one.sampleSize;
        const limit = (deviations: number, permille: number) => upperDeviationLimit({ ...one, deviations, confidence: permille / 1000 });
        expect(limit(k, Math.min(sure, other))).toBeLessThanOrEqual(limit(k, Math.max(sure, other)));
        expect(limit(k, sure)).toBeLessThan(limit(k + 1, sure) + 1e-15);
        expect(limit(k, Math.max(900, sure))).toBeGreaterThanOrEqual(k / one.sampleSize - (one.population === null ? 0 : 1 / one.population));
        expect(upperDeviationLimit({ ...one, sampleSize: 0, deviations: 0, confidence: sure / 1000 })).toBe(1);
      }),
    );
  });

  test('it fits the size: below the tolerable rate with that many items, and not with one less', () => {
    const one = fc.record({ tolerable: fc.integer({ min: 1, max: 999 }), expected: fc.nat(5), confidence });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), one, (N, { tolerable: rate, expected, confidence: sure }) => {
        const D = tolerableItems(N, rate / 1000);
        fc.pre(expected < D);
        const size = sampleSize(aim(N, { tolerable: rate, expected, confidence: sure }));
        const limit = (n: number) =>
          Math.round(N * upperDeviationLimit({ population: N, sampleSize: n, deviations: expected, confidence: sure / 1000 }));
        expect(limit(size)).toBeLessThan(D);
        if (size - 1 >= expected) expect(limit(size - 1)).toBeGreaterThanOrEqual(D);
      }),
      runs(300),
    );
  });
});

function aim(population: number | null, one: { tolerable: number; expected: number; confidence: number }): Aim {
  return { population, confidence: one.confidence / 1000, tolerableRate: one.tolerable / 1000, expectedDeviations: one.expected };
}
