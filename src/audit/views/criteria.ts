import type { CriterionReport, SeenBy } from '../program-report.ts';
import { countOf } from './controls.ts';
import type { View } from './view.ts';

/** All criteria, in their own order, each with what bears on it. */
export function criteriaOf({ report }: View, _: Readonly<Record<string, never>>) {
  const exceptions = new Map(report.controls.map((one) => [one.id, countOf(one.exceptions)]));
  const inScope = report.criteria.filter((one) => one.inScope);
  const rows = report.criteria.map((one) => ({
    ...one,
    controls: one.controls.map((control) => ({ ...control, exceptions: exceptions.get(control.control) ?? { open: 0, ended: 0, excluded: 0 } })),
  }));
  const seen = (by: SeenBy) => inScope.filter((one: CriterionReport) => one.by === by).length;
  return {
    rows,
    counts: { inScope: inScope.length, automated: seen('automated'), record: seen('record'), document: seen('document'), open: seen('open') },
  };
}
