import type { WrittenFinding } from '../audit/assessment.ts';
import { drawMore, drawSample } from '../audit/sampling/draw.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { DrawnSample, Engagement, Frozen } from '../workflows/engagements/engagement-state.ts';
import { judgeAgain } from './assess.ts';
import { type FrozenReader, frozenReader } from './engagement-frozen.ts';
import { drawnFrom } from './engagement-tests.ts';
import { readEngagement } from './engagements.ts';
import type { Installation } from './installation.ts';

/** One thing that was done again, and what came of it. */
export interface Reperformed {
  readonly what: 'population' | 'outcomes' | 'sample';
  readonly name: string;
  readonly same: boolean;
  readonly sentence: string;
}

/** Judges the facts that were frozen again, and draws each sample again. Nothing is written. */
export async function reperform(installation: Installation, id: string, onProgress: (step: string) => void): Promise<readonly Reperformed[]> {
  const { state } = await readEngagement(installation, id);
  if (state.frozen.length === 0)
    throw new Refusal('engagement/not-frozen', 'Nothing is frozen yet, so there is nothing to do again. Run: tickmark engagement freeze');
  const read = await frozenReader(installation);
  const done: Reperformed[] = [];
  for (const [treeSize, frozen] of Map.groupBy(state.frozen, (one) => one.assessment.treeSize)) {
    onProgress(`Judging the facts below ${treeSize.toLocaleString('en-US')} entries again`);
    const again = await judgeAgain(installation, treeSize, periodOf(state));
    for (const one of frozen) done.push(...(await compare(read, state, one, again)));
  }
  onProgress('Drawing the samples again');
  for (const sample of state.samples) done.push(await drawAgain(read, id, state, sample));
  return done;
}

function periodOf({ period: { type, first, last } }: Engagement) {
  return { period: type === 1 ? first : `${first}..${last}` };
}

async function compare(read: FrozenReader, state: Engagement, frozen: Frozen, again: Awaited<ReturnType<typeof judgeAgain>>): Promise<Reperformed[]> {
  const { population, sha256, items, phase } = frozen;
  const now = again.summary.populations.find((one) => one.population === population);
  const same = now?.sha256 === sha256;
  const sentence = same
    ? `${items} items, hash as frozen (${phase}).`
    : `${items} items were frozen (${sha256}); judged again there are ${now?.items ?? 0} (${now?.sha256 ?? 'none'}).`;
  const { findings } = await read(state, population, frozen);
  const checks = again.summary.checks.filter((one) => one.population === population && one.id in state.pins.checks).map((one) => one.id);
  return [{ what: 'population', name: population, same, sentence }, ...checks.map((check) => outcomes(check, findings, again.findings))];
}

function outcomes(check: string, before: readonly WrittenFinding[], after: readonly WrittenFinding[]): Reperformed {
  const was = new Map(before.filter((one) => one.check === check).map((one) => [one.item, said(one)]));
  const is = new Map(after.filter((one) => one.check === check).map((one) => [one.item, said(one)]));
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter((item) => was.get(item) !== is.get(item));
  const few = differing.slice(0, 5).join(', ');
  const sentence =
    differing.length === 0
      ? `${was.size} outcomes, each the same.`
      : `${differing.length} of ${was.size} outcomes differ: ${few}${differing.length > 5 ? ' …' : ''}.`;
  return { what: 'outcomes', name: check, same: differing.length === 0, sentence };
}

function said({ outcome, spans }: WrittenFinding): string {
  return canonicalJson([outcome, spans] as unknown as Json);
}

/** From the frozen rows alone: the same seed, the same items, the same additions. */
async function drawAgain(read: FrozenReader, id: string, state: Engagement, sample: DrawnSample): Promise<Reperformed> {
  const { control, population, size, strata, extensions } = sample;
  const { frozen, items } = await read(state, population, { sha256: sample.sha256 });
  const from = drawnFrom(id, control, frozen.sha256, state, items, strata);
  const drawn = drawSample({ ...from, size });
  let have = drawn;
  let same = drawn.seed === sample.seed && frozen.sha256 === sample.sha256 && keys(drawn.items) === keys(sample.items);
  for (const extension of extensions) {
    const more = drawMore(from, have, extension.items.length);
    same &&= keys(more.items) === keys(extension.items);
    have = { seed: have.seed, items: [...have.items, ...more.items] };
  }
  const name = `${control} · ${population}`;
  return {
    what: 'sample',
    name,
    same,
    sentence: same ? `${have.items.length} of ${items.length} items, drawn alike.` : 'The items drawn again are not those that were sealed.',
  };
}

function keys(items: readonly { readonly item: string }[]): string {
  return items.map((one) => one.item).join('\n');
}
