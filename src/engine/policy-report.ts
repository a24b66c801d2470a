import type { AssessmentSummary } from '../audit/assessment.ts';
import { lastKnown } from '../audit/policies/in-force.ts';
import type { GivenAdoption, GivenParameter, GivenPolicy, PolicyReportInput } from '../audit/policies/policy-facts.ts';
import { type PolicyReport, policyReport } from '../audit/policies/policy-report.ts';
import type { KindState } from '../facts/kinds/index.ts';
import { mergeReads, type Reads } from '../facts/reads.ts';
import { type Subject, type Timeline, versionAt } from '../facts/timeline.ts';
import { type Zone, zone } from '../kernel/calendar.ts';
import { type Instant, parseInstant } from '../kernel/time.ts';
import type { Installation } from './installation.ts';
import { timelineOf } from './judge.ts';
import { type AssessmentRequest, chooseAssessment } from './sealed-assessments.ts';
import { readRows } from './sealed-rows.ts';
import { adoptionsOf, settingsFrom, writtenValue } from './settings.ts';
import { loadWorld } from './world.ts';
import { worldUntil } from './world-until.ts';

type Policy = KindState<'policy'>;

const reads: Reads = { policy: ['id', 'title', 'status', 'version', 'owner', 'effective', 'parameters'] };

/**
 * What policies promise in numbers, held against the newest sealed assessment that fits: policies as they were known when it was judged.
 * @throws Refusal `results/no-assessment`
 */
export async function policyReportOf(
  installation: Pick<Installation, 'db' | 'organization' | 'dataDirectory'>,
  request: AssessmentRequest,
): Promise<PolicyReport> {
  const { db, organization, dataDirectory } = installation;
  const { summary } = await chooseAssessment(installation, request, 'results/no-assessment');
  const rows = await readRows(dataDirectory, summary);
  return policyReport({ summary, ...rows, ...(await readPolicies({ db, organization }, summary)) });
}

/** The policies as they were known when something was judged, and what they set over time; with `upTo`, as they stood at that instant. */
export async function readPolicies(
  { db, organization }: Pick<Installation, 'db' | 'organization'>,
  { treeSize, period }: Pick<AssessmentSummary, 'treeSize' | 'period'>,
  upTo?: Instant,
): Promise<Pick<PolicyReportInput, 'policies' | 'settings'>> {
  const whole = await loadWorld(db, { organization: organization.id, treeSize, reads: mergeReads([reads]), sights: [], looks: [] });
  const timeline = timelineOf(upTo === undefined ? whole : worldUntil(whole, upTo), 'policy');
  const inZone = zone(period.zone);
  const policies = policiesFrom(timeline, { zone: inZone, from: parseInstant(period.from), at: lastKnown(period) });
  return { policies, settings: settingsFrom(timeline, inZone) };
}

interface Around {
  readonly zone: Zone;
  readonly from: Instant;
  /** The last known instant of the period. */
  readonly at: Instant;
}

/** Every policy that stood in the records at the last known instant, or that was in force in the period and stood there no longer. */
export function policiesFrom({ subjects }: Timeline<Policy>, around: Around): readonly GivenPolicy[] {
  return subjects.flatMap((one) => policyOf(one, around));
}

function policyOf(subject: Subject<Policy>, { zone: inZone, from, at }: Around): GivenPolicy[] {
  const adoptions = adoptionsOf(subject.versions, inZone).map(
    ({ state, ...span }): GivenAdoption => ({ ...span, version: state.version, effective: state.effective, parameters: parametersOf(state) }),
  );
  const standing = versionAt(subject, at);
  const last = standing ?? subject.versions.findLast((one) => one.from <= at);
  if (last === undefined) return [];
  if (standing === undefined && !adoptions.some((one) => one.from <= at && one.until > from)) return [];
  const { id, title, status, version, owner, effective } = last.state;
  return [
    { id, title, status: standing === undefined ? 'withdrawn' : status, version, owner, effective, parameters: parametersOf(last.state), adoptions },
  ];
}

function parametersOf({ parameters }: Policy): readonly GivenParameter[] {
  return Object.entries(parameters)
    .map(([name, raw]) => ({ name, written: writtenValue(raw) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
