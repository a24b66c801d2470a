import { type Gap, latest, type Timeline } from '../facts/timeline.ts';
import { addCadence, addDays, type Cadence, type CalendarDate, endOfDay, startOfDay, type Zone } from '../kernel/calendar.ts';
import { FOREVER, type Instant, type Span } from '../kernel/time.ts';
import { judgedSpan } from './knowledge.ts';
import type { CadenceName, Setting, Settings } from './settings.ts';

/** One window of a cadence: something is to be done between its first and last day, both inclusive. */
export interface Occurrence {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  readonly opens: Instant;
  /** The first instant after its last day. */
  readonly due: Instant;
  readonly cadence: Setting<Cadence>;
  /** It fell due before the period. */
  readonly carriedIn: boolean;
}

interface Calendar {
  readonly settings: Settings;
  readonly period: Span;
  readonly horizon: Instant;
  readonly zone: Zone;
  readonly since: CalendarDate;
}

/**
 * The windows that fell due until the end of the period, oldest first. They count from the first day of the program; the cadence of each is
 * the one in force when it began, and while it stays the same they count from where it began to be, so that they never drift.
 */
export function occurrences(name: CadenceName, { settings, period, zone, since }: Calendar): readonly Occurrence[] {
  const found: Occurrence[] = [];
  let anchor = since;
  let steps = 0;
  let cadence = settings.at(name, startOfDay(since, zone)) as Setting<Cadence>;
  for (;;) {
    const first = addCadence(anchor, cadence.value, steps);
    const opens = startOfDay(first, zone);
    const current = settings.at(name, opens) as Setting<Cadence>;
    if (!sameCadence(current.value, cadence.value)) {
      anchor = first;
      steps = 0;
    }
    cadence = current;
    const last = addDays(addCadence(anchor, cadence.value, steps + 1), -1);
    const due = endOfDay(last, zone);
    if (due > period.until) return found;
    found.push({ first, last, opens, due, cadence, carriedIn: due <= period.from });
    steps++;
  }
}

/** Does this day answer this window? */
export function answers(day: string, { first, last }: Occurrence): boolean {
  return first <= day && day <= last;
}

/** A program that was taken out of the records makes nothing fall due any more. */
export function hasProgram(programs: Timeline<unknown>): boolean {
  return programs.subjects.some((one) => latest(one).until === FOREVER);
}

/** Without a program nobody knows what falls due. */
export function programUnseen(programs: Timeline<unknown>, context: Calendar): readonly Gap[] {
  const judged = judgedSpan(context);
  if (!judged || hasProgram(programs)) return [];
  const why = 'No program says since when this falls due. Connect the records, with a program in records/scope.yaml.';
  return [{ ...judged, reason: 'before-first-look', why }];
}

/** `An access review fell due on 2025-03-31 (every 3 months, …)` */
export function becauseDue({ last, cadence, carriedIn }: Occurrence, what: string): string {
  const source = cadence.policy ? `policy ${cadence.policy.id}, version ${cadence.policy.version}` : "Tickmark's default, adopted by nobody";
  const carried = carriedIn ? ' Carried in: it fell due before the period and was still open when the period began.' : '';
  return `${what} falls due by the end of ${last} (every ${cadence.written}: ${source}).${carried}`;
}

function sameCadence(a: Cadence, b: Cadence): boolean {
  return a.every === b.every && a.unit === b.unit;
}
