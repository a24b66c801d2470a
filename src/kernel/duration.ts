import type { Cadence } from './calendar.ts';
import { Refusal } from './refusal.ts';
import { DAY, HOUR } from './time.ts';

const lengths = new Map([
  ['minute', 60_000],
  ['hour', HOUR],
  ['day', DAY],
  ['week', 7 * DAY],
]);

/** A century of each. What falls due more rarely falls due never. */
const longest = { day: 36_525, week: 5_218, month: 1_200, year: 100 } as const;

/** `24 hours` in milliseconds. A day is 24 hours: a limit is a length, not a calendar. */
export function parseDuration(text: string): number {
  const { count, unit } = parts(text, 'a length such as "24 hours" or "7 days"');
  const length = lengths.get(unit);
  if (length === undefined)
    throw new Refusal('duration/not-a-length', `"${text}" is not a length. Use minutes, hours, days or weeks; months differ in length.`);
  return count * length;
}

/** `3 months`, counted by the calendar; a century at most. */
export function parseCadence(text: string): Cadence {
  const { count, unit } = parts(text, 'a cadence such as "3 months" or "1 year"');
  if (unit !== 'day' && unit !== 'week' && unit !== 'month' && unit !== 'year') {
    throw new Refusal('duration/not-a-cadence', `"${text}" is not a cadence. Use days, weeks, months or years.`);
  }
  if (count > longest[unit]) throw new Refusal('duration/not-a-cadence', `"${text}" is longer than a century.`);
  return { every: count, unit };
}

function parts(text: string, expected: string): { count: number; unit: string } {
  const match = /^\s*(\d{1,5})\s+([a-z]+?)s?\s*$/.exec(text);
  const count = Number(match?.[1]);
  if (!match || count < 1) throw new Refusal('duration/unreadable', `"${text}" is not ${expected}.`);
  return { count, unit: match[2] as string };
}
