import { type CalendarDate, dateAt, writtenOut, type Zone } from '../../kernel/calendar.ts';
import { DAY, type Instant, parseInstant } from '../../kernel/time.ts';
import type { AuditedPeriod, Iso } from '../assessment.ts';
import { dateText } from '../report/instants.ts';
import type { Day } from './draft-facts.ts';

/** `1 Mar 2025` in the zone. */
export function dayText(at: Iso, zone: string): string {
  return dateText(dayOf(at, zone));
}

/** `1 Mar 2025, 10:30` in the zone. */
export function momentText(at: Iso, zone: string): string {
  return `${dayText(at, zone)}, ${writtenOut(parseInstant(at), zone as Zone).slice(11, 16)}`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `31 December 2025`, for running text. */
export function longDate(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}

/** `1 January to 31 December 2025`, for running text. */
export function longPeriod(first: Day, last: Day): string {
  if (first === last) return longDate(last);
  const from = longDate(first);
  return `${first.slice(0, 4) === last.slice(0, 4) ? from.slice(0, -5) : from} to ${longDate(last)}`;
}

export function dayOf(at: Iso, zone: string): CalendarDate {
  return dateAt(parseInstant(at), zone as Zone);
}

/** The last day that a span with this end (not part of it) touches. */
export function lastDayOf(until: Iso, zone: string): CalendarDate {
  return dateAt((parseInstant(until) - 1) as Instant, zone as Zone);
}

export function daysBetween(first: Day, last: Day): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY) + 1;
}

/** Whether something that lasts from one day to another, both inclusive, touches the days from `first` to `last`. */
export function touches(one: { readonly since: Day; readonly until: Day | null }, { first, last }: Pick<AuditedPeriod, 'first' | 'last'>): boolean {
  return one.since <= last && (one.until === null || one.until >= first);
}

/** `from 1 Mar 2025`, `until 30 Jun 2025`, `all of it`: the part of a period in which something was there. */
export function partText(one: { readonly since: Day; readonly until: Day | null }, { first, last }: Pick<AuditedPeriod, 'first' | 'last'>): string {
  const from = one.since > first ? `from ${dateText(one.since)}` : '';
  const until = one.until !== null && one.until < last ? `until ${dateText(one.until)}` : '';
  return [from, until].filter((part) => part !== '').join(' ') || 'all of it';
}
