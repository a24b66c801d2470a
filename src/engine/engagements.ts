import type { AssessmentSummary } from '../audit/assessment.ts';
import { criteria } from '../controls/criteria.ts';
import { allControls } from '../controls/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { isoInstant, parseInstant } from '../kernel/time.ts';
import { engagementWorkflow } from '../workflows/engagements/engagement.ts';
import type { AssessmentToFreeze, EngagementCommand } from '../workflows/engagements/engagement-commands.ts';
import type { EngagementEvent, EventOf } from '../workflows/engagements/engagement-events.ts';
import type { Engagement, EngagementState } from '../workflows/engagements/engagement-state.ts';
import { decide, type Instance, instancesOf } from './decide.ts';
import type { Installation } from './installation.ts';
import { type KnownToday, readKnownToday } from './known-facts.ts';
import { chooseAssessment, type SealedAssessment } from './sealed-assessments.ts';

export type EngagementInstance = Instance<EngagementState, EngagementEvent>;

/** Puts a command to an engagement, or several of which all count or none, and seals what was decided. */
export async function decideEngagement(
  installation: Installation,
  id: string,
  by: string,
  command: EngagementCommand | readonly EngagementCommand[],
): Promise<Engagement> {
  const { state } = await decide(installation, engagementWorkflow, { id, by, command });
  await installation.keeper.seal(installation.organization.id);
  if (state === null) throw new Error(`The engagement ${id} has no state after a decision`);
  return state;
}

export async function listEngagements(installation: Installation): Promise<readonly EngagementInstance[]> {
  return instancesOf(installation, engagementWorkflow);
}

/** @throws Refusal `engagement/unknown` */
export async function readEngagement(
  installation: Installation,
  id: string,
): Promise<{ readonly state: Engagement; readonly instance: EngagementInstance }> {
  const all = await listEngagements(installation);
  const instance = all.find((one) => one.id === id);
  if (instance?.state) return { state: instance.state, instance };
  throw new Refusal('engagement/unknown', `There is no engagement "${id}". There are: ${all.map((one) => one.id).join(', ') || 'none'}.`);
}

/** An auditor of the engagement, or a person of the company who works here today. @throws Refusal `actor/…` */
export function requireActor(state: Engagement, today: KnownToday, by: string): void {
  if (!state.auditors.some((one) => one.id === by)) today.requirePerson(by);
}

/** The company does not audit itself: an id says which of the two sides decides. @throws Refusal `engagement/not-outside` */
export function requireOutsiders(auditors: EventOf<'opened'>['auditors'], today: KnownToday): void {
  const own = auditors.find((one) => today.isPerson(one.id));
  if (own === undefined) return;
  throw new Refusal(
    'engagement/not-outside',
    `"${own.id}" is somebody of the company (records/people.yaml). An auditor comes from outside, and has an id of their own.`,
  );
}

export interface OpenRequest {
  readonly id: string;
  readonly audit: string;
  readonly firm: string;
  readonly auditors: EventOf<'opened'>['auditors'];
  /** None: all that the program commits to. */
  readonly categories: readonly string[];
  readonly by: string;
}

/**
 * Opens an engagement for an audit of the records, and pins what the newest assessment of it was judged with.
 * @throws Refusal `engagement/id`, `engagement/not-outside`, and those of the workflow
 */
export async function openEngagement(installation: Installation, { id, by, ...request }: OpenRequest): Promise<Engagement> {
  requireId(id);
  const today = await readKnownToday(installation);
  if (!request.auditors.some((one) => one.id === by)) today.requirePerson(by);
  requireOutsiders(request.auditors, today);
  const categories = request.categories.length > 0 ? request.categories : today.categories;
  const period = today.period(request.audit);
  const pins = period === null ? noPins : pinsOf((await assessmentOf(installation, request.audit)).summary, categories);
  return decideEngagement(installation, id, by, { type: 'open', ...request, categories, committed: today.categories, period, pins });
}

/** It enters the seed of each sample, and stands in the names of files. */
function requireId(id: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(id)) return;
  throw new Refusal('engagement/id', `"${id}" is no id of an engagement. Write letters, digits and . _ -, such as type-2-2025.`);
}

const noPins = { tickmark: '', checks: {}, controls: {} };

/** The versions with which an assessment was judged, of the controls that bear on the categories. */
export function pinsOf({ tickmark, checks, controls }: AssessmentSummary, categories: readonly string[]): EventOf<'opened'>['pins'] {
  const inScope = controls.filter((one) => one.criteria.some(({ criterion }) => categories.includes(categoryOf(criterion))));
  const asked = new Set(inScope.flatMap((one) => one.checks));
  return {
    tickmark,
    checks: Object.fromEntries(checks.filter((one) => asked.has(one.id)).map((one) => [one.id, one.version])),
    controls: Object.fromEntries(inScope.map((one) => [one.id, one.version ?? catalogueVersion(one.id)])),
  };
}

function catalogueVersion(control: string): number {
  return allControls.find((one) => one.id === control)?.version ?? 1;
}

function categoryOf(criterion: string): string {
  return criteria.find((one) => one.id === criterion)?.category ?? 'security';
}

/** The newest sealed assessment of an audit. @throws Refusal `engagement/no-assessment` */
export async function assessmentOf(installation: Installation, audit: string): Promise<SealedAssessment> {
  return chooseAssessment(installation, { audit }, 'engagement/no-assessment');
}

/** A sealed assessment as the workflow needs to know it. */
export function toFreeze({ entry, leaf, summary }: SealedAssessment, today: KnownToday, audit: string): AssessmentToFreeze {
  const { type, first, last, zone, from, until, horizon } = summary.period;
  return {
    assessment: { entry, leaf, treeSize: summary.treeSize, horizon: isoInstant(parseInstant(horizon)) },
    period: today.period(audit),
    judged: { type, first, last, zone, from, until },
    tickmark: summary.tickmark,
    checks: Object.fromEntries(summary.checks.map((one) => [one.id, one.version])),
    controls: Object.fromEntries(summary.controls.map((one) => [one.id, one.version ?? catalogueVersion(one.id)])),
  };
}
