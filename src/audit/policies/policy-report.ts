import { type Instant, isoInstant } from '../../kernel/time.ts';
import { settingDefinitions } from '../../populations/settings.ts';
import type { AssessmentSummary, AuditedPeriod, Iso, WrittenSetting } from '../assessment.ts';
import type { CheckReality } from './check-reality.ts';
import { type InForce, inForce, isSetting, lastKnown } from './in-force.ts';
import { type Notices, noticesOf } from './notices.ts';
import type { GivenParameter, GivenPolicy, PolicyReportInput } from './policy-facts.ts';
import { realityOf } from './reality.ts';
import { type RowsOf, rowsByCheck } from './rows.ts';
import { type SettingUse, settingUses } from './setting-uses.ts';

/** A parameter of a policy, and how what really happened compares with it. */
export interface ParameterReport extends GivenParameter {
  /** What it sets, as words before its value: `Access is reviewed every`; null where no check reads it. */
  readonly title: string | null;
  /** Whether checks were judged by it at the last known instant of the period. */
  readonly counts: boolean;
  /** Why it does not count; empty where it does. */
  readonly why: string;
  /** From when it counts, in this version of the policy; null where it does not. */
  readonly since: Iso | null;
  /** What counted earlier in the period, so that some of what is compared was judged by it; oldest first. */
  readonly earlier: readonly { readonly written: string; readonly policy: WrittenSetting['policy']; readonly until: Iso }[];
  readonly checks: readonly CheckReality[];
}

export interface PolicyEntry {
  readonly id: string;
  readonly title: string;
  readonly status: GivenPolicy['status'];
  /** Of what is shown here: the version in force, or else the one that stood in the records. */
  readonly version: number;
  readonly owner: string;
  readonly effective: string | null;
  /** From when the version counts; null where none does. */
  readonly since: Iso | null;
  /** A newer version that was adopted and does not count yet. */
  readonly next: { readonly version: number; readonly effective: string | null } | null;
  readonly parameters: readonly ParameterReport[];
}

/** What the program's documents promise in numbers, held against what was found. */
export interface PolicyReport extends Notices {
  readonly simulated?: true;
  readonly program: AssessmentSummary['program'];
  readonly organization: AssessmentSummary['organization'];
  readonly period: AuditedPeriod;
  readonly policies: readonly PolicyEntry[];
}

/** Compares every policy with the rows of a sealed assessment. Nothing is judged anew. */
export function policyReport(input: PolicyReportInput): PolicyReport {
  const { summary, policies } = input;
  const uses = settingUses(summary);
  const notices = noticesOf(input, uses);
  const around: Around = { input, uses, rows: rowsByCheck(input), at: lastKnown(summary.period), changes: notices.changes };
  return {
    ...(summary.simulated === true && { simulated: true }),
    program: summary.program,
    organization: summary.organization,
    period: summary.period,
    policies: policies.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id))).map((one) => entryOf(one, around)),
    ...notices,
  };
}

interface Around {
  readonly input: PolicyReportInput;
  readonly uses: ReadonlyMap<string, readonly SettingUse[]>;
  readonly rows: RowsOf;
  /** The last known instant of the period. */
  readonly at: Instant;
  readonly changes: Notices['changes'];
}

function entryOf(policy: GivenPolicy, around: Around): PolicyEntry {
  const { id, title, status, owner } = policy;
  const counting = policy.adoptions.find((one) => one.from <= around.at && around.at < one.until);
  const shown = counting ?? policy;
  const newer = status === 'adopted' && counting !== undefined && policy.version !== counting.version;
  return {
    id,
    title,
    status,
    version: shown.version,
    owner,
    effective: shown.effective,
    since: counting === undefined ? null : isoInstant(counting.from),
    next: newer ? { version: policy.version, effective: policy.effective } : null,
    parameters: shown.parameters.map((one) => parameterOf(one, policy, around)),
  };
}

function parameterOf({ name, written }: GivenParameter, policy: GivenPolicy, { input, uses, rows, at, changes }: Around): ParameterReport {
  const its = uses.get(name) ?? [];
  const setting = inForce(name, input, at);
  const counts = setting !== null && setting.policy?.id === policy.id;
  return {
    name,
    written,
    title: isSetting(name) ? settingDefinitions[name].title : null,
    counts,
    why: counts ? '' : whyNot(policy, setting, its, at),
    since: counts ? setting.since : null,
    earlier: counts ? changes.filter((one) => one.setting === name).map((one) => ({ ...one.before, until: one.at })) : [],
    checks: counts ? its.map((one) => realityOf(one, name, { ...input, rows })) : [],
  };
}

function whyNot({ status, adoptions }: GivenPolicy, setting: InForce | null, uses: readonly SettingUse[], at: Instant): string {
  if (uses.length === 0) return 'No check reads this number.';
  if (status === 'draft') return 'The policy is a draft, so that its numbers count for nothing.';
  if (status === 'withdrawn') return 'The policy was withdrawn.';
  if (!adoptions.some((one) => one.from <= at && at < one.until)) return 'The policy is not in force yet.';
  if (setting === null) return 'This value cannot be read.';
  return `Another policy counts: ${setting.policy?.id ?? 'none'} sets it to ${setting.written}.`;
}
