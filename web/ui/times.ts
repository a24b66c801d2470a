/** How instants, days and lengths are written. Always in a zone that is named, never in the reader's own: two readers see the same page. */

/** Milliseconds since the epoch, or an ISO 8601 instant with an offset. */
export type At = number | string;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What a clock and a calendar on a wall in one zone show. `month` is 1 to 12, `weekday` 0 (Sunday) to 6. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
}

/** @throws RangeError for a text that is no instant. */
export function milliseconds(at: At): number {
  const value = typeof at === 'number' ? at : Date.parse(at);
  if (Number.isNaN(value)) throw new RangeError(`Not an instant: ${at}`);
  return value;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** @throws RangeError for a zone that does not exist. */
export function wallClock(at: At, zone: string): WallClock {
  const parts: Partial<Record<string, number>> = {};
  for (const part of wallFormat(zone).formatToParts(milliseconds(at))) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}

/** How far the zone is ahead of UTC at this instant, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const wall = wallClock(at, zone);
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) - Math.floor(at / SECOND) * SECOND;
}

/**
 * The instant at which the wall shows this. `month` and `day` may overflow, as in `Date.UTC`. An hour that the clock skips becomes the first instant
 * after it; of an hour that it repeats, the first.
 */
export function instantOnWall(zone: string, year: number, month: number, day: number, hour = 0, minute = 0): number {
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const before = wall - offsetAt(wall - DAY, zone);
  const after = wall - offsetAt(wall + DAY, zone);
  const fits = [before, after].filter((at) => at + offsetAt(at, zone) === wall);
  if (fits.length > 0) return Math.min(...fits);
  return firstAfterSkip(zone, Math.min(before, after), Math.max(before, after));
}

/** The instant at which the offset changes, between two instants that lie on both sides of it. */
function firstAfterSkip(zone: string, early: number, late: number): number {
  let low = early;
  let high = late;
  const old = offsetAt(low, zone);
  while (high - low > SECOND) {
    const middle = Math.floor((low + high) / 2 / SECOND) * SECOND;
    if (offsetAt(middle, zone) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** First instant of a day such as `2026-09-29`. */
export function startOfDay(day: string, zone: string): number {
  const [year, month, date] = dayParts(day);
  return instantOnWall(zone, year, month, date);
}

/** First instant after a day. */
export function endOfDay(day: string, zone: string): number {
  const [year, month, date] = dayParts(day);
  return instantOnWall(zone, year, month, date + 1);
}

/** The day, as `2026-09-29`, that the calendar shows. */
export function dayAt(at: At, zone: string): string {
  const { year, month, day } = wallClock(at, zone);
  return dayOf(year, month, day);
}

/** `2026-02-30` becomes `2026-03-02`: parts may overflow. */
export function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  const [year, month, date] = dayParts(day);
  return dayOf(year, month, date + count);
}

/** Whole days from one day to another. */
export function daysBetween(first: string, last: string): number {
  const [a, b] = [dayParts(first), dayParts(last)];
  return Math.round((Date.UTC(b[0], b[1] - 1, b[2]) - Date.UTC(a[0], a[1] - 1, a[2])) / DAY);
}

function dayParts(day: string): readonly [number, number, number] {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) throw new RangeError(`Not a day: ${day}`);
  return [Number(found[1]), Number(found[2]), Number(found[3])];
}

const two = (value: number) => String(value).padStart(2, '0');

export function monthName(month: number): string {
  return months[month - 1] ?? '';
}

export function weekdayName(weekday: number): string {
  return weekdays[weekday] ?? '';
}

/** `29 Sep 2026, 14:20`, in the zone. With `weekday`: `Tue 29 Sep 2026, 14:20`. */
export function momentText(at: At, zone: string, options: { weekday?: boolean; seconds?: boolean; year?: boolean } = {}): string {
  const wall = wallClock(at, zone);
  const day = `${options.weekday ? `${weekdayName(wall.weekday)} ` : ''}${wall.day} ${monthName(wall.month)}`;
  const year = options.year === false ? '' : ` ${wall.year}`;
  return `${day}${year}, ${clockText(wall, options.seconds)}`;
}

/** `14:20`, in the zone. */
export function timeText(at: At, zone: string): string {
  return clockText(wallClock(at, zone));
}

function clockText(wall: WallClock, seconds = false): string {
  return `${two(wall.hour)}:${two(wall.minute)}${seconds ? `:${two(wall.second)}` : ''}`;
}

/** `29 Sep 2026, 12:20:41 UTC` */
export function utcText(at: At): string {
  return `${momentText(at, 'UTC', { seconds: true })} UTC`;
}

/** `CEST`, or `UTC+2` where the zone has no short name in English. */
export function zoneName(at: At, zone: string): string {
  if (zone === 'UTC') return 'UTC';
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(milliseconds(at));
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? zone).replace(/^GMT(?=[+-])/, 'UTC');
}

/** `UTC+2`, `UTC-3:30`: how far the zone is from UTC at this instant. */
export function offsetName(at: At, zone: string): string {
  const minutes = Math.round(offsetAt(milliseconds(at), zone) / MINUTE);
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${two(rest)}`}`;
}

/** `29 Sep 2026` of `2026-09-29`. */
export function dayText(day: string, options: { weekday?: boolean; year?: boolean } = {}): string {
  const [year, month, date] = dayParts(day);
  const weekday = options.weekday ? `${weekdayName(new Date(Date.UTC(year, month - 1, date)).getUTCDay())} ` : '';
  return `${weekday}${date} ${monthName(month)}${options.year === false ? '' : ` ${year}`}`;
}

/** `1 Jan – 31 Dec 2026`, `11–13 Mar 2026`, `28 Dec 2025 – 3 Jan 2026`. Both days are inside. */
export function dayRangeText(first: string, last: string, options: { year?: boolean } = {}): string {
  const [a, b] = [dayParts(first), dayParts(last)];
  if (first === last) return dayText(first, options);
  if (a[0] !== b[0]) return `${dayText(first)} – ${dayText(last)}`;
  if (a[1] !== b[1]) return `${dayText(first, { year: false })} – ${dayText(last, options)}`;
  return `${a[2]}–${dayText(last, options)}`;
}

const units: readonly (readonly [string, number])[] = [
  ['d', DAY],
  ['h', HOUR],
  ['min', MINUTE],
  ['s', SECOND],
];

/** `9 d 21 h`: the two largest units that are not zero, as the sentences of findings write it. */
export function durationText(length: number): string {
  const parts: string[] = [];
  let left = Math.abs(length);
  for (const [name, size] of units) {
    const count = Math.floor(left / size);
    if (count > 0) parts.push(`${count} ${name}`);
    left -= count * size;
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(' ') : `${Math.abs(Math.round(length))} ms`;
}

/** `2,014` */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** `98.1 %`; `100 %` and `0 %` only where it is so: 99.98 % stays 99.9 %, and 0.02 % stays 0.1 %. */
export function shareText(part: number, whole: number): string {
  if (whole <= 0) return '–';
  if (part === whole) return '100 %';
  if (part === 0) return '0 %';
  const tenths = Math.min(999, Math.max(1, Math.round((part / whole) * 1000)));
  return `${(tenths / 10).toFixed(1)} %`;
}
