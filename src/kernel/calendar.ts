import { Temporal } from 'temporal-polyfill';
import { Refusal } from './refusal.ts';
import { type Instant, instant, type Span, span } from './time.ts';

/** `2025-12-31`: a day in somebody's calendar, without a zone. */
export type CalendarDate = string & { readonly __calendarDate: unique symbol };

/** An IANA time zone, such as `Europe/Vienna`. */
export type Zone = string & { readonly __zone: unique symbol };

/** How often something falls due. `every` counts calendar months or days, never seconds: 90 days is not a quarter. */
export interface Cadence {
  readonly every: number;
  readonly unit: 'day' | 'week' | 'month' | 'year';
}

export function calendarDate(text: string): CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Refusal('calendar/not-a-date', `"${text}" is not a date. Write it as 2025-12-31.`);
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw new Refusal('calendar/not-a-date', `"${text}" is not a day of the calendar.`);
  }
  return text as CalendarDate;
}

export function zone(name: string): Zone {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
  } catch {
    throw new Refusal('calendar/not-a-zone', `"${name}" is not a time zone. Write an IANA name such as Europe/Vienna or UTC.`);
  }
  return name as Zone;
}

/** The first instant of a day in a zone. Where midnight does not exist, the first instant that does. */
export function startOfDay(day: CalendarDate, inZone: Zone): Instant {
  return instant(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: inZone }).epochMilliseconds);
}

/** The first instant after a day in a zone: `until 2025-12-31` includes that day. */
export function endOfDay(day: CalendarDate, inZone: Zone): Instant {
  return startOfDay(addDays(day, 1), inZone);
}

/** Both dates inclusive. */
export function daysSpan(first: CalendarDate, last: CalendarDate, inZone: Zone): Span {
  if (last < first) throw new Refusal('calendar/backwards', `The period ends (${last}) before it begins (${first}).`);
  return span(startOfDay(first, inZone), endOfDay(last, inZone));
}

export function dateAt(at: Instant, inZone: Zone): CalendarDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone).toPlainDate().toString() as CalendarDate;
}

export function addDays(day: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(day).add({ days }).toString() as CalendarDate;
}

/** The day `count` cadences after `day`; the end of a month stays the end of a month (31 January + 1 month = 28 February). */
export function addCadence(day: CalendarDate, cadence: Cadence, count = 1): CalendarDate {
  const amount = cadence.every * count;
  return Temporal.PlainDate.from(day)
    .add({ [`${cadence.unit}s`]: amount })
    .toString() as CalendarDate;
}

/** Adds a cadence to an instant by the calendar of a zone: same wall-clock time, later day. */
export function addCadenceToInstant(at: Instant, cadence: Cadence, inZone: Zone): Instant {
  const moved = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(inZone)
    .add({ [`${cadence.unit}s`]: cadence.every });
  return instant(moved.epochMilliseconds);
}

/**
 * The calendar windows of a cadence that contain or follow `anchor`, as `[first, last]` days, up to the one holding `until`.
 * Windows are counted from the anchor, so they never drift.
 */
export function windows(anchor: CalendarDate, cadence: Cadence, until: CalendarDate): { first: CalendarDate; last: CalendarDate }[] {
  const found: { first: CalendarDate; last: CalendarDate }[] = [];
  for (let n = 0; ; n++) {
    const first = addCadence(anchor, cadence, n);
    if (first > until) return found;
    found.push({ first, last: addDays(addCadence(anchor, cadence, n + 1), -1) });
  }
}

/** `2025-03-01 10:30:00 Europe/Vienna (2025-03-01T09:30:00.000Z)`: how an instant is written on evidence. */
export function writtenOut(at: Instant, inZone: Zone): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone);
  const local = `${zoned.toPlainDate().toString()} ${zoned.toPlainTime().toString({ smallestUnit: 'second' })}`;
  return `${local} ${inZone} (${new Date(at).toISOString()})`;
}

/** `9 d 21 h`, `4 h 10 min`, `35 s`. */
export function durationText(milliseconds: number): string {
  const units: [string, number][] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
  ];
  const parts: string[] = [];
  let left = Math.abs(milliseconds);
  for (const [name, size] of units) {
    const count = Math.floor(left / size);
    if (count > 0) parts.push(`${count} ${name}`);
    left -= count * size;
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(' ') : `${Math.abs(milliseconds)} ms`;
}
