import { DAY, HOUR, instantOnWall, MINUTE, monthName, wallClock, weekdayName } from './times.ts';

/** What one axis shows: from the first instant up to, not including, the last, in milliseconds since the epoch. */
export interface Axis {
  readonly from: number;
  readonly until: number;
}

export interface Tick {
  readonly at: number;
  /** Where on the axis, in per cent. */
  readonly percent: number;
  /** Empty where there is no room for it. */
  readonly label: string;
  /** A quarter among months, a month among weeks, a Monday among days, midnight among hours. It is drawn longer. */
  readonly major: boolean;
}

/** Where an instant lies on the axis, in per cent; below 0 or above 100 when outside. */
export function percentAt(axis: Axis, at: number): number {
  return axis.until > axis.from ? ((at - axis.from) / (axis.until - axis.from)) * 100 : 0;
}

/** The instant at a place on the axis. */
export function instantAt(axis: Axis, percent: number): number {
  return axis.from + ((axis.until - axis.from) * percent) / 100;
}

type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hours' | 'minutes';

interface Step {
  readonly unit: Unit;
  readonly every: number;
  /** About how long, in milliseconds. */
  readonly length: number;
  /** Room that a label needs, in pixels. */
  readonly room: number;
}

const steps: readonly Step[] = [
  { unit: 'minutes', every: 5, length: 5 * MINUTE, room: 38 },
  { unit: 'minutes', every: 15, length: 15 * MINUTE, room: 38 },
  { unit: 'minutes', every: 30, length: 30 * MINUTE, room: 38 },
  { unit: 'hours', every: 1, length: HOUR, room: 38 },
  { unit: 'hours', every: 6, length: 6 * HOUR, room: 64 },
  { unit: 'day', every: 1, length: DAY, room: 26 },
  { unit: 'week', every: 1, length: 7 * DAY, room: 40 },
  { unit: 'month', every: 1, length: 30.4 * DAY, room: 26 },
  { unit: 'quarter', every: 1, length: 91.3 * DAY, room: 26 },
  { unit: 'year', every: 1, length: 365.2 * DAY, room: 34 },
];

/** Room for a day with its weekday and its month, in pixels. */
const ROOMY = 66;

/**
 * The graduations of an axis, by its length and its width in pixels: the finest whose labels fit. Each lies on a boundary of the program's calendar, so a
 * day that daylight saving makes 23 or 25 hours long is drawn 23 or 25 hours long.
 */
export function ticksOf(axis: Axis, zone: string, width: number): readonly Tick[] {
  const length = axis.until - axis.from;
  if (length <= 0 || width <= 0) return [];
  const step = steps.find((one) => (width * one.length) / length >= one.room) ?? {
    unit: 'year',
    every: yearsApart(length, width),
    length: 0,
    room: 34,
  };
  const roomy = (width * step.length) / length >= ROOMY;
  const ticks: Tick[] = [];
  for (const at of boundaries(axis, zone, step)) {
    if (at < axis.from || at >= axis.until) continue;
    const wall = wallClock(at, zone);
    const major = isMajor(step.unit, wall);
    ticks.push({ at, percent: percentAt(axis, at), label: labelOf(step.unit, wall, major, roomy), major });
  }
  return thinned(ticks, width);
}

/** A narrow character of the axis at most, and room between two labels, in pixels. */
const CHARACTER = 5.4;
const APART = 4;

/** Without the labels that would lie over others. Of two, the major one stays, else the earlier. */
function thinned(ticks: readonly Tick[], width: number): readonly Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const at = kept.findLastIndex((one) => one.label !== '');
    const before = kept[at];
    const end = before === undefined ? Number.NEGATIVE_INFINITY : (before.percent / 100) * width + before.label.length * CHARACTER + APART;
    const clashes = (tick.percent / 100) * width < end;
    if (clashes && tick.major && before !== undefined && !before.major) kept[at] = { ...before, label: '' };
    kept.push(clashes && !(tick.major && before?.major === false) ? { ...tick, label: '' } : tick);
  }
  return kept;
}

