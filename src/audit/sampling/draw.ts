import { sha256Hex } from '../../kernel/hash.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type Instant, isoInstant, parseInstant, type Span, span } from '../../kernel/time.ts';
import type { Iso } from '../assessment.ts';
import { allocate, stratumOf } from './strata.ts';
import { whole } from './whole.ts';

/** What is drawn from: a sealed population, and how its period is split. docs/spec/sampling.md is the format. */
export interface DrawnFrom {
  /** Ids of the engagement and of the control, each one line of text. */
  readonly engagement: string;
  readonly control: string;
  /** SHA-256 of the population's file, as its completeness sheet names it. */
  readonly populationSha256: string;
  /** In the population's own order. */
  readonly items: readonly { readonly item: string; readonly from: Iso }[];
  /** Into how many equal spans the period is split; 1: a simple sample. */
  readonly strata: number;
  /** Half-open. */
  readonly period: { readonly from: Iso; readonly until: Iso };
}

export interface Drawing extends DrawnFrom {
  readonly size: number;
}

export interface DrawnItem {
  readonly item: string;
  /** From 1. */
  readonly stratum: number;
  /** SHA-256, hex, of the seed and the item's key: the lowest are drawn. */
  readonly rank: string;
}

export interface Sample {
  readonly seed: string;
  /** In the population's own order. */
  readonly items: readonly DrawnItem[];
}

const MOST_STRATA = 1_000;

/**
 * Draws `size` items, or all where there are fewer: from each stratum its share, and in each those of the lowest rank. The same input draws the same items.
 * @throws Refusal `sampling/…` for a size, a hash, a period or items that cannot be drawn from.
 */
export function drawSample(drawing: Drawing): Sample {
  const { seed, items } = ranked(drawing);
  const size = Math.min(items.length, wholeSize(drawing.size));
  const strata = Array.from({ length: drawing.strata }, (): DrawnItem[] => []);
  for (const one of items) strata[one.stratum - 1]?.push(one);
  const shares = allocate(
    strata.map(({ length }) => length),
    size,
  );
  return {
    seed,
    items: inOrder(
      items,
      strata.flatMap((stratum, at) => lowest(stratum, shares[at] ?? 0)),
    ),
  };
}

/**
 * Draws `more` items besides those `already` drawn: those of the lowest rank that are left, wherever in the period they lie. Answers with the added ones only.
 * @throws Refusal as `drawSample` does, and `sampling/already` where what was drawn is not of this population.
 */
export function drawMore(from: DrawnFrom, already: Sample, more: number): Sample {
  const { seed, items } = ranked(from);
  const taken = takenKeys(seed, items, already);
  const left = items.filter(({ item }) => !taken.has(item));
  return { seed, items: inOrder(items, lowest(left, wholeSize(more))) };
}

/**
 * What decides every rank: SHA-256, hex, of the format, the engagement, the control and the hash of the population, each on a line.
 * @throws Refusal `sampling/name`, `sampling/population-hash`.
 */
export function sampleSeed({ engagement, control, populationSha256 }: Pick<DrawnFrom, 'engagement' | 'control' | 'populationSha256'>): string {
  refuseName('engagement', engagement);
  refuseName('control', control);
  if (!/^[0-9a-f]{64}$/.test(populationSha256))
    throw new Refusal(
      'sampling/population-hash',
      `"${populationSha256}" is not a SHA-256 of 64 lowercase hex digits. Take it from the completeness sheet.`,
    );
  return sha256Hex(`tickmark-sample/1\n${engagement}\n${control}\n${populationSha256}\n`);
}

function ranked(from: DrawnFrom): { seed: string; items: readonly DrawnItem[] } {
  const seed = sampleSeed(from);
  const period = readPeriod(from.period);
  const strata = whole('strata', 'The number of strata', from.strata, 1, MOST_STRATA);
  refuseKeys(from.items);
  const items = from.items.map(({ item, from: at }) => ({
    item,
    stratum: stratumOf(readBeginning(at, item), period, strata),
    rank: sha256Hex(`${seed}\n${item}`),
  }));
  return { seed, items };
}

function lowest(items: readonly DrawnItem[], size: number): readonly DrawnItem[] {
  return items.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, size);
}

function inOrder(items: readonly DrawnItem[], drawn: readonly DrawnItem[]): readonly DrawnItem[] {
  const chosen = new Set(drawn);
  return items.filter((one) => chosen.has(one));
}

function takenKeys(seed: string, items: readonly DrawnItem[], already: Sample): ReadonlySet<string> {
  if (already.seed !== seed)
    throw new Refusal(
      'sampling/already',
      'What was drawn before has another seed: another engagement, control or population. Draw anew from this one.',
    );
  const ranks = new Map(items.map(({ item, rank }) => [item, rank]));
  const stranger = already.items.find(({ item, rank }) => ranks.get(item) !== rank);
  if (stranger !== undefined)
    throw new Refusal('sampling/already', `"${stranger.item}" is said to be drawn, and is not an item of this population with this rank.`);
  return new Set(already.items.map(({ item }) => item));
}

function wholeSize(size: number): number {
  return whole('size', 'The number of items to draw', size, 0, Number.MAX_SAFE_INTEGER);
}

function refuseName(what: string, name: string): void {
  if (name.length > 0 && name.isWellFormed() && !/\p{Cc}/u.test(name)) return;
  throw new Refusal('sampling/name', `The id of the ${what}, ${JSON.stringify(name)}, is not one line of text.`);
}

function refuseKeys(items: DrawnFrom['items']): void {
  const seen = new Set<string>();
  for (const { item } of items) {
    if (item.length === 0 || !item.isWellFormed())
      throw new Refusal('sampling/item', `An item of the population has the key ${JSON.stringify(item)}, which is not a text.`);
    if (seen.has(item))
      throw new Refusal('sampling/duplicate-item', `"${item}" stands twice in the population. A sample is drawn from items that stand once.`);
    seen.add(item);
  }
}

function readBeginning(text: Iso, item: string): Instant {
  try {
    return writtenInstant(text);
  } catch {
    throw new Refusal('sampling/instant', `"${text}", the beginning of "${item}", is not an instant. Write it as 2025-03-01T09:30:00.000Z.`);
  }
}

function readPeriod({ from, until }: DrawnFrom['period']): Span {
  try {
    return span(writtenInstant(from), writtenInstant(until));
  } catch {
    throw new Refusal(
      'sampling/period',
      `From "${from}" until "${until}" is not a period. Write two instants as 2025-03-01T09:30:00.000Z, the earlier first.`,
    );
  }
}

/** Only as packages write it: UTC and three decimals. Another spelling would be another text to a stranger's program. */
function writtenInstant(text: Iso): Instant {
  const at = parseInstant(text);
  if (isoInstant(at) !== text) throw new RangeError(`Not written as an instant of a package: ${text}`);
  return at;
}
