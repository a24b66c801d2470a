import { calendarDate, endOfDay } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { type ExclusionEvent, type ExclusionState, exclusionWorkflow } from '../workflows/exclusions/exclusion.ts';
import { replay } from '../workflows/workflow.ts';
import { decide, type Instance, instancesOf } from './decide.ts';
import type { Installation } from './installation.ts';
import { readKnownToday } from './known-facts.ts';
import { chooseAssessment, readAssessments } from './sealed-assessments.ts';
import { readRows } from './sealed-rows.ts';

export type Exclusion = Instance<ExclusionState, ExclusionEvent>;

export interface ExclusionRequest {
  readonly check: string;
  readonly items: readonly string[];
  readonly reason: string;
  /** The last day on which it counts, in the program's zone. */
  readonly until: string;
  readonly by: string;
}

/**
 * Asks that findings be accepted until a day. Somebody else must approve it.
 * @throws Refusal `exclusion/covers-everything`, and those of the workflow
 */
export async function requestExclusion(installation: Installation, { check, items, reason, until, by }: ExclusionRequest): Promise<Exclusion> {
  const today = await readKnownToday(installation);
  today.requirePerson(by);
  const ends: Instant = endOfDay(calendarDate(until), today.zone);
  const known = await itemsOf(installation, check);
  refuseInParts(await listExclusions(installation), { check, items, known, now: installation.clock() });
  const id = await nextId(installation);
  const done = await decide(installation, exclusionWorkflow, { id, by, command: { type: 'request', check, items, reason, until: ends, known } });
  await installation.keeper.seal(installation.organization.id);
  return done;
}

interface Asked {
  readonly check: string;
  readonly items: readonly string[];
  /** Every item of the check; null where it was not asked. */
  readonly known: readonly string[] | null;
  readonly now: Instant;
}

/** What one exclusion may not cover, several may not cover together. */
function refuseInParts(exclusions: readonly Exclusion[], { check, items, known, now }: Asked): void {
  const before = exclusions.flatMap(({ state }) => {
    const counts = (state.status === 'requested' || state.status === 'approved') && state.check === check && state.until > now;
    return counts ? state.items : [];
  });
  if (known === null || known.length < 2 || before.length === 0) return;
  const covered = new Set([...before, ...items]);
  if (known.some((one) => !covered.has(one)) || items.some((one) => !known.includes(one))) return;
  throw new Refusal(
    'exclusion/covers-everything',
    `With what was asked for before, this would cover all ${known.length} items of ${check}: that is not an exception to the control but its end. Retire the control in records/controls.yaml instead, with a reason.`,
  );
}

export interface ExclusionDecision {
  readonly id: string;
  readonly by: string;
  readonly type: 'approve' | 'reject' | 'end';
  readonly reason: string;
}

export async function decideExclusion(installation: Installation, { id, by, type, reason }: ExclusionDecision): Promise<Exclusion> {
  const authority = (await readKnownToday(installation)).requirePerson(by).authority.includes('exclusions');
  const command =
    type === 'approve' ? ({ type, authority } as const) : type === 'reject' ? ({ type, authority, reason } as const) : ({ type, reason } as const);
  const done = await decide(installation, exclusionWorkflow, { id, by, command });
  await installation.keeper.seal(installation.organization.id);
  return done;
}

export async function listExclusions(installation: Installation): Promise<readonly Exclusion[]> {
  return instancesOf(installation, exclusionWorkflow);
}

/** The same as they were known at one place of the ledger: what was decided later had not been. */
export async function listExclusionsBelow(installation: Installation, treeSize: number): Promise<readonly Exclusion[]> {
  return (await listExclusions(installation)).flatMap(({ id, history }) => {
    const known = history.filter(({ leaf }) => leaf !== null && leaf < treeSize);
    return known.length === 0 ? [] : [{ id, history: known, state: replay(exclusionWorkflow, known) }];
  });
}

/** Every item of a check in the newest assessment; null where it was not asked. */
async function itemsOf(installation: Installation, check: string): Promise<readonly string[] | null> {
  const { summary } = await chooseAssessment(installation, {}, 'exclusion/no-assessment');
  if (!summary.checks.some((one) => one.id === check)) return null;
  const { findings } = await readRows(installation.dataDirectory, summary);
  return findings.filter((one) => one.check === check).map((one) => one.item);
}

/** `X-0001`: told apart from the ids that records give. */
async function nextId(installation: Installation): Promise<string> {
  const taken = new Set((await listExclusions(installation)).map((one) => one.id));
  for (const { summary } of await readAssessments(installation)) for (const one of summary.exclusions) taken.add(one.id);
  let number = 1;
  while (taken.has(idOf(number))) number++;
  return idOf(number);
}

function idOf(number: number): string {
  return `X-${String(number).padStart(4, '0')}`;
}
