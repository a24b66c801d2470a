import type { KindState } from '../facts/kinds/index.ts';
import { latest, type Subject, type Timeline, type Version } from '../facts/timeline.ts';
import { addDays, type CalendarDate, dateAt, type Zone } from '../kernel/calendar.ts';
import { FOREVER, plus } from '../kernel/time.ts';
import { inScope } from '../populations/scope.ts';
import type { VariantId } from './control.ts';

export type ControlFields = KindState<'control'>;

/** One version of a control as the program keeps it. Days are in the program's zone, both inclusive. */
export interface StandingControl {
  readonly control: string;
  readonly version: number;
  readonly since: string;
  /** null while it is kept. */
  readonly until: string | null;
  readonly variant: VariantId | null;
  readonly owner: string | null;
  readonly promise: string | null;
  readonly compensating: string | null;
  readonly why: string;
}

/**
 * Which controls the program keeps, version by version. What is written down later may add time to a control, and never takes any away: one
 * that is retired backwards was kept until it was written down. A promise that is worded anew counts from then on, and not before.
 */
export function standingControls(controls: Timeline<ControlFields>, zone: Zone): readonly StandingControl[] {
  return controls.subjects
    .flatMap((subject) => standingOf(subject, zone))
    .sort((a, b) => compare(a.control, b.control) || a.version - b.version || compare(a.since, b.since));
}

function standingOf(subject: Subject<ControlFields>, zone: Zone): readonly StandingControl[] {
  const kept = inScope(subject, zone);
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return [];
  const ends = last.until === FOREVER ? null : dateAt(plus(last.until, -1), zone);
  const begins = dateAt(first.from, zone);
  const wordings = wordingsOf(subject.versions);
  return wordings.flatMap((version, place): StandingControl[] => {
    const next = wordings[place + 1];
    const since = place === 0 ? begins : laterDay(begins, dateAt(version.from, zone));
    const until = next === undefined ? ends : earlierDay(ends, addDays(dateAt(next.from, zone), -1));
    if (until !== null && until < since) return [];
    return [{ ...version.state, why: latest(subject).state.why, since, until }];
  });
}

/** The last version of each wording of the promise, dated as the first of them. */
function wordingsOf(versions: readonly Version<ControlFields>[]): readonly Version<ControlFields>[] {
  const found: Version<ControlFields>[] = [];
  for (const version of versions) {
    const before = found.at(-1);
    if (before !== undefined && before.state.promise === version.state.promise) found[found.length - 1] = { ...version, from: before.from };
    else found.push(version);
  }
  return found;
}

function laterDay(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}

function earlierDay(a: CalendarDate | null, b: CalendarDate): CalendarDate {
  return a === null || b < a ? b : a;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
