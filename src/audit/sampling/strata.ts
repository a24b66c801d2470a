import { earlier, type Instant, later, type Span } from '../../kernel/time.ts';

/** The number of the stratum, from 1, in which an instant lies. The period is split into `strata` equal spans; what lies outside it counts at its ends. */
export function stratumOf(at: Instant, { from, until }: Span, strata: number): number {
  const clipped = earlier(later(at, from), (until - 1) as Instant);
  return 1 + Number((BigInt(clipped - from) * BigInt(strata)) / BigInt(until - from));
}

/**
 * How many to draw from each stratum: in proportion to its `counts`, by largest remainder, the earlier stratum first where two are equal.
 * The sum is `size`, which is at most that of the counts, and none exceeds its count.
 */
export function allocate(counts: readonly number[], size: number): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const parts = counts.map((count, stratum) => {
    const product = BigInt(size) * BigInt(count);
    return { stratum, whole: Number(product / BigInt(total)), remainder: Number(product % BigInt(total)) };
  });
  const left = size - parts.reduce((sum, { whole }) => sum + whole, 0);
  const raised = new Set(
    parts
      .toSorted((a, b) => b.remainder - a.remainder || a.stratum - b.stratum)
      .slice(0, left)
      .map(({ stratum }) => stratum),
  );
  return parts.map(({ stratum, whole }) => (raised.has(stratum) ? whole + 1 : whole));
}
