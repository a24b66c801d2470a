import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { WrittenItem } from '../assessment.ts';
import { counted } from '../report/wording.ts';
import { type DrawnFrom, type DrawnItem, drawMore, drawSample, type Sample } from '../sampling/draw.ts';
import type { SampleFile } from './sample-file.ts';

/**
 * Draws a sample again from the rows of its population (in the order of `populations/<population>.ndjson`), with everything that was added to it.
 * Answers with what differs, a sentence each; none: it is the sample.
 */
export function checkSample(sample: SampleFile, rows: readonly WrittenItem[]): readonly string[] {
  const sha256 = populationSha256(rows);
  if (sha256 !== sample.populationSha256)
    return [`The rows of ${sample.population} have the SHA-256 ${sha256}; the sample was drawn from ${sample.populationSha256}.`];
  try {
    return differences(sample, rows);
  } catch (error) {
    if (error instanceof Refusal) return [`It cannot be drawn again: ${error.message}`];
    throw error;
  }
}

/** SHA-256, hex, of a population's file: canonical JSON, a row in a line. */
export function populationSha256(rows: readonly WrittenItem[]): string {
  return sha256Hex(rows.map((row) => `${canonicalJson(row as object as Json)}\n`).join(''));
}

function differences(sample: SampleFile, rows: readonly WrittenItem[]): readonly string[] {
  const { engagement, control, populationSha256: sha256, period, strata, size } = sample;
  const from: DrawnFrom = { engagement, control, populationSha256: sha256, period, strata, items: rows };
  const first = drawSample({ ...from, size });
  const seed = first.seed === sample.seed ? [] : [`The seed is ${first.seed}; the sample says ${sample.seed}.`];
  return [...seed, ...compared('The sample', sample.items, first.items), ...addedDifferences(sample, from, first)];
}

/** Each addition is drawn again besides what should stand before it, so that one difference does not make others. */
function addedDifferences({ extensions }: SampleFile, from: DrawnFrom, first: Sample): readonly string[] {
  const found: string[] = [];
  let drawn = first;
  for (const [at, { items }] of extensions.entries()) {
    const added = drawMore(from, drawn, items.length);
    found.push(...compared(`Addition ${at + 1}`, items, added.items));
    drawn = { seed: drawn.seed, items: [...drawn.items, ...added.items] };
  }
  return found;
}

function compared(what: string, said: readonly DrawnItem[], derived: readonly DrawnItem[]): readonly string[] {
  const saidByKey = new Map(said.map((one) => [one.item, one]));
  const derivedByKey = new Map(derived.map((one) => [one.item, one]));
  const found = [
    ...(saidByKey.size < said.length ? [`${what} names ${counted(said.length - saidByKey.size, 'item')} twice.`] : []),
    ...said.filter(({ item }) => !derivedByKey.has(item)).map(({ item }) => `${what} holds ${quoted(item)}, which is not drawn.`),
    ...derived.filter(({ item }) => !saidByKey.has(item)).map(({ item }) => `${what} lacks ${quoted(item)}, which is drawn.`),
    ...derived.flatMap((one) => otherThan(what, one, saidByKey.get(one.item))),
  ];
  const inOrder = said.every(({ item }, at) => derived[at]?.item === item);
  return found.length > 0 || inOrder ? found : [`${what} holds what is drawn, but not in the population’s order.`];
}

function otherThan(what: string, { item, stratum, rank }: DrawnItem, said: DrawnItem | undefined): readonly string[] {
  if (said === undefined) return [];
  return [
    ...(said.stratum === stratum ? [] : [`${what} has ${quoted(item)} in stratum ${said.stratum}; it lies in ${stratum}.`]),
    ...(said.rank === rank ? [] : [`${what} gives ${quoted(item)} the rank ${said.rank}; it is ${rank}.`]),
  ];
}

function quoted(item: string): string {
  return JSON.stringify(item);
}
