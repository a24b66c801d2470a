import { addDays, type CalendarDate } from '../../src/kernel/calendar.ts';
import { DAY, HOUR, type Instant, instant } from '../../src/kernel/time.ts';
import { dayOf, endOf, LAST_DAY, notedAfter, YEAR } from '../clock.ts';
import { isOpen } from '../company/accounts.ts';
import type { Account, Person, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { decideAbout } from './access-reviews.ts';
import { claim, endOrOpen, found, NOTHING, type Operator, type Outcome, pickFree, replaced, unknown } from './operator.ts';

/** What the access control policy allows from the end of a contract on. */
const LIMIT = 24 * HOUR;
const CHECK = 'people/leaver-access-removed';

interface Leaver {
  readonly person: Person;
  readonly lastDay: CalendarDate;
  readonly deadline: Instant;
  /** The first instant of the next contract, or the end of the year. */
  readonly ends: Instant;
  readonly returns: boolean;
  /** The accounts that were closed with the contract. */
  readonly accounts: readonly Account[];
}

function leaversOf(world: World): Leaver[] {
  return world.people.flatMap((person) =>
    person.employment.flatMap(({ until }) => {
      if (until === null || until < '2025-01-01' || until > addDays(LAST_DAY, -20)) return [];
      const next = person.employment.find(({ from }) => from > until);
      const accounts = world.accounts.filter((account) => isOf(account, person) && account.closed !== null && dayOfClosing(account) <= until);
      const ends = next === undefined ? YEAR.until : endOf(addDays(next.from, -1));
      return [{ person, lastDay: until, deadline: instant(endOf(until) + LIMIT), ends, returns: next !== undefined, accounts }];
    }),
  );
}

function isOf(account: Account, person: Person): boolean {
  return 'person' in account.holder && account.holder.person === person.id;
}

function dayOfClosing({ closed }: Account): string {
  return typeof closed === 'number' ? dayOf(closed) : LAST_DAY;
}

const keyOf = ({ person, lastDay }: Leaver): string => `${person.id}/${lastDay}`;
const itemOf = (leaver: Leaver): string => `leaver:${keyOf(leaver)}`;

type Lay = (world: World, leaver: Leaver, random: Random) => Outcome;

function onLeaver(id: string, tells: string, lay: Lay, suits = (_: Leaver): boolean => true): Operator {
  return {
    id: `leaver/${id}`,
    tells,
    apply: (world, random) => {
      const leaver = pickFree(world, random, leaversOf(world).filter(suits), itemOf);
      return leaver === null ? null : lay(world, leaver, random);
    },
  };
}

/** The world in which one account reads otherwise; reviews that came to list it decide about it, so that they stay complete. */
function withAccount(world: World, leaver: Leaver, old: Account | null, fresh: Account): World {
  return claim(world, [itemOf(leaver)], {
    accounts: old === null ? [...world.accounts, fresh] : replaced(world.accounts, old, fresh),
    accessReviews: decideAbout(world.accessReviews, fresh, (listed) => isOpen(fresh, listed)),
  });
}

function closedAt(account: Account, closed: Instant): Account {
  return { ...account, closed, closedRecorded: notedAfter(closed, `closed late ${account.id}`) };
}

/** Some millisecond from one day after the deadline to `days` after it, before a return and before the year ends. */
function someTimeAfter(random: Random, { deadline, ends }: Leaver, days: number): Instant {
  const room = Math.min(days * DAY, ends - deadline - 2 * DAY);
  return instant(deadline + random.integer(1, room));
}

const late = onLeaver('access-removed-late', 'One account of a leaver was closed after the deadline.', (world, leaver, random) => {
  const account = random.pick(leaver.accounts);
  const closed = someTimeAfter(random, leaver, 30);
  return {
    world: withAccount(world, leaver, account, closedAt(account, closed)),
    expected: found({ check: CHECK, item: keyOf(leaver), from: leaver.deadline, until: closed }),
  };
});

const byOneMillisecond = onLeaver(
  'access-removed-one-millisecond-late',
  'An account was closed one millisecond after the deadline.',
  (world, leaver, random) => {
    const account = random.pick(leaver.accounts);
    const closed = instant(leaver.deadline + 1);
    return {
      world: withAccount(world, leaver, account, closedAt(account, closed)),
      expected: found({ check: CHECK, item: keyOf(leaver), from: leaver.deadline, until: closed }),
    };
  },
);

const justInTime = onLeaver(
  'access-removed-just-in-time',
  'An account was closed one millisecond before the deadline: nothing is wrong.',
  (world, leaver, random) => {
    const account = random.pick(leaver.accounts);
    return { world: withAccount(world, leaver, account, closedAt(account, instant(leaver.deadline - 1))), expected: NOTHING };
  },
);

const neverClosed = onLeaver(
  'access-never-removed',
  'An account of a leaver was never closed; a return ends the exception.',
  (world, leaver, random) => {
    const account = random.pick(leaver.accounts);
    const fresh: Account = { ...account, closed: null, closedRecorded: null };
    return {
      world: withAccount(world, leaver, account, fresh),
      expected: found({ check: CHECK, item: keyOf(leaver), from: leaver.deadline, until: leaver.returns ? leaver.ends : null }),
    };
  },
);

const openedAgain = onLeaver('access-opened-again', 'A leaver got an account again, and lost it some days later.', (world, leaver, random) => {
  const opened = someTimeAfter(random, leaver, 25);
  const room = leaver.ends - opened - DAY;
  const closed = instant(opened + random.integer(HOUR, Math.min(12 * DAY, room)));
  const old = random.pick(leaver.accounts);
  const id = `a-${String(world.accounts.length + 1).padStart(4, '0')}`;
  const fresh: Account = { ...old, id, opened, closed, closedRecorded: notedAfter(closed, `closed again ${id}`) };
  return {
    world: withAccount(world, leaver, null, fresh),
    expected: found({ check: CHECK, item: keyOf(leaver), from: opened, until: endOrOpen(closed) }),
  };
});

const closeUnknown = onLeaver(
  'close-unknown',
  'Nobody knows when an account of a leaver was closed.',
  (world, leaver, random) => {
    const account = random.pick(leaver.accounts);
    const fresh: Account = { ...account, closed: 'unknown', closedRecorded: notedAfter(endOf(leaver.lastDay), `unknown ${account.id}`) };
    return {
      world: withAccount(world, leaver, account, fresh),
      expected: unknown({ check: CHECK, item: keyOf(leaver), reason: 'not-told', from: leaver.deadline, until: null }),
    };
  },
  ({ returns }) => !returns,
);

export const leaverOperators: readonly Operator[] = [late, byOneMillisecond, justInTime, neverClosed, openedAgain];
export const leaverGapOperators: readonly Operator[] = [closeUnknown];
