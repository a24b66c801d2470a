import { addDays, calendarDate } from '../../src/kernel/calendar.ts';
import { dayOf, LAST_DAY, someTime, someWorkday } from '../clock.ts';
import type { Change, Exclusion, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { atLanding, onChange, type Place, TICKET, withChange, withTicket } from './on-change.ts';
import { found, NOTHING, type Operator } from './operator.ts';

/** Changes that landed before this day can still be excluded within the year. */
const isEarly = ({ change }: Place): boolean => dayOf(change.landedAt) < '2025-12-01';

function exclusionOf(world: World, change: Change, random: Random, people: Partial<Exclusion>): Exclusion {
  const day = dayOf(change.landedAt);
  return {
    ...{ id: `ex-${world.exclusions.length + 1}`, check: TICKET, change: change.id, requestedBy: 'p-004', approvedBy: 'p-001' },
    reason: 'The tracker was down that day; the ticket was written afterwards.',
    approvedAt: someTime(random, someWorkday(random, addDays(day, 1), addDays(day, 12))),
    until: calendarDate(LAST_DAY),
    ...people,
  };
}

function withExclusion(place: Place, random: Random, people: Partial<Exclusion>): World {
  const fresh = withTicket(place.change, null);
  const world = withChange(place, fresh, place.approval);
  return { ...world, exclusions: [...world.exclusions, exclusionOf(place.world, fresh, random, people)] };
}

const inForce = onChange(
  'excluded',
  'No ticket is named, and somebody with authority excluded the change, for a reason and to an end: it would still fail.',
  (place, random) => ({ world: withExclusion(place, random, {}), expected: { ...NOTHING, excluded: [atLanding(TICKET, place.change)] } }),
  isEarly,
);

const selfApproved = onChange(
  'exclusion-self-approved',
  'No ticket is named; the exclusion was approved by the person who asked for it, and is not in force.',
  (place, random) => ({ world: withExclusion(place, random, { requestedBy: 'p-001' }), expected: found(atLanding(TICKET, place.change)) }),
  isEarly,
);

const withoutAuthority = onChange(
  'exclusion-without-authority',
  'No ticket is named; the exclusion was approved by somebody who may not exclude, and is not in force.',
  (place, random) => ({ world: withExclusion(place, random, { approvedBy: 'p-003' }), expected: found(atLanding(TICKET, place.change)) }),
  isEarly,
);

export const exclusionOperators: readonly Operator[] = [inForce, selfApproved, withoutAuthority];
