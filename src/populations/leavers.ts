import { type Gap, latest } from '../facts/timeline.ts';
import { type CalendarDate, endOfDay, startOfDay } from '../kernel/calendar.ts';
import { and, between, holdsAt } from '../kernel/spans.ts';
import { earlier, FOREVER, type Instant, plus } from '../kernel/time.ts';
import { judgedSpan, unseenWithin } from './knowledge.ts';
import { accountReads, accountsOf, type HeldAccount } from './leaver-accounts.ts';
import { employed } from './people.ts';
import { type Context, definePopulation, type Item } from './population.ts';
import type { Setting } from './settings.ts';

const reads = { person: ['id', 'employment'], ...accountReads } as const;

type Reading = Context<typeof reads>;
type PersonSubject = Reading['facts']['person']['subjects'][number];

/** One end of one contract. */
export interface Leaver {
  readonly person: string;
  readonly lastDay: CalendarDate;
  /** The first instant after the last day. */
  readonly left: Instant;
  /** When all access must have ended. */
  readonly deadline: Instant;
  readonly within: Setting<number>;
  /** When the person was employed again; FOREVER if never. */
  readonly returned: Instant;
  readonly accounts: readonly HeldAccount[];
}

/** Everybody whose contract ended: one item for each end, since a person can leave more than once. */
export const leavers = definePopulation({
  id: 'leavers',
  title: 'Leavers',
  mode: 'events',
  definition:
    'Each end of a contract inside the period, or whose access was to end inside it; also earlier ones with access still open when the period began. It ends where the person is employed again.',
  reads,
  items(context: Reading): readonly Item<Leaver>[] {
    return context.facts.person.subjects.flatMap((person) =>
      endsOf(person, context).flatMap((lastDay) => {
        const leaver = leaverOf(person, lastDay, context);
        return belongs(leaver, context) ? [itemOf(person, leaver, false)] : reaches(leaver, context) ? [itemOf(person, leaver, true)] : [];
      }),
    );
  },
  unseen: (context) => [...unseenWithin(context.facts.person.gaps, context), ...vanished(context)],
});

/** The last days after which the person was not employed: a contract that another one continues is no leaving. */
function endsOf(person: PersonSubject, { zone, horizon }: Reading): readonly CalendarDate[] {
  const all = employed(person, zone);
  const days = new Set(latest(person).state.employment.flatMap(({ until }) => (until === null ? [] : [until as CalendarDate])));
  return [...days].filter((day) => {
    const left = endOfDay(day, zone);
    return left <= horizon && !holdsAt(all, left);
  });
}

function startsOf(person: PersonSubject, zone: Reading['zone']): readonly Instant[] {
  return latest(person).state.employment.map(({ from }) => startOfDay(from as CalendarDate, zone));
}

function leaverOf(person: PersonSubject, lastDay: CalendarDate, { facts, settings, zone, horizon }: Reading): Leaver {
  const { id } = latest(person).state;
  const left = endOfDay(lastDay, zone);
  const within = settings.at('access-removal.within', left);
  const returned = startsOf(person, zone)
    .filter((from) => from >= left)
    .reduce(earlier, FOREVER);
  return { person: id, lastDay, left, deadline: plus(left, within.value), within, returned, accounts: accountsOf(facts.account, id, horizon) };
}

function belongs({ left, deadline }: Leaver, { period }: Reading): boolean {
  return left <= period.until && deadline >= period.from;
}

/** Did access outlive an earlier contract into the period? */
function reaches({ deadline, returned, accounts }: Leaver, { period, horizon }: Reading): boolean {
  if (deadline >= period.from) return false;
  const inPeriod = and(between(deadline, returned), between(period.from, horizon));
  return accounts.some((one) => and(one.open, inPeriod).length > 0 || one.unknown.some((gap) => and([gap], inPeriod).length > 0));
}

function itemOf(person: PersonSubject, leaver: Leaver, carriedIn: boolean): Item<Leaver> {
  const carried = carriedIn ? ' Carried in: access was still open when the period began.' : '';
  return {
    key: `${leaver.person}/${leaver.lastDay}`,
    title: `${leaver.person}, last day ${leaver.lastDay}`,
    because: `The contract of ${leaver.person} ended on ${leaver.lastDay}.${carried}`,
    span: { from: leaver.left, until: leaver.returned > leaver.left ? leaver.returned : plus(leaver.left, 1) },
    carriedIn,
    leaves: [latest(person).leaf],
    data: leaver,
  };
}

/** People taken out of the list while employed: nobody knows whether they left. */
function vanished(context: Reading): readonly Gap[] {
  const judged = judgedSpan(context);
  if (!judged) return [];
  return context.facts.person.subjects.flatMap((person) => {
    const last = latest(person);
    const lost = and(employed(person, context.zone), between(last.until, FOREVER));
    const why = `${last.state.id} was taken out of the list of people without a last day.`;
    return and(lost, [judged]).map((one): Gap => ({ ...one, reason: 'lost-sight', why }));
  });
}
