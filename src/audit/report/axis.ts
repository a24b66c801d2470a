import { calendarDate, endOfDay, startOfDay, zone as zoneOf } from '../../kernel/calendar.ts';
import type { AuditedPeriod } from '../assessment.ts';
import { type Html, html } from './html.ts';
import { monthName } from './instants.ts';

/** Positions are drawn in thousandths of the axis: classes of report.css, so that no page needs inline styles. */
export const STEPS = 1_000;

/** One axis that every row of a page shares: the period, true to scale. */
export interface Axis {
  /** 0 to STEPS, clipped to the period. */
  place(iso: string): number;
  /** Where a calendar date of the program's zone begins and ends, as `2025-03-01`. */
  day(date: string): readonly [begins: number, ends: number];
  /** Where knowledge ends. */
  readonly horizon: number;
  readonly ticks: Html;
}

export function axisOf(period: AuditedPeriod): Axis {
  const from = Date.parse(period.from);
  const length = Date.parse(period.until) - from;
  const placeAt = (at: number) => Math.round(Math.min(1, Math.max(0, (at - from) / length)) * STEPS);
  return {
    place: (iso) => placeAt(Date.parse(iso)),
    day: daysOf(period, placeAt),
    horizon: placeAt(Date.parse(period.horizon)),
    ticks: ticksOf(period, placeAt),
  };
}

/** Each day is looked up in the calendar once. */
function daysOf({ zone }: AuditedPeriod, placeAt: (at: number) => number): Axis['day'] {
  const known = new Map<string, readonly [number, number]>();
  const inZone = zoneOf(zone);
  return (date) => {
    const day = calendarDate(date);
    const places = known.get(date) ?? [placeAt(startOfDay(day, inZone)), placeAt(endOfDay(day, inZone))];
    known.set(date, places);
    return places;
  };
}

/** At most this many ticks bear a name. */
const NAMED_TICKS = 14;

function ticksOf({ first, last, zone }: AuditedPeriod, placeAt: (at: number) => number): Html {
  const firsts = monthsBetween(first, last);
  const every = Math.ceil(firsts.length / NAMED_TICKS);
  return html`${firsts.map((day, at) => {
    const month = Number(day.slice(5, 7));
    const name = month === 1 && firsts.length > 12 ? day.slice(0, 4) : monthName(month);
    const place = placeAt(startOfDay(calendarDate(day), zoneOf(zone)));
    return html`<i class="a${place}${month % 3 === 1 ? ' q' : ''}">${at % every === 0 && place <= STEPS * 0.97 && html`<span>${name}</span>`}</i>`;
  })}`;
}

/** The first day of each month that the period touches; the period's own first day for the first. */
function monthsBetween(first: string, last: string): string[] {
  const found = [first];
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  for (;;) {
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
    if (day > last) return found;
    found.push(day);
  }
}
