import { Temporal } from 'temporal-polyfill';
import { Refusal } from './refusal.ts';
import { type Instant, instant, plus, type Span, span } from './time.ts';

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

/** The IANA name as the time zone database writes it: `europe/vienna` becomes `Europe/Vienna`. A bare offset such as `+01:00` is no zone. */
export function zone(name: string): Zone {
  const known = zoneName(name);
  // Instead of a name, the library also takes an offset or a whole date with its zone.
  if (known === null || known.toLowerCase() !== name.toLowerCase() || /^[+-]/.test(known)) {
    throw new Refusal('calendar/not-a-zone', `"${name}" is not a time zone. Write an IANA name such as Europe/Vienna or UTC.`);
  }
  return known as Zone;
}

function zoneName(name: string): string | null {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return null;
  }
}

/**
 * The first instant of a day in a zone. Where midnight does not exist, the first instant that does; where the whole day does not, the first
 * instant of the next. At the ends of time it stays there.
 */
export function startOfDay(day: CalendarDate, inZone: Zone): Instant {
  return startOf(Temporal.PlainDate.from(day), inZone);
}

/** The first instant after a day in a zone: `until 2025-12-31` includes that day. */
export function endOfDay(day: CalendarDate, inZone: Zone): Instant {
  return startOf(Temporal.PlainDate.from(day).add({ days: 1 }), inZone);
}

function startOf(day: Temporal.PlainDate, inZone: Zone): Instant {
  return plus(instant(0), day.toZonedDateTime({ timeZone: inZone }).epochMilliseconds);
}

/**
 * Both dates inclusive.
 * @throws Refusal `calendar/backwards`; `calendar/no-such-day` where the zone skipped all of these days
 */
export function daysSpan(first: CalendarDate, last: CalendarDate, inZone: Zone): Span {
  if (last < first) throw new Refusal('calendar/backwards', `The period ends (${last}) before it begins (${first}).`);
  const from = startOfDay(first, inZone);
  const until = endOfDay(last, inZone);
  if (from === until) throw new Refusal('calendar/no-such-day', `No time passed in ${inZone} from ${first} to ${last}. Choose another day.`);
  return span(from, until);
}

export function dateAt(at: Instant, inZone: Zone): CalendarDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone).toPlainDate().toString() as CalendarDate;
}

/** @throws Refusal `calendar/out-of-range` */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return written(Temporal.PlainDate.from(day).add({ days }));
}

/**
 * The day `count` cadences after `day`. A day that the month lacks becomes its last: 31 January + 1 month = 28 February. Count from the anchor,
 * not from the day before: 28 February + 1 month = 28 March.
 * @throws Refusal `calendar/out-of-range`
 */
export function addCadence(day: CalendarDate, cadence: Cadence, count = 1): CalendarDate {
  return written(Temporal.PlainDate.from(day).add({ [`${cadence.unit}s`]: cadence.every * count }));
}

/** Outside the years 0 to 9999 a date is written with a sign, and no longer sorts as text. */
function written(day: Temporal.PlainDate): CalendarDate {
  if (day.year < 0 || day.year > 9999)
    throw new Refusal('calendar/out-of-range', `${day.toString()} is beyond the years that dates are written for.`);
  return day.toString() as CalendarDate;
}

/** Adds a cadence to an instant by the calendar of a zone: same wall-clock time, later day. Stays at the ends of time instead of leaving them. */
export function addCadenceToInstant(at: Instant, cadence: Cadence, inZone: Zone): Instant {
  const moved = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(inZone)
    .add({ [`${cadence.unit}s`]: cadence.every });
  return plus(instant(0), moved.epochMilliseconds);
}

/**
 * The calendar windows of a cadence that contain or follow `anchor`, as `[first, last]` days, up to the one holding `until`.
 * Windows are counted from the anchor, so they never drift.
 * @throws RangeError for a cadence that does not move forward
 */
export function windows(anchor: CalendarDate, cadence: Cadence, until: CalendarDate): { first: CalendarDate; last: CalendarDate }[] {
  if (!(cadence.every >= 1)) throw new RangeError(`Not a cadence: every ${cadence.every} ${cadence.unit}`);
  const found: { first: CalendarDate; last: CalendarDate }[] = [];
  for (let n = 0; ; n++) {
    const first = addCadence(anchor, cadence, n);
    if (first > until) return found;
    found.push({ first, last: addDays(addCadence(anchor, cadence, n + 1), -1) });
  }
}

/** `2025-03-01 10:30:00 Europe/Vienna (2025-03-01T09:30:00.000Z)`: how an instant is written on evidence. */
export function writtenOut(at: Instant, inZone: Zone): string {
  return `${localText(at, inZone)} ${inZone} (${new Date(at).toISOString()})`;
}

const formats = new Map<Zone, Intl.DateTimeFormat>();

/** Before this, calendars of `Intl` and of ISO 8601 differ. */
const GREGORIAN = Date.UTC(1900, 0, 1);

/** `2025-03-01 10:30:00`. By way of a kept `Intl` format, which is many times faster than a zoned date-time for each. */
function localText(at: Instant, inZone: Zone): string {
  if (at < GREGORIAN) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(inZone);
    return `${zoned.toPlainDate().toString()} ${zoned.toPlainTime().toString({ smallestUnit: 'second' })}`;
  }
  const known =
    formats.get(inZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: inZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  formats.set(inZone, known);
  return known.format(at);
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
