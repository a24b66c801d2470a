import { addDays, type CalendarDate, dateAt, startOfDay, type Zone, zone } from '../../kernel/calendar.ts';
import { DAY, earlier, type Instant, instant, later, plus, type Span } from '../../kernel/time.ts';
import type { AuditedPeriod, Iso } from '../assessment.ts';

/** The judged part of the period, `[from, horizon)`, cut into days of the program's zone. Days that a zone left out are not there. */
export interface JudgedDays {
  readonly period: Span;
  readonly horizon: Instant;
  readonly zone: Zone;
  readonly dates: readonly CalendarDate[];
  /** Where each day begins, and last of all the horizon: one more than there are dates. */
  readonly edges: readonly Instant[];
}

/** Reads an instant of a sealed row. */
export function instantOf(iso: Iso): Instant {
  return instant(Date.parse(iso));
}

export function judgedDays(period: AuditedPeriod): JudgedDays {
  const inZone = zone(period.zone);
  const from = instantOf(period.from);
  const horizon = instantOf(period.horizon);
  const dates: CalendarDate[] = [];
  const edges: Instant[] = [];
  const last = dateAt(plus(horizon, -1), inZone);
  for (let date = dateAt(from, inZone); date <= last; date = addDays(date, 1)) {
    const start = later(from, startOfDay(date, inZone));
    if (edges.at(-1) === start) dates.pop();
    else edges.push(start);
    dates.push(date);
  }
  return { period: { from, until: instantOf(period.until) }, horizon, zone: inZone, dates, edges: [...edges, horizon] };
}

/** What is known of a part of the period at most: up to the horizon; null for a part that begins after it. */
export function judgedPart(part: Span, { horizon }: JudgedDays): Span | null {
  return part.from < horizon ? { from: part.from, until: earlier(part.until, horizon) } : null;
}

/** The place of the day that holds an instant of the judged part. */
export function dayOf(at: Instant, { edges }: JudgedDays): number {
  const [first] = edges as readonly [Instant];
  let day = Math.min(edges.length - 2, Math.floor((at - first) / DAY));
  while (day > 0 && (edges[day] as Instant) > at) day--;
  while (day < edges.length - 2 && (edges[day + 1] as Instant) <= at) day++;
  return day;
}
