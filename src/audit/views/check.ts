import { allChecks } from '../../checks/index.ts';
import { recordChecks } from '../../checks/record/record-made.ts';
import type { CheckResult, WrittenExclusion } from '../assessment.ts';
import { checkNamed, sheetOf } from './check-results.ts';
import { checkRow } from './checks.ts';
import { controlsOfCheck } from './controls-of-check.ts';
import type { View } from './view.ts';

/** One check over the period, with everything that is said of it but its items. @throws Refusal `checks/unknown` */
export function checkOf(view: View, { check: id }: { readonly check: string }) {
  const result = checkNamed(view, id);
  return {
    ...checkRow(view, result),
    mend: result.mend,
    reads: kindsRead(id),
    speaksFor: controlsOfCheck(view, id).map(({ id: control, title, owner, criteria }) => ({
      ...{ control, title, owner },
      criteria: criteria.map(({ criterion, reason }) => ({ criterion, reason })),
    })),
    unseen: result.unseen.map((one) => ({ ...one })),
    completeness: completenessOf(view, result),
    exclusions: exclusionsOver(view, id).map(exclusionShown),
    siblings: siblingsOf(view, result).map(siblingShown),
  };
}

/** Of the check and of its population; a check of an earlier version may be gone. */
function kindsRead(id: string): string[] {
  const check = [...allChecks, ...recordChecks.map((one) => one.check)].find((one) => one.id === id);
  return check === undefined ? [] : [...new Set([...Object.keys(check.population.reads), ...Object.keys(check.reads)])];
}

function completenessOf(view: View, { population }: CheckResult) {
  const { definition, items, sha256, looks, reconciliations } = sheetOf(view, population);
  const differing = reconciliations.filter((one) => one.expected !== one.counted || one.differences.length > 0).length;
  return { definition, items, sha256, looks: looks.length, reconciliations: reconciliations.length, differing };
}

export function exclusionsOver({ summary }: View, check: string): readonly WrittenExclusion[] {
  return summary.exclusions.filter((one) => one.check === check);
}

export function exclusionShown({ id, reason, requestedBy, approvedBy, approvedAt, until, inForce, remark, items }: WrittenExclusion) {
  return { id, reason, requestedBy, approvedBy, approvedAt, until, inForce, remark, items: [...items] };
}

/** The other checks that ask the same items. */
export function siblingsOf({ summary }: View, { id, population }: CheckResult): readonly CheckResult[] {
  return summary.checks.filter((one) => one.population === population && one.id !== id);
}

function siblingShown({ id, asks, outcome, items, pass, fail, unknown, notOwed, excluded }: CheckResult) {
  return { check: id, asks, outcome, items, pass, fail, unknown, notOwed, excluded };
}

/** Which settings a check reads, and over which time they are wanted. @throws Refusal `checks/unknown` */
export function checkSettingsOf(view: View, { check }: { readonly check: string }) {
  const { settings } = checkNamed(view, check);
  const { from, horizon } = view.summary.period;
  return { names: settings.map((one) => one.name), from, until: horizon };
}
