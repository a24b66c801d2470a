import { type Category, type Criterion, criteria } from '../../controls/criteria.ts';
import type { ControlReport, CriterionReport } from '../program-report.ts';
import { strongestOf } from './seen-by.ts';

/** The categories a program commits to; security always, and nothing else where no program is known. */
export function categoriesInScope(program: { readonly categories: readonly string[] } | null): ReadonlySet<string> {
  return new Set(['security' satisfies Category, ...(program?.categories ?? [])]);
}

/** All criteria with the controls in force that bear on them. What bears on a criterion out of scope is listed, and counts for nothing. */
export function criterionReports(controls: readonly ControlReport[], inScope: ReadonlySet<string>): readonly CriterionReport[] {
  const standing = controls.filter((one) => one.parts.length > 0);
  return criteria.map((one) => criterionReport(one, standing, inScope.has(one.category)));
}

function criterionReport({ id, category, series, asks }: Criterion, standing: readonly ControlReport[], inScope: boolean): CriterionReport {
  const controls = standing.flatMap((control) =>
    control.criteria
      .filter((one) => one.criterion === id)
      .map(({ reason }) => ({ control: control.id, title: control.title, reason, by: control.by, outcome: control.outcome })),
  );
  const by = inScope ? strongestOf(controls.map((one) => one.by)) : 'open';
  return { criterion: id, category, series, asks, inScope, by, controls };
}

/** Does a control bear on any criterion in scope? */
export function bearsOnScope({ criteria: mapped }: ControlReport, reports: readonly CriterionReport[]): boolean {
  const inScope = new Set(reports.filter((one) => one.inScope).map((one) => one.criterion));
  return mapped.some((one) => inScope.has(one.criterion));
}
