import type { Facts } from '../../facts/reads.ts';
import { type Gap, latest, type Subject } from '../../facts/timeline.ts';
import { type CalendarDate, endOfDay, startOfDay, type Zone } from '../../kernel/calendar.ts';
import { between, holdsAt } from '../../kernel/spans.ts';
import { earlier, FOREVER, type Instant, plus } from '../../kernel/time.ts';
import { employed, type Person } from '../../populations/people.ts';
import type { Setting, Settings } from '../../populations/settings.ts';
import { gapsIn, lasting } from '../../populations/standing.ts';

type Listed = Subject<Pick<Person, 'id' | 'employment'>>;

/** One end of the employment of a person, until the next one. */
export interface Departure {
  readonly person: string;
  readonly lastDay: CalendarDate;
  readonly left: Instant;
  /** When all access must have ended. */
  readonly deadline: Instant;
  readonly within: Setting<number>;
  /** When the person was employed again; FOREVER if never. */
  readonly returned: Instant;
  readonly leaf: number;
}

/** Each end of employment, oldest first. The limit is the one in force when the person left. */
export function departuresOf(person: Listed, { settings, zone }: { readonly settings: Settings; readonly zone: Zone }): readonly Departure[] {
  const { state, leaf } = latest(person);
  const whole = employed(person, zone);
  const starts = state.employment.map((one) => startOfDay(one.from as CalendarDate, zone));
  const days = [...new Set(state.employment.flatMap((one) => (one.until === null ? [] : [one.until as CalendarDate])))].sort();
  return days.flatMap((lastDay): Departure[] => {
    const left = endOfDay(lastDay, zone);
    if (holdsAt(whole, left)) return [];
    const within = settings.at('access-removal.within', left);
    const returned = starts.filter((one) => one >= left).reduce(earlier, FOREVER);
    return [{ person: state.id, lastDay, left, deadline: plus(left, within.value), within, returned, leaf }];
  });
}

/** From when on nobody knows whether an employed person left: taken out of the list, or the list can no longer be read. */
export function vanished(person: Listed, { zone, horizon }: { readonly zone: Zone; readonly horizon: Instant }): readonly Gap[] {
  const { state, until } = latest(person);
  const why = `${state.id} was taken out of the list of people without a last day.`;
  const takenOut = between(until, FOREVER).map((one): Gap => ({ ...one, reason: 'lost-sight', why }));
  return gapsIn([...takenOut, ...lasting(person.gaps, horizon)], employed(person, zone));
}

/** The people of the list with these ids. */
export function listed(facts: Facts<{ person: readonly ['id', 'employment'] }>, ids: ReadonlySet<string>): readonly Listed[] {
  return facts.person.subjects.filter((one) => one.versions.some(({ state }) => ids.has(state.id)));
}
