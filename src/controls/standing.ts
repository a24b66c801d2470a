import type { KindState } from '../facts/kinds/index.ts';
import { latest, type Timeline } from '../facts/timeline.ts';
import { addDays, dateAt, type Zone } from '../kernel/calendar.ts';
import { FOREVER, plus } from '../kernel/time.ts';
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

/** Which controls the program keeps, version by version, as was last written down; one that was taken out of the records is kept until the day before. */
export function standingControls(controls: Timeline<ControlFields>, zone: Zone): readonly StandingControl[] {
  return controls.subjects
    .map((subject) => {
      const { state, until } = latest(subject);
      const takenOut = until === FOREVER ? null : dateAt(plus(until, -1), zone);
      const ends = [state.until, takenOut].filter((one) => one !== null).sort()[0] ?? null;
      return { ...state, until: ends !== null && ends < state.since ? addDays(state.since as ReturnType<typeof dateAt>, -1) : ends };
    })
    .sort((a, b) => compare(a.control, b.control) || a.version - b.version);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
