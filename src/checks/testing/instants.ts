import { calendarDate, endOfDay, startOfDay, zone } from '../../kernel/calendar.ts';
import { type Instant, parseInstant } from '../../kernel/time.ts';

/** Stories play in one zone that has summer time. */
export const vienna = zone('Europe/Vienna');

/** `2025-03-31T17:00:00+02:00` */
export function at(text: string): Instant {
  return parseInstant(text);
}

/** The first instant of a day in Vienna. */
export function startOf(day: string): Instant {
  return startOfDay(calendarDate(day), vienna);
}

/** The first instant after a day in Vienna. */
export function endOf(day: string): Instant {
  return endOfDay(calendarDate(day), vienna);
}
