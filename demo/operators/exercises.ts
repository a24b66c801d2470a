import { addDays, type CalendarDate } from '../../src/kernel/calendar.ts';
import type { Instant } from '../../src/kernel/time.ts';
import { at, dayOf, endOf, someTime, someWorkday, workdayFrom } from '../clock.ts';
import { QUARTERS } from '../company/access-reviews.ts';
import type { RestoreDrill, Tabletop, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { claim, found, type Operator, type Outcome, pickFree, replaced, unknown } from './operator.ts';

const RESTORE = 'continuity/restore-tested';
const TABLETOP = 'incident/tabletop-documented';

/** The year's last window falls due with the year's last instant: nothing can be late for it within the year. */
const DUES: readonly CalendarDate[] = QUARTERS.slice(0, 3).map(({ last }) => last);

const drillKey = ({ backup, due }: RestoreDrill): string => `${backup}/${due}`;
const drillItem = (drill: RestoreDrill): string => `restore-drill:${drillKey(drill)}`;
const tabletopItem = ({ due }: Tabletop): string => `tabletop:${due}`;

const soonAfter = (random: Random, due: CalendarDate): Instant =>
  someTime(random, someWorkday(random, addDays(due, 2), addDays(due, 25)), '09:00', '15:00');

/** What becomes of a drill or exercise (none, one or two records), and until when its window stays open. */
interface Spoilt<T> {
  readonly fresh: readonly T[];
  readonly until: Instant | null;
}

function onDrill(id: string, tells: string, spoil: (drill: RestoreDrill, random: Random) => Spoilt<RestoreDrill>): Operator {
  return {
    id: `restore-drill/${id}`,
    tells,
    apply: (world, random) => {
      const drill = pickFree(world, random, inTheFirstThree(world.restoreDrills), drillItem);
      if (drill === null) return null;
      const { fresh, until } = spoil(drill, random);
      return {
        world: claim(world, [drillItem(drill)], { restoreDrills: replaced(world.restoreDrills, drill, ...fresh) }),
        expected: found({ check: RESTORE, item: drillKey(drill), from: endOf(drill.due), until }),
      };
    },
  };
}

function onTabletop(id: string, tells: string, spoil: (tabletop: Tabletop, random: Random) => Spoilt<Tabletop>): Operator {
  return {
    id: `tabletop/${id}`,
    tells,
    apply: (world, random) => {
      const tabletop = pickFree(world, random, inTheFirstThree(world.tabletops), tabletopItem);
      if (tabletop === null) return null;
      const { fresh, until } = spoil(tabletop, random);
      return {
        world: claim(world, [tabletopItem(tabletop)], { tabletops: replaced(world.tabletops, tabletop, ...fresh) }),
        expected: found({ check: TABLETOP, item: tabletop.due, from: endOf(tabletop.due), until }),
      };
    },
  };
}

function inTheFirstThree<T extends { readonly due: CalendarDate }>(all: readonly T[]): T[] {
  return all.filter(({ due }) => DUES.includes(due));
}

const drillOperators = [
  onDrill('late', 'The backup was restored days after it was due.', (drill, random) => {
    const done = soonAfter(random, drill.due);
    return { fresh: [{ ...drill, done }], until: done };
  }),
  onDrill('missing', 'The backup was not restored in that quarter, nor later for it.', () => ({ fresh: [], until: null })),
  onDrill('failed', 'The backup could not be restored, and nobody tried again.', (drill) => ({
    fresh: [{ ...drill, result: 'failed', notes: 'The copy could not be read after the third file.' }],
    until: null,
  })),
  onDrill('failed-then-repeated', 'The backup could not be restored; days after it was due, it could.', (drill, random) => {
    const done = soonAfter(random, drill.due);
    const failed: RestoreDrill = { ...drill, result: 'failed', notes: 'The copy could not be read after the third file.' };
    return { fresh: [failed, { ...drill, id: `${drill.id}-again`, done }], until: done };
  }),
  onDrill('without-notes', 'The backup was restored, and nobody wrote down how that went.', (drill) => ({
    fresh: [{ ...drill, notes: null }],
    until: null,
  })),
];

const tabletopOperators = [
  onTabletop('late', 'The exercise was held and documented after it was due.', (tabletop, random) => {
    const held = soonAfter(random, tabletop.due);
    const documented = workdayFrom(addDays(dayOf(held), random.integer(1, 5)));
    return { fresh: [{ ...tabletop, held, documented }], until: endOf(documented) };
  }),
  onTabletop('documented-late', 'The exercise was held in time, but its notes were finished too late.', (tabletop, random) => {
    const documented = someWorkday(random, addDays(tabletop.due, 1), addDays(tabletop.due, 20));
    return { fresh: [{ ...tabletop, documented }], until: endOf(documented) };
  }),
  onTabletop('missing', 'No exercise was held in that quarter.', () => ({ fresh: [], until: null })),
  onTabletop('one-participant', 'Somebody played through the incident alone.', (tabletop) => ({
    fresh: [{ ...tabletop, participants: tabletop.participants.slice(0, 1) }],
    until: null,
  })),
  onTabletop('without-notes', 'The exercise was held, and nobody wrote down what came of it.', (tabletop) => ({
    fresh: [{ ...tabletop, notes: null }],
    until: null,
  })),
];

export const exerciseOperators: readonly Operator[] = [...drillOperators, ...tabletopOperators];

/** A file unreadable from days before a due day to days after it, and mended without the entry that was typed in meanwhile. */
function unreadable(due: CalendarDate, random: Random) {
  const from = someTime(random, someWorkday(random, addDays(due, -8), addDays(due, -4)), '09:00', '11:00');
  const happened = at(dayOf(from), '11:30');
  const until = someTime(random, someWorkday(random, addDays(due, 3), addDays(due, 9)));
  return { from, happened, until };
}

/** No other defect may have been laid over the same file: what a gap may hide could answer for it, too. */
function isUntouched(world: World, prefix: string): boolean {
  return !world.touched.some((item) => item.startsWith(prefix));
}

function restoreDrillsUnreadable(world: World, random: Random): Outcome | null {
  if (!isUntouched(world, 'restore-drill:')) return null;
  const drill = random.pick(inTheFirstThree(world.restoreDrills));
  const { from, happened, until } = unreadable(drill.due, random);
  const hidden: RestoreDrill = { ...drill, done: happened, removed: until };
  return {
    world: claim(world, world.restoreDrills.map(drillItem), {
      restoreDrills: replaced(world.restoreDrills, drill, hidden),
      malformed: [...world.malformed, { path: 'records/restore-drills.yaml', from, until }],
    }),
    expected: unknown({ check: RESTORE, item: drillKey(drill), reason: 'lost-sight', from: endOf(drill.due), until: null }),
  };
}

function tabletopsUnreadable(world: World, random: Random): Outcome | null {
  if (!isUntouched(world, 'tabletop:')) return null;
  const tabletop = random.pick(inTheFirstThree(world.tabletops));
  const { from, happened, until } = unreadable(tabletop.due, random);
  const hidden: Tabletop = { ...tabletop, held: happened, documented: dayOf(happened), removed: until };
  return {
    world: claim(world, world.tabletops.map(tabletopItem), {
      tabletops: replaced(world.tabletops, tabletop, hidden),
      malformed: [...world.malformed, { path: 'records/tabletop-exercises.yaml', from, until }],
    }),
    expected: unknown({ check: TABLETOP, item: tabletop.due, reason: 'lost-sight', from: endOf(tabletop.due), until: null }),
  };
}

export const exerciseGapOperators: readonly Operator[] = [
  {
    id: 'gap/restore-drills-unreadable',
    tells: 'The file of restore drills could not be read over a due day, and the drill was written down only in that span.',
    apply: restoreDrillsUnreadable,
  },
  {
    id: 'gap/tabletop-exercises-unreadable',
    tells: 'The file of exercises could not be read over a due day, and the exercise was written down only in that span.',
    apply: tabletopsUnreadable,
  },
];
