import { addDays, type CalendarDate, calendarDate, dateAt, daysSpan, endOfDay, startOfDay, zone } from '../src/kernel/calendar.ts';
import { DAY, HOUR, type Instant, instant, isoInstant, type Span } from '../src/kernel/time.ts';
import type { Random } from './random.ts';

export const ZONE = zone('Europe/Vienna');
export const FIRST_DAY = calendarDate('2025-01-01');
export const LAST_DAY = calendarDate('2025-12-31');
/** The audited year. */
export const YEAR: Span = daysSpan(FIRST_DAY, LAST_DAY, ZONE);

const OPENS = '08:30';
const CLOSES = '18:00';
const HOLIDAYS = new Set(['01-01', '01-06', '05-01', '08-15', '10-26', '11-01', '12-08', '12-24', '12-25', '12-26']);
const ends = new Map<CalendarDate, Instant>();
const offsets = new Map<number, number>();

/** The first instant after a day in Vienna. */
export function endOf(day: CalendarDate): Instant {
  const known = ends.get(day);
  if (known !== undefined) return known;
  const end = endOfDay(day, ZONE);
  ends.set(day, end);
  return end;
}

/** `at('2025-03-31', '09:30')` or `'09:30:15'`: a time on Vienna's clocks, from 03:00 on (before it, a clock change could make it two instants or none). */
export function at(day: CalendarDate, clock: string): Instant {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  if (hours < 3) throw new RangeError(`Too early on the clock: ${clock}`);
  return instant(endOf(day) - DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000);
}

/** What Vienna's clocks are ahead of UTC at an instant, in milliseconds. Both of its clock changes happen at 01:00 UTC. */
export function offsetAt(when: Instant): number {
  const hour = Math.floor(when / HOUR);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const day = dateAt(when, ZONE);
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  const offset = when < utcMidnight + HOUR ? utcMidnight - startOfDay(day, ZONE) : utcMidnight + DAY - endOf(day);
  offsets.set(hour, offset);
  return offset;
}

/** `+0200`, as Git writes it. */
export function gitOffset(when: Instant): string {
  const minutes = offsetAt(when) / 60_000;
  return `+${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
}

/** `2025-03-31T17:00:00+02:00`, with milliseconds only where there are any. */
export function written(when: Instant): string {
  const local = isoInstant(instant(when + offsetAt(when))).slice(0, -1);
  return `${local.replace(/\.000$/, '')}${gitOffset(when).replace(/(\d\d)$/, ':$1')}`;
}

export function dayOf(when: Instant): CalendarDate {
  return isoInstant(instant(when + offsetAt(when))).slice(0, 10) as CalendarDate;
}

export function isWorkday(day: CalendarDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(day.slice(5));
}

/** The day itself, or the next one on which people work. */
export function workdayFrom(day: CalendarDate): CalendarDate {
  let next = day;
  while (!isWorkday(next)) next = addDays(next, 1);
  return next;
}

/** The day itself, or the last one before it on which people work. */
export function workdayUpTo(day: CalendarDate): CalendarDate {
  let previous = day;
  while (!isWorkday(previous)) previous = addDays(previous, -1);
  return previous;
}

export function daysBetween(first: CalendarDate, last: CalendarDate): number {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY);
}

/** A workday between two days, both included; where the last days are none, the last workday before them. */
export function someWorkday(random: Random, first: CalendarDate, last: CalendarDate): CalendarDate {
  const day = workdayFrom(addDays(first, random.integer(0, daysBetween(first, last))));
  return day <= last ? day : workdayUpTo(last);
}

/** Some second between two times of a day. */
export function someTime(random: Random, day: CalendarDate, from = '09:00', until = '17:30'): Instant {
  return instant(at(day, from) + random.integer(0, (at(day, until) - at(day, from)) / 1000) * 1000);
}

/** The instant that lies so many working seconds later: nights, weekends and holidays do not count. */
export function workLater(from: Instant, seconds: number): Instant {
  let left = seconds * 1000;
  let day = dayOf(from);
  let now: number = from;
  for (;;) {
    const close = at(day, CLOSES);
    if (now + left <= close) return instant(now + left);
    left -= Math.max(0, close - now);
    day = workdayFrom(addDays(day, 1));
    now = at(day, OPENS);
  }
}

/** A whole second from 5 to 45 minutes after something happened: when somebody wrote it down. The same thing is always written down at the same second. */
export function notedAfter(happened: Instant, what: string): Instant {
  let hash = 7;
  for (let i = 0; i < what.length; i++) hash = (hash * 31 + what.charCodeAt(i)) % 1_000_003;
  return instant(Math.ceil(happened / 1000) * 1000 + (300 + (hash % 2400)) * 1000);
}