function yearsApart(length: number, width: number): number {
  return Math.max(1, Math.ceil((34 * length) / (width * 365.2 * DAY)));
}

type Wall = ReturnType<typeof wallClock>;

function* boundaries(axis: Axis, zone: string, step: Step): Generator<number> {
  const start = wallClock(axis.from, zone);
  const place = firstPlace(step, start);
  for (let count = 0; count < 2000; count += 1) {
    const at = place(zone, count);
    if (at >= axis.until) return;
    yield at;
  }
}

function firstPlace(step: Step, start: Wall): (zone: string, count: number) => number {
  const { year, month, day, hour } = start;
  const { every } = step;
  switch (step.unit) {
    case 'year':
      return (zone, count) => instantOnWall(zone, year + count * every, 1, 1);
    case 'quarter':
      return (zone, count) => instantOnWall(zone, year, Math.floor((month - 1) / 3) * 3 + 1 + count * 3, 1);
    case 'month':
      return (zone, count) => instantOnWall(zone, year, month + count, 1);
    case 'week':
      return (zone, count) => instantOnWall(zone, year, month, day - ((start.weekday + 6) % 7) + count * 7);
    case 'day':
      return (zone, count) => instantOnWall(zone, year, month, day + count);
    case 'hours':
      return (zone, count) => instantOnWall(zone, year, month, day, Math.floor(hour / every) * every + count * every);
    case 'minutes':
      return (zone, count) => instantOnWall(zone, year, month, day, hour, count * every);
  }
}

function isMajor(unit: Unit, wall: Wall): boolean {
  switch (unit) {
    case 'year':
      return true;
    case 'quarter':
      return wall.month === 1;
    case 'month':
      return wall.month % 3 === 1;
    case 'week':
      return wall.day <= 7;
    case 'day':
      return wall.weekday === 1;
    case 'hours':
      return wall.hour === 0;
    case 'minutes':
      return wall.minute === 0;
  }
}

function labelOf(unit: Unit, wall: Wall, major: boolean, roomy: boolean): string {
  switch (unit) {
    case 'year':
      return String(wall.year);
    case 'quarter':
      return major ? String(wall.year) : monthName(wall.month);
    case 'month':
      return monthName(wall.month);
    case 'week':
      return `${wall.day} ${monthName(wall.month)}`;
    case 'day':
      return dayLabel(wall, major, roomy);
    case 'hours':
      return wall.hour === 0 ? `${weekdayName(wall.weekday)} ${wall.day} ${monthName(wall.month)}` : clock(wall);
    case 'minutes':
      return clock(wall);
  }
}

function dayLabel(wall: Wall, major: boolean, roomy: boolean): string {
  if (roomy) return `${weekdayName(wall.weekday)} ${wall.day} ${monthName(wall.month)}`;
  if (wall.day === 1) return `1 ${monthName(wall.month)}`;
  return major ? `${weekdayName(wall.weekday)} ${wall.day} ${monthName(wall.month)}` : String(wall.day);
}

function clock(wall: Wall): string {
  return `${String(wall.hour).padStart(2, '0')}:${String(wall.minute).padStart(2, '0')}`;
}

export type Range = 'period' | 'quarter' | 'month' | 'week';

const rangeDays: Record<Exclude<Range, 'period'>, number> = { quarter: 92, month: 31, week: 7 };

/** The part of a period that a range shows, round an instant. It never leaves the period. */
export function rangeAround(period: Axis, range: Range, centre: number): Axis {
  if (range === 'period') return period;
  const length = Math.min(rangeDays[range] * DAY, period.until - period.from);
  const from = Math.min(period.until - length, Math.max(period.from, centre - length / 2));
  return { from, until: from + length };
}

/** The same length, moved by a share of it: -0.5 is half of it back. It never leaves the period. */
export function panned(period: Axis, shown: Axis, share: number): Axis {
  const length = shown.until - shown.from;
  const from = Math.min(period.until - length, Math.max(period.from, shown.from + length * share));
  return { from, until: from + length };
}
