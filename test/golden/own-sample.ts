import { createHash } from 'node:crypto';

/** Samples as docs/spec/sampling.md describes them, written from that page alone. */

export interface OwnRow {
  readonly item: string;
  readonly stratum: number;
  readonly rank: string;
}

interface Ask {
  readonly engagement: string;
  readonly control: string;
  /** The bytes of the population's file. */
  readonly population: Buffer;
  readonly size: number;
  readonly strata: number;
  readonly from: string;
  readonly until: string;
}

export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Sections 3 to 5. */
export function ownSample({ engagement, control, population, size, strata, from, until }: Ask): { seed: string; items: readonly OwnRow[] } {
  const seed = sha256(`tickmark-sample/1\n${engagement}\n${control}\n${sha256(population)}\n`);
  const [first, end] = [BigInt(Date.parse(from)), BigInt(Date.parse(until))];
  const rows = population
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { item: string; from: string })
    .map(({ item, from: began }): OwnRow => {
      const raised = BigInt(Date.parse(began)) < first ? first : BigInt(Date.parse(began));
      const at = raised > end - 1n ? end - 1n : raised;
      return { item, stratum: 1 + Number(((at - first) * BigInt(strata)) / (end - first)), rank: sha256(`${seed}\n${item}`) };
    });
  const drawn = new Set(shares(rows, Math.min(size, rows.length), strata).flatMap((share, index) => lowest(rows, index + 1, share)));
  return { seed, items: rows.filter(({ item }) => drawn.has(item)) };
}

function lowest(rows: readonly OwnRow[], stratum: number, count: number): readonly string[] {
  const inside = rows.filter((one) => one.stratum === stratum).toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
  return inside.slice(0, count).map(({ item }) => item);
}

/** How many of each stratum; the largest remainders get what is left, the earlier first. */
function shares(rows: readonly OwnRow[], size: number, strata: number): readonly number[] {
  if (rows.length === 0) return [];
  const held = Array.from({ length: strata }, (_, index) => rows.filter((one) => one.stratum === index + 1).length);
  const whole = held.map((count) => Math.floor((size * count) / rows.length));
  const left = size - whole.reduce((a, b) => a + b, 0);
  const remainder = (index: number) => (size * (held[index] as number)) % rows.length;
  const lucky = new Set(
    held
      .map((_, index) => index)
      .toSorted((a, b) => remainder(b) - remainder(a) || a - b)
      .slice(0, left),
  );
  return whole.map((count, index) => count + (lucky.has(index) ? 1 : 0));
}

/** Section 7 with no deviation expected: the smallest n for which none of the D deviating items is drawn with at most the risk. */
export function ownSize(items: number, confidence: number, tolerable: number): number {
  const deviating = Math.max(1, Math.ceil(tolerable * items - 1e-9));
  let unseen = 1;
  for (let n = 0; n < items; n++) {
    if (unseen <= (1 - confidence) * (1 + 1e-9)) return n;
    unseen *= (items - deviating - n) / (items - n);
  }
  return items;
}
