import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialTail, hypergeometricTail } from './probability.ts';

const DIGITS = 10n ** 40n;

/** C(n, k) in whole numbers, from the smaller side. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let product = 1n;
  for (let i = 1; i <= Math.min(k, n - k); i++) product = (product * BigInt(n - i + 1)) / BigInt(i);
  return product;
}

const sumTo = (most: number, term: (j: number) => bigint): bigint => Array.from({ length: most + 1 }, (_, j) => term(j)).reduce((a, b) => a + b, 0n);
const quotient = (over: bigint, under: bigint): number => Number((over * DIGITS) / under) / Number(DIGITS);

/** The same to eleven digits; far out in the tail, where forty digits of the exact quotient end, to what is left of them. */
function expectSame(found: number, exact: number): void {
  expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * 1e-11 + 1e-28);
}

describe('against exact quotients', () => {
  test('hypergeometric', () => {
    const draws = fc
      .integer({ min: 1, max: 3000 })
      .chain((population) => fc.record({ population: fc.constant(population), deviating: fc.nat(population), drawn: fc.nat(population) }));
    fc.assert(
      fc.property(draws, fc.nat(60), fc.boolean(), (one, some, isNearMean) => {
        const { population, deviating, drawn } = one;
        const mean = Math.floor((drawn * deviating) / population);
        const seen = Math.min(isNearMean ? Math.max(0, mean + some - 40) : some, 400);
        const exact = sumTo(seen, (j) => choose(deviating, j) * choose(population - deviating, drawn - j));
        expectSame(hypergeometricTail(one, seen), quotient(exact, choose(population, drawn)));
      }),
      { numRuns: 60 },
    );
  });

  test('binomial', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 255 }), fc.nat(400), (drawn, parts, seen) => {
        const most = Math.min(seen, drawn);
        const exact = sumTo(most, (j) => choose(drawn, j) * BigInt(parts) ** BigInt(j) * BigInt(256 - parts) ** BigInt(drawn - j));
        expectSame(binomialTail({ rate: parts / 256, drawn }, seen), quotient(exact, 256n ** BigInt(drawn)));
      }),
      { numRuns: 150 },
    );
  });

  test('a million items', () => {
    const one = { population: 1_000_000, deviating: 10_000, drawn: 1_500 };
    for (const seen of [0, 3, 8, 15, 30]) {
      const exact = sumTo(seen, (j) => choose(10_000, j) * choose(990_000, 1_500 - j));
      expectSame(hypergeometricTail(one, seen), quotient(exact, choose(1_000_000, 1_500)));
    }
  });
});

test('half of a million, half of it drawn: even by symmetry', () => {
  const one = { population: 1_000_000, deviating: 500_000, drawn: 500_000 };
  expect(hypergeometricTail(one, 249_999) + hypergeometricTail(one, 250_000)).toBeCloseTo(1, 11);
  expect(binomialTail({ rate: 0.5, drawn: 999_999 }, 499_999)).toBeCloseTo(0.5, 11);
});

test('the ends: what cannot be, and what must be', () => {
  expect(hypergeometricTail({ population: 10, deviating: 8, drawn: 5 }, 2)).toBe(0);
  expect(hypergeometricTail({ population: 10, deviating: 3, drawn: 5 }, 3)).toBe(1);
  expect(hypergeometricTail({ population: 10, deviating: 10, drawn: 4 }, 3)).toBe(0);
  expect(hypergeometricTail({ population: 10, deviating: 0, drawn: 4 }, 0)).toBe(1);
  expect(hypergeometricTail({ population: 10, deviating: 4, drawn: 10 }, 3)).toBe(0);
  expect(binomialTail({ rate: 1, drawn: 4 }, 3)).toBe(0);
  expect(binomialTail({ rate: 1, drawn: 4 }, 4)).toBe(1);
  expect(binomialTail({ rate: 0.5, drawn: 4 }, -1)).toBe(0);
});
