import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../audit/assessment.ts';
import { Refusal } from '../kernel/refusal.ts';
import { readEntries } from '../ledger/store.ts';
import { type Engagement, type Frozen, frozenPopulation } from '../workflows/engagements/engagement-state.ts';
import { assessmentOf, decideEngagement, pinsOf, readEngagement, requireActor, toFreeze } from './engagements.ts';
import type { Installation } from './installation.ts';
import { readKnownToday } from './known-facts.ts';
import { readAssessments, type SealedAssessment } from './sealed-assessments.ts';
import { readRows, type SealedRows } from './sealed-rows.ts';

export interface FreezeRequest {
  readonly id: string;
  readonly by: string;
  /** None: all that the engagement's checks ask. */
  readonly populations: readonly string[];
  readonly interim: boolean;
}

/**
 * Freezes populations as they stand in the newest assessment of the engagement's audit.
 * @throws Refusal `engagement/no-population`, `engagement/known-then`, and those of the workflow
 */
export async function freezePopulations(installation: Installation, { id, by, populations, interim }: FreezeRequest): Promise<Engagement> {
  const { state, sealed, from } = await frozenFrom(installation, id, by);
  const asked = populationsOf(state, sealed.summary);
  const unknown = populations.filter((one) => !asked.includes(one));
  if (unknown.length > 0)
    throw new Refusal('engagement/no-population', `The engagement asks nothing of ${unknown.join(', ')}. It asks of: ${asked.join(', ')}.`);
  if (!interim && from.assessment.horizon >= state.period.until) await refuseKnownThen(installation, sealed);
  const wanted = new Set(populations.length > 0 ? populations : asked);
  const chosen = sealed.summary.populations
    .filter((one) => wanted.has(one.population))
    .map(({ population, sha256, items }) => ({ population, sha256, items }));
  return decideEngagement(installation, id, by, { type: 'freeze', from, populations: chosen, interim });
}

/** A final population holds what is known: what was looked at before it was assessed may not be left out by assessing "as known then". */
async function refuseKnownThen({ db, organization }: Installation, { leaf, summary }: SealedAssessment): Promise<void> {
  for await (const looks of readEntries(db, organization.id, { types: ['look'], fromLeaf: summary.treeSize, untilLeaf: leaf })) {
    if (looks.length === 0) continue;
    throw new Refusal(
      'engagement/known-then',
      'The newest assessment judged what was known at an earlier time, and leaves out what was looked at since. Assess the audit without --as-known-at, and freeze that.',
    );
  }
}

/** Seals which settings were in force at the end of what the newest assessment saw. */
export async function captureSettings(
  installation: Installation,
  { id, by, anyway }: { id: string; by: string; anyway: boolean },
): Promise<Engagement> {
  const { state, sealed, from } = await frozenFrom(installation, id, by);
  const asked = sealed.summary.checks.filter((one) => one.id in state.pins.checks).flatMap((one) => one.settings);
  const settings = [...new Map(asked.map(({ name, written, policy }) => [name, { name, written, policy }])).values()];
  return decideEngagement(installation, id, by, { type: 'capture-settings', from, settings, anyway });
}

export async function movePeriod(installation: Installation, { id, by, reason }: { id: string; by: string; reason: string }): Promise<Engagement> {
  const { state } = await readEngagement(installation, id);
  const period = (await readKnownToday(installation)).period(state.audit);
  return decideEngagement(installation, id, by, { type: 'move-period', period, reason });
}

export async function pinAgain(installation: Installation, { id, by, reason }: { id: string; by: string; reason: string }): Promise<Engagement> {
  const { state } = await readEngagement(installation, id);
  const { summary } = await assessmentOf(installation, state.audit);
  return decideEngagement(installation, id, by, { type: 'pin-again', pins: pinsOf(summary, state.categories), reason });
}

export interface ExplainRequest {
  readonly id: string;
  readonly by: string;
  readonly population: string;
  readonly difference: string;
  readonly explanation: string;
}

/** Seals why a second source of a frozen population differs from the first. */
export async function explainDifference(
  installation: Installation,
  { id, by, population, difference, explanation }: ExplainRequest,
): Promise<Engagement> {
  const { state } = await readEngagement(installation, id);
  requireActor(state, await readKnownToday(installation), by);
  const { sealed } = await readFrozen(installation, state, population);
  const sheet = sealed.summary.populations.find((one) => one.population === population);
  const known = (sheet?.reconciliations ?? []).flatMap((one) => one.differences);
  return decideEngagement(installation, id, by, { type: 'explain', population, difference, explanation, known });
}

async function frozenFrom(installation: Installation, id: string, by: string) {
  const { state } = await readEngagement(installation, id);
  const today = await readKnownToday(installation);
  requireActor(state, today, by);
  const sealed = await assessmentOf(installation, state.audit);
  return { state, sealed, from: toFreeze(sealed, today, state.audit) };
}

/** The populations that the engagement's checks ask. */
export function populationsOf({ pins }: Engagement, { checks }: AssessmentSummary): readonly string[] {
  return [...new Set(checks.filter((one) => one.id in pins.checks).map((one) => one.population))];
}

/** A frozen population with its rows, read by their hash, and the findings of the assessment that it was frozen from. */
export interface FrozenRows {
  readonly frozen: Frozen;
  readonly sealed: SealedAssessment;
  readonly items: readonly WrittenItem[];
  readonly findings: readonly WrittenFinding[];
}

/** Which freezing of a population is meant: two may have the same rows, from assessments that judged them otherwise. */
type Freezing = Pick<Frozen, 'sha256'> & Partial<Pick<Frozen, 'assessment'>>;

/** Reads frozen populations, the last freezing of each or the one that is named; each assessment is read once, however many populations were frozen from it. */
export type FrozenReader = (state: Engagement, population: string, freezing?: Freezing) => Promise<FrozenRows>;

/** The reader throws Refusal `engagement/not-frozen`, or `blob/…` where the rows were lost or changed. */
export async function frozenReader(installation: Installation): Promise<FrozenReader> {
  const assessments = await readAssessments(installation);
  const read = new Map<string, Promise<SealedRows>>();
  const rowsOf = (sealed: SealedAssessment) => {
    const known = read.get(sealed.entry) ?? readRows(installation.dataDirectory, sealed.summary);
    read.set(sealed.entry, known);
    return known;
  };
  return async (state, population, freezing) => {
    const frozen =
      freezing === undefined ? frozenPopulation(state, population) : state.frozen.find((one) => one.population === population && isOf(one, freezing));
    if (frozen === undefined)
      throw new Refusal('engagement/not-frozen', `The population ${population} is not frozen yet. Run: tickmark engagement freeze`);
    const sealed = assessments.find((one) => one.entry === frozen.assessment.entry);
    if (sealed === undefined)
      throw new Refusal(
        'engagement/assessment-gone',
        `The assessment ${frozen.assessment.entry} is not in this ledger. Restore the backup that holds it.`,
      );
    const { items, findings } = await rowsOf(sealed);
    return { frozen, sealed, items: items.get(population) ?? [], findings };
  };
}

function isOf({ sha256, assessment }: Frozen, freezing: Freezing): boolean {
  return sha256 === freezing.sha256 && (freezing.assessment === undefined || assessment.entry === freezing.assessment.entry);
}

/** One frozen population. */
export async function readFrozen(installation: Installation, state: Engagement, population: string): Promise<FrozenRows> {
  const read = await frozenReader(installation);
  return read(state, population);
}
