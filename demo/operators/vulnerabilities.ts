import { addDays } from '../../src/kernel/calendar.ts';
import { DAY, HOUR, type Instant, instant } from '../../src/kernel/time.ts';
import { at, dayOf, endOf, LAST_DAY, notedAfter, offsetAt, YEAR } from '../clock.ts';
import { LIMITS } from '../company/vulnerabilities.ts';
import type { Acceptance, Vulnerability, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { claim, type ExpectedException, endOrOpen, found, NOTHING, type Operator, type Outcome, pickFree, replaced, unknown } from './operator.ts';

const CHECK = 'vulnerability/fixed-within-limit';

/** Thirty-two days before the year ends, so that what is late can be late for weeks. */
const LATEST_DUE = at(addDays(LAST_DAY, -32), '12:00');

const itemOf = ({ id }: Vulnerability): string => `vulnerability:${id}`;

function dueOf({ severity, found: when }: Vulnerability): Instant {
  return instant(when + LIMITS[severity as keyof typeof LIMITS] * DAY);
}

/** One with a limit, accepted by nobody, due within the year; and not over a change of the clocks, where days could be counted in two ways. */
function pickVulnerability(world: World, random: Random, severity: 'critical' | 'high' | 'any'): Vulnerability | null {
  const accepted = new Set(world.acceptances.map(({ vulnerability }) => vulnerability));
  const suits = (one: Vulnerability): boolean => {
    if (!(one.severity in LIMITS) || accepted.has(one.id) || (severity !== 'any' && severity !== one.severity)) return false;
    const due = dueOf(one);
    return due >= YEAR.from && due < LATEST_DUE && offsetAt(one.found) === offsetAt(due);
  };
  return pickFree(world, random, world.vulnerabilities.filter(suits), itemOf);
}

type Severity = 'critical' | 'high' | 'any';
type Lay = (world: World, one: Vulnerability, due: Instant, random: Random) => Outcome | null;

function onVulnerability(id: string, tells: string, severity: Severity, lay: Lay): Operator {
  return {
    id: `vulnerability/${id}`,
    tells,
    apply: (world, random) => {
      const one = pickVulnerability(world, random, severity);
      return one === null ? null : lay(world, one, dueOf(one), random);
    },
  };
}

function withFix(world: World, one: Vulnerability, fixed: Instant | null, ...acceptances: Acceptance[]): World {
  return claim(world, [itemOf(one)], {
    vulnerabilities: replaced(world.vulnerabilities, one, { ...one, fixed }),
    acceptances: [...world.acceptances, ...acceptances],
  });
}

function acceptance(world: World, one: Vulnerability, approvedAt: Instant, daysLong: number, people: Partial<Acceptance> = {}): Acceptance {
  return {
    ...{
      id: `va-${world.acceptances.length + 1}`,
      vulnerability: one.id,
      reason: 'The fixed release breaks the importer; not reachable from outside.',
    },
    ...{ requestedBy: 'p-004', approvedBy: 'p-002', approvedAt, until: addDays(dayOf(approvedAt), daysLong) },
    ...people,
  };
}

const exception = (one: Vulnerability, from: Instant, until: Instant | null): ExpectedException => ({
  check: CHECK,
  item: one.id,
  from,
  until: endOrOpen(until),
});

/** Some millisecond up to `days` after an instant. */
const within = (random: Random, after: Instant, days: number): Instant => instant(after + random.integer(1, days * DAY));

const criticalLate = onVulnerability(
  'critical-late-but-fixed',
  'A critical vulnerability was fixed, days too late.',
  'critical',
  (world, one, due, random) => {
    const fixed = within(random, due, 20);
    return { world: withFix(world, one, fixed), expected: found(exception(one, due, fixed)) };
  },
);

const byOneMillisecond = onVulnerability('one-millisecond-late', 'A vulnerability was fixed one millisecond too late.', 'any', (world, one, due) => {
  const fixed = instant(due + 1);
  return { world: withFix(world, one, fixed), expected: found(exception(one, due, fixed)) };
});

const justInTime = onVulnerability(
  'fixed-just-in-time',
  'A vulnerability was fixed one millisecond in time: nothing is wrong.',
  'any',
  (world, one, due) => ({
    world: withFix(world, one, instant(due - 1)),
    expected: NOTHING,
  }),
);

const highOpen = onVulnerability('high-open', 'A high vulnerability is open to this day.', 'high', (world, one, due) => ({
  world: withFix(world, one, null),
  expected: found(exception(one, due, null)),
}));

const acceptanceExpired = onVulnerability(
  'acceptance-expired',
  'It was accepted in time, but the acceptance ended before the fix.',
  'any',
  (world, one, due, random) => {
    const accepted = acceptance(world, one, instant(due - random.integer(HOUR, DAY)), random.integer(8, 16));
    const lapsed = endOf(accepted.until);
    const fixed = random.chance(0.6) ? within(random, lapsed, 12) : null;
    return { world: withFix(world, one, fixed, accepted), expected: found(exception(one, lapsed, fixed)) };
  },
);

const acceptedLate = onVulnerability('accepted-late', 'It was accepted only days after it was due.', 'any', (world, one, due, random) => {
  const approvedAt = within(random, due, 9);
  const accepted = acceptance(world, one, approvedAt, 20);
  const fixed = within(random, approvedAt, 15);
  return { world: withFix(world, one, fixed, accepted), expected: found(exception(one, due, approvedAt)) };
});

const acceptedLateAndLapsed = onVulnerability(
  'accepted-late-and-lapsed',
  'It was accepted late, and the acceptance ended before the fix: two spans.',
  'any',
  (world, one, due, random) => {
    const approvedAt = within(random, due, 6);
    const accepted = acceptance(world, one, approvedAt, 9);
    const lapsed = endOf(accepted.until);
    const fixed = within(random, lapsed, 12);
    return { world: withFix(world, one, fixed, accepted), expected: found(exception(one, due, approvedAt), exception(one, lapsed, fixed)) };
  },
);

/** An acceptance that does not count: the exception is as if there were none. */
function acceptedInVain(id: string, tells: string, people: Partial<Acceptance>): Operator {
  return onVulnerability(id, tells, 'any', (world, one, due, random) => {
    const accepted = acceptance(world, one, instant(due - random.integer(HOUR, DAY)), 60, people);
    const fixed = random.chance(0.6) ? within(random, due, 25) : null;
    return { world: withFix(world, one, fixed, accepted), expected: found(exception(one, due, fixed)) };
  });
}

const selfApproved = acceptedInVain('acceptance-self-approved', 'The acceptance was approved by the person who asked for it.', {
  requestedBy: 'p-002',
});
const withoutAuthority = acceptedInVain('acceptance-without-authority', 'The acceptance was approved by somebody who may not accept risks.', {
  ...{ requestedBy: 'p-004', approvedBy: 'p-003' },
});

const fixUnknown = onVulnerability('fix-unknown', 'Nobody knows when it was fixed.', 'any', (world, one, due) => ({
  world: claim(world, [itemOf(one)], {
    vulnerabilities: replaced(world.vulnerabilities, one, { ...one, fixed: 'unknown', fixedRecorded: notedAfter(instant(due - 2 * HOUR), one.id) }),
  }),
  expected: unknown({ check: CHECK, item: one.id, reason: 'not-told', from: due, until: null }),
}));

export const vulnerabilityOperators: readonly Operator[] = [
  ...[criticalLate, byOneMillisecond, justInTime, highOpen, acceptanceExpired, acceptedLate, acceptedLateAndLapsed],
  ...[selfApproved, withoutAuthority],
];
export const vulnerabilityGapOperators: readonly Operator[] = [fixUnknown];
