import type { Control } from '../../controls/control.ts';
import { type Category, criteria } from '../../controls/criteria.ts';
import type { SeenBy } from '../program-report.ts';
import { strongestOf } from './seen-by.ts';

/** One criterion with the controls of the catalogue that bear on it, and how it could be seen at best. Nothing here was adopted, or looked at. */
export interface CatalogueCriterion {
  readonly criterion: string;
  readonly category: Category;
  readonly series: string;
  readonly asks: string;
  readonly couldBeSeenBy: SeenBy;
  readonly controls: readonly {
    readonly control: string;
    readonly title: string;
    readonly reason: string;
    readonly couldBeSeenBy: SeenBy;
  }[];
}

/** All 61 criteria as a catalogue could cover them in a program that keeps everything. */
export function catalogueCriteria(controls: readonly Control[]): readonly CatalogueCriterion[] {
  return criteria.map(({ id, category, series, asks }) => {
    const bearing = controls.flatMap((control) =>
      control.criteria
        .filter((one) => one.criterion === id)
        .map(({ reason }) => ({ control: control.id, title: control.title, reason, couldBeSeenBy: couldBeSeenBy(control) })),
    );
    return { criterion: id, category, series, asks, couldBeSeenBy: strongestOf(bearing.map((one) => one.couldBeSeenBy)), controls: bearing };
  });
}

/** At best: by its checks; else by the records that it promises; else by its documents, once they are adopted; else not at all. */
export function couldBeSeenBy({ checks, records, documents }: Pick<Control, 'checks' | 'records' | 'documents'>): SeenBy {
  if (checks.length > 0) return 'automated';
  if (records.length > 0) return 'record';
  return documents.length > 0 ? 'document' : 'open';
}
