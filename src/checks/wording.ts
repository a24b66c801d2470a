import { writtenOut, type Zone } from '../kernel/calendar.ts';
import { clip, type Spans } from '../kernel/spans.ts';
import { DAY, type Instant, type Span } from '../kernel/time.ts';

/** What a sentence needs of the context. */
export interface Judged {
  readonly period: Span;
  readonly horizon: Instant;
  readonly zone: Zone;
}

/** What of an answer lies in the judged part of the period: sentences speak of that, and of nothing else. */
export function shown(spans: Spans, { period, horizon }: Judged): Spans {
  return clip(spans, { from: period.from, until: horizon });
}

/** `on 2025-03-01 10:30:00 Europe/Vienna (2025-03-01T09:30:00.000Z)` */
export function on(instant: Instant, judged: Pick<Judged, 'zone'>): string {
  return `on ${at(instant, judged)}`;
}

/** `2025-03-01 10:30:00 Europe/Vienna (2025-03-01T09:30:00.000Z)` */
export function at(instant: Instant, { zone }: Pick<Judged, 'zone'>): string {
  return writtenOut(instant, zone);
}

/** Where a number comes from: `policy access-control, version 3`. */
export function source({ policy }: { readonly policy: { readonly id: string; readonly version: number } | null }): string {
  return policy ? `policy ${policy.id}, version ${policy.version}` : "Tickmark's default, adopted by nobody";
}

/** `40 days`, in whole days. */
export function daysAfter(later: Instant, earlier: Instant): string {
  const days = Math.floor((later - earlier) / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}
