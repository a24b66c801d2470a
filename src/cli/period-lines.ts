import type { AuditedPeriod } from '../audit/assessment.ts';
import { parseInstant } from '../kernel/time.ts';
import { at, type Page, paragraph } from './page.ts';

/** The days that were judged, in which zone, and how far anybody saw. */
export function periodLines(period: AuditedPeriod, page: Page): string[] {
  const { type, first, last, zone, from, until, horizon } = period;
  const when = type === 1 ? `on ${first}` : `${first} to ${last}, both included`;
  const line = paragraph(page, 0, `Type ${type}, ${when} (${zone})`);
  // A horizon one millisecond into the period says that nobody has looked inside it.
  if (parseInstant(horizon) - parseInstant(from) <= 1)
    return [line, paragraph(page, 0, 'Nobody has looked at this period yet, so nothing in it is known.')];
  return horizon < until ? [line, paragraph(page, 0, `Seen until ${at(page, horizon)}; nothing is known from there on.`)] : [line];
}
