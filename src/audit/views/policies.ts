import { Refusal } from '../../kernel/refusal.ts';
import type { CheckReality } from '../policies/check-reality.ts';
import type { Notices } from '../policies/notices.ts';
import type { ParameterReport, PolicyEntry, PolicyReport } from '../policies/policy-report.ts';
import type { View } from './view.ts';

export interface ShownReality extends Pick<CheckReality, 'check' | 'title' | 'measure' | 'counts' | 'notToldApart' | 'says'> {
  /** What it comes to: anything that failed, excluded or not, else anything that is not known, else whether anything passed. */
  readonly state: 'pass' | 'fail' | 'unknown' | 'no-items';
}

export interface ShownParameter extends Omit<ParameterReport, 'checks' | 'earlier'> {
  readonly earlier: { readonly written: string; readonly policy: { readonly id: string; readonly version: number } | null; readonly until: string }[];
  readonly checks: ShownReality[];
}

export interface ShownPolicy extends Omit<PolicyEntry, 'parameters'> {
  readonly parameters: ShownParameter[];
}

/** Every policy with what it promises in numbers, held against what was found; and where documents and checks do not meet. */
export function policiesOf({ policies }: View) {
  const report = policies();
  return { rows: report.policies.map((one) => shownPolicy(one)), notices: noticesOf(report) };
}

/**
 * One policy, and the notices that name it.
 * @throws Refusal `policies/unknown`
 */
export function policyOf({ policies, report: { controls } }: View, { policy }: { readonly policy: string }) {
  const report = policies();
  const found = report.policies.find((one) => one.id === policy);
  if (found === undefined) {
    const have = report.policies.map((one) => one.id).join(', ') || 'none';
    throw new Refusal('policies/unknown', `No policy "${policy}" stood in the records in this period. There are: ${have}.`);
  }
  const notices = noticesOf(report);
  return {
    ...shownPolicy(found),
    notices: {
      ...notices,
      checksWithoutDocument: [],
      numbersNoCheckUses: notices.numbersNoCheckUses.filter((one) => one.policy === policy),
      drafts: notices.drafts.filter((one) => one.policy === policy),
      namedTwice: notices.namedTwice.filter((one) => one.named.some((its) => its.policy === policy)),
      changes: notices.changes.filter((one) => one.before.policy?.id === policy || one.after.policy?.id === policy),
    },
    /** Controls that name it as their document. */
    controls: controls.filter((one) => one.documents.some(({ id }) => id === policy)).map(({ id, title, outcome }) => ({ id, title, outcome })),
  };
}

function shownPolicy({ parameters, ...policy }: PolicyEntry): ShownPolicy {
  return {
    ...policy,
    parameters: parameters.map(({ checks, earlier, ...one }) => ({ ...one, earlier: [...earlier], checks: checks.map(shownReality) })),
  };
}

function shownReality({ check, title, measure, counts, notToldApart, says, late }: CheckReality): ShownReality {
  return { check, title, measure, counts, notToldApart, says, state: stateOf(counts, late !== null) };
}

/** An exclusion changes nothing beneath: what was late under one was late. */
function stateOf(counts: CheckReality['counts'], late: boolean): ShownReality['state'] {
  if (counts === null) return 'unknown';
  if (counts.fail > 0 || late) return 'fail';
  if (counts.unknown > 0) return 'unknown';
  return counts.pass > 0 ? 'pass' : 'no-items';
}

type Mutable<T> = T extends readonly (infer E)[] ? Mutable<E>[] : T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

function noticesOf({ numbersNoCheckUses, checksWithoutDocument, drafts, namedTwice, changes }: PolicyReport): Mutable<Notices> {
  return structuredClone({ numbersNoCheckUses, checksWithoutDocument, drafts, namedTwice, changes }) as Mutable<Notices>;
}
