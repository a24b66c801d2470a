import { dayAt, instantOnWall, startOfDay, timeText } from '../ui/times.ts';
import type { View } from '../view.ts';

/** A day and a time of day as a field of the browser holds them; either may be empty. */
export interface MomentFields {
  readonly day: string;
  readonly time: string;
}

/** What somebody fills in to choose a view. */
export interface TimeFields {
  /** Id of an audit, or `days` for two days. */
  readonly period: string;
  readonly from: string;
  readonly until: string;
  readonly at: MomentFields;
  readonly known: MomentFields;
}

const nothing: MomentFields = { day: '', time: '' };

/** The fields filled in as a view says. @param audit the one that is shown where the view names none */
export function fieldsOf(view: View, shown: { audit: string | null; first: string; last: string; zone: string }): TimeFields {
  const days = view.from !== undefined && view.until !== undefined;
  return {
    period: days ? 'days' : (view.audit ?? shown.audit ?? 'days'),
    from: view.from ?? shown.first,
    until: view.until ?? shown.last,
    at: momentFields(view.at, shown.zone),
    known: momentFields(view.asKnownAt, shown.zone),
  };
}

function momentFields(at: string | undefined, zone: string): MomentFields {
  if (at === undefined) return nothing;
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return { day: at, time: '' };
  return Number.isNaN(Date.parse(at)) ? nothing : { day: dayAt(at, zone), time: timeText(at, zone) };
}

/** The view that the fields ask for. A time counts in the zone of the program; a day without one means its first instant. */
export function viewOfFields({ period, from, until, at, known }: TimeFields, zone: string): View {
  return {
    ...(period === 'days' ? { from, until } : { audit: period }),
    ...named('at', momentOf(at, zone)),
    ...named('asKnownAt', momentOf(known, zone)),
  };
}

function named(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

function momentOf({ day, time }: MomentFields, zone: string): string | undefined {
  if (day === '') return undefined;
  const parts = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})/.exec(`${day} ${time}`)?.slice(1).map(Number);
  if (parts === undefined) return day;
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0] = parts;
  return new Date(instantOnWall(zone, year, month, date, hour, minute)).toISOString();
}

/** The instant that an address names, in milliseconds; undefined where it names none. A day means its first instant. */
export function instantOf(at: string | undefined, zone: string): number | undefined {
  if (at === undefined) return undefined;
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(at) ? startOfDay(at, zone) : Date.parse(at);
  return Number.isNaN(instant) ? undefined : instant;
}

/** What is missing, in a sentence, before anything is asked. */
export function lacking({ period, from, until, at, known }: TimeFields): string | null {
  if (period === 'days' && (from === '' || until === '')) return 'A period has a first and a last day.';
  if ((at.day === '' && at.time !== '') || (known.day === '' && known.time !== '')) return 'A time needs its day.';
  return null;
}
