import type { KindState } from '../facts/kinds/index.ts';
import { latest, type Timeline } from '../facts/timeline.ts';
import { addCadence, addDays, type CalendarDate, calendarDate, dateAt, daysSpan, type Zone, zone } from '../kernel/calendar.ts';
import { Refusal } from '../kernel/refusal.ts';
import { FOREVER, type Instant, isoInstant, type Span } from '../kernel/time.ts';
import type { EngagementPeriod } from '../workflows/engagements/engagement-events.ts';

export interface Program {
  readonly id: string;
  readonly title: string;
  readonly categories: readonly string[];
  readonly zone: Zone;
  readonly since: CalendarDate;
}

/** A Type 1 date or a Type 2 period, resolved to half-open instants. */
export interface AuditPeriod {
  readonly audit: string | null;
  readonly type: 1 | 2;
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  readonly span: Span;
}

export interface PeriodRequest {
  readonly audit?: string | undefined;
  /** `2025-01-01..2025-12-31` */
  readonly period?: string | undefined;
}

/** The one program of an organization, or null where no records told of one. */
export function programFrom(programs: Timeline<KindState<'program'>>): Program | null {
  const living = programs.subjects.filter((one) => latest(one).until === FOREVER);
  if (living.length > 1) {
    throw new Refusal(
      'program/several',
      `The records tell of ${living.length} programs (${living.map((one) => latest(one).state.title).join(', ')}). Connect the records of one.`,
    );
  }
  const [only] = living;
  if (!only) return null;
  const { id, title, categories, zone: name, since } = latest(only).state;
  return { id, title, categories, zone: zone(name), since: since as CalendarDate };
}

/**
 * The period to judge: the one asked for, else the audit asked for, else the Type 2 audit that began last and still stands in the records, else the twelve months that end today.
 * @throws Refusal `audit/…` where what was asked for does not exist
 */
export function periodFrom(audits: Timeline<KindState<'audit'>>, inZone: Zone, now: Instant, request: PeriodRequest): AuditPeriod {
  if (request.period !== undefined) return fromText(request.period, inZone);
  const known = audits.subjects.map((one) => latest(one).state);
  if (request.audit !== undefined) return fromAudit(named(known, request.audit), inZone);
  const today = dateAt(now, inZone);
  const living = audits.subjects.filter((one) => latest(one).until === FOREVER).map((one) => latest(one).state);
  const begun = living.filter((one) => one.type === 2 && one.from <= today).sort((a, b) => (firstDay(a) < firstDay(b) ? 1 : -1));
  const [newest] = begun;
  if (newest) return fromAudit(newest, inZone);
  return fromText(`${addDays(addCadence(today, { every: -1, unit: 'year' }), 1)}..${today}`, inZone);
}

type Audit = KindState<'audit'>;

function named(known: readonly Audit[], id: string): Audit {
  const found = known.find((one) => one.id === id);
  if (found) return found;
  const have = known.map((one) => one.id).join(', ') || 'none';
  throw new Refusal('audit/unknown', `There is no audit "${id}". The records name: ${have}.`);
}

function firstDay(audit: Audit): string {
  return audit.type === 1 ? audit.date : audit.from;
}

function fromAudit(audit: Audit, inZone: Zone): AuditPeriod {
  const first = calendarDate(firstDay(audit));
  const last = calendarDate(audit.type === 1 ? audit.date : audit.until);
  return { audit: audit.id, type: audit.type, first, last, span: daysSpan(first, last, inZone) };
}

/** An audit of the records as a period with its instants in ISO. */
export function auditPeriod(audit: Audit, inZone: Zone): EngagementPeriod {
  const { type, first, last, span } = fromAudit(audit, inZone);
  return { type, first, last, zone: inZone, from: isoInstant(span.from), until: isoInstant(span.until) };
}

function fromText(text: string, inZone: Zone): AuditPeriod {
  const parts = text.split('..');
  const [from, until] = parts;
  if (parts.length > 2 || from === undefined) {
    throw new Refusal('audit/period', `"${text}" is not a period. Write 2025-01-01..2025-12-31 (both days included), or one date for a Type 1.`);
  }
  const first = calendarDate(from);
  const last = calendarDate(until ?? from);
  return { audit: null, type: until === undefined ? 1 : 2, first, last, span: daysSpan(first, last, inZone) };
}
