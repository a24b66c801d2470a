import type { AssessmentSummary, WrittenItem } from '../audit/assessment.ts';
import { type DrawnFrom, drawMore, drawSample } from '../audit/sampling/draw.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { CommandOf } from '../workflows/engagements/engagement-commands.ts';
import type { Mark } from '../workflows/engagements/engagement-events.ts';
import { type DrawnSample, type Engagement, sampleOf } from '../workflows/engagements/engagement-state.ts';
import { readFrozen } from './engagement-frozen.ts';
import { decideEngagement, readEngagement } from './engagements.ts';
import type { Installation } from './installation.ts';
import { type Sized, type SizeWanted, sizeFor } from './sample-size.ts';

export interface Place {
  /** The engagement. */
  readonly id: string;
  readonly control: string;
  readonly population: string;
  readonly by: string;
}

export interface Drawn {
  readonly state: Engagement;
  readonly sample: DrawnSample;
  readonly sized: Sized;
  readonly of: number;
}

/**
 * Draws the one sample of a frozen population for a control.
 * @throws Refusal `engagement/no-such-test`, and those of the sizes and of the workflow
 */
export async function drawForControl(installation: Installation, place: Place, wanted: SizeWanted, strata: number): Promise<Drawn> {
  const { id, control, population, by } = place;
  const { state } = await readEngagement(installation, id);
  const { frozen, sealed, items } = await readFrozen(installation, state, population);
  requireTest(sealed.summary, control, population);
  const sized = await sizeFor(wanted, control, items.length);
  const { seed, items: drawn } = drawSample({ ...drawnFrom(id, control, frozen.sha256, state, items, strata), size: sized.size });
  const taken = { seed, size: sized.size, items: [...drawn] };
  const command: CommandOf<'draw'> = { type: 'draw', control, population, method: sized.method, strata, sha256: frozen.sha256, drawn: taken };
  const after = await decideEngagement(installation, id, by, command);
  return { state: after, sample: sampleOf(after, control, population) as DrawnSample, sized, of: items.length };
}

/** A sample is drawn for good: one for a control that asks nothing of the population would stand there and test nothing. */
function requireTest({ controls, checks }: AssessmentSummary, control: string, population: string): void {
  const own = controls.find((one) => one.id === control)?.checks;
  const asked = [...new Set(checks.filter((one) => own?.includes(one.id)).map((one) => one.population))];
  if (own === undefined || asked.includes(population)) return;
  throw new Refusal('engagement/no-such-test', `${control} asks nothing of ${population}. It asks of: ${asked.join(', ') || 'nothing'}.`);
}

/** Adds the next items of the same ranking. */
export async function extendSample(installation: Installation, place: Place, more: number, reason: string): Promise<Engagement> {
  const { id, control, population, by } = place;
  const { state } = await readEngagement(installation, id);
  const { frozen, items } = await readFrozen(installation, state, population);
  const sample = sampleOf(state, control, population);
  const already = {
    seed: sample?.seed ?? '',
    items: sample === undefined ? [] : [...sample.items, ...sample.extensions.flatMap((one) => one.items)],
  };
  const added = sample === undefined ? [] : drawMore(drawnFrom(id, control, frozen.sha256, state, items, sample.strata), already, more).items;
  return decideEngagement(installation, id, by, { type: 'extend', control, population, reason, items: [...added] });
}

export function drawnFrom(
  engagement: string,
  control: string,
  populationSha256: string,
  { period }: Engagement,
  items: readonly WrittenItem[],
  strata: number,
): DrawnFrom {
  return { engagement, control, populationSha256, items, strata, period: { from: period.from, until: period.until } };
}

export interface MarkRequest extends Place {
  /** At least one; all of them are marked, or none. */
  readonly items: readonly string[];
  /** A check. */
  readonly attribute: string;
  readonly mark: Mark;
  readonly note: string;
}

/** Seals the auditor's own mark beside what the machine said of each item. */
export async function markCells(installation: Installation, request: MarkRequest): Promise<Engagement> {
  const { id, by, control, population, attribute, mark, note } = request;
  const { state } = await readEngagement(installation, id);
  const { sealed, items, findings } = await readFrozen(installation, state, population);
  const asked = sealed.summary.controls.find((one) => one.id === control)?.checks.includes(attribute) === true;
  const belongs = sealed.summary.checks.some((one) => one.id === attribute && one.population === population);
  if (!asked || !belongs)
    throw new Refusal(
      'engagement/no-such-cell',
      `"${attribute}" is no check that ${control} asks of ${population}. \`tickmark controls ${control}\` names its checks.`,
    );
  const outcomes = new Map(findings.filter((one) => one.check === attribute).map((one) => [one.item, one.outcome]));
  const known = new Set(items.map((one) => one.item));
  const outcomeOf = (item: string) => (known.has(item) ? outcomes.get(item) : undefined) ?? null;
  const marks = request.items.map((item): CommandOf<'mark'> => {
    return { type: 'mark', control, population, item, attribute, mark, note, outcome: outcomeOf(item) };
  });
  return decideEngagement(installation, id, by, marks);
}
