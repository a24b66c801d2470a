import { minus, type Spans } from '../../kernel/spans.ts';
import type { CheckReport, DocumentReport, SeenBy } from '../program-report.ts';
import type { CheckRows } from './members.ts';

/** Strongest first. */
const strength: readonly SeenBy[] = ['automated', 'record', 'document', 'open'];

/** A check over the judged parts in which its control was in force. */
export interface Examined {
  readonly rows: CheckRows;
  readonly reports: readonly CheckReport[];
}

/**
 * How it is seen that a control operated. By what systems tell, where there were items, or some of the list was seen; by records, where any
 * check found an item that passed or failed; by a document only where one is adopted.
 */
export function seenBy(examined: readonly Examined[], judged: Spans, documents: readonly DocumentReport[]): SeenBy {
  if (examined.some((one) => one.rows.automated && isSeen(one, judged))) return 'automated';
  if (examined.some(({ reports }) => reports.some((one) => one.pass + one.fail > 0))) return 'record';
  return documents.some((one) => one.status === 'adopted') ? 'document' : 'open';
}

function isSeen({ rows, reports }: Examined, judged: Spans): boolean {
  if (reports.some((one) => one.pass + one.fail > 0)) return true;
  return reports.some((one) => one.items === 0 && one.outcome !== 'no-items') && minus(judged, rows.unseen).length > 0;
}

export function strongestOf(all: readonly SeenBy[]): SeenBy {
  return strength.find((one) => all.includes(one)) ?? 'open';
}
