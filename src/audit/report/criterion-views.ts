import { criteria } from '../../controls/criteria.ts';
import type { AssessmentSummary } from '../assessment.ts';
import type { CriterionReport, ProgramReport, SeenBy } from '../program-report.ts';
import { categoriesInScope } from '../results/criterion-report.ts';
import { type Stood, stoodOf } from './control-words.ts';
import { seenByOrder } from './seen-by.ts';

/** A control as it bears on one criterion. */
export interface Bearing {
  readonly control: string;
  readonly title: string;
  readonly reason: string;
  /** Null where that was not sealed. */
  readonly by: SeenBy | null;
  readonly stood: Stood;
  /** Whether the program says that it keeps the control; true where that was not sealed. */
  readonly adopted: boolean;
}

/** A criterion as it is shown, with the controls that bear on it: the strongest seen first. */
export interface CriterionView extends Pick<CriterionReport, 'criterion' | 'category' | 'series' | 'asks' | 'inScope'> {
  /** Null where that was not sealed. */
  readonly by: SeenBy | null;
  readonly controls: readonly Bearing[];
}

/** All criteria, from the results where there are some, else from the sealed summary alone. */
export function criterionViews(summary: AssessmentSummary, results: ProgramReport | null): readonly CriterionView[] {
  return results === null ? fromSummary(summary) : fromResults(results);
}

function fromResults({ criteria: reports, controls }: ProgramReport): readonly CriterionView[] {
  const byId = new Map(controls.map((one) => [one.id, one]));
  return reports.map((report) => {
    const bearings = report.controls.map((one): Bearing => {
      const whole = byId.get(one.control);
      return { ...one, stood: whole === undefined ? one.outcome : stoodOf(whole), adopted: whole?.adopted ?? true };
    });
    return { ...report, controls: bearings.sort((a, b) => strengthOf(a) - strengthOf(b)) };
  });
}

function strengthOf({ by }: Bearing): number {
  return by === null ? seenByOrder.length : seenByOrder.indexOf(by);
}

function fromSummary({ controls, program }: AssessmentSummary): readonly CriterionView[] {
  const scope = categoriesInScope(program);
  return criteria.map(({ id, category, series, asks }) => {
    const bearings = controls.flatMap((control) =>
      control.criteria
        .filter((one) => one.criterion === id)
        .map(({ reason }): Bearing => ({ control: control.id, title: control.title, reason, by: null, stood: control.outcome, adopted: true })),
    );
    return { criterion: id, category, series, asks, inScope: scope.has(category), by: null, controls: bearings };
  });
}
