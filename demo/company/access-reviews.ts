import { addDays, type CalendarDate, calendarDate } from '../../src/kernel/calendar.ts';
import { HOUR, type Instant, instant } from '../../src/kernel/time.ts';
import { at, someTime, someWorkday, workLater } from '../clock.ts';
import type { Random } from '../random.ts';
import { isOpen } from './accounts.ts';
import type { AccessReview, Account, Decision } from './world.ts';

/** The windows of three months of the audited year. */
export const QUARTERS: readonly { readonly name: string; readonly first: CalendarDate; readonly last: CalendarDate }[] = [
  { name: 'q1', first: calendarDate('2025-01-01'), last: calendarDate('2025-03-31') },
  { name: 'q2', first: calendarDate('2025-04-01'), last: calendarDate('2025-06-30') },
  { name: 'q3', first: calendarDate('2025-07-01'), last: calendarDate('2025-09-30') },
  { name: 'q4', first: calendarDate('2025-10-01'), last: calendarDate('2025-12-31') },
];

/** Who decides, and who decides about the first one's own accounts. Both may sign. */
export const REVIEWER = 'p-002';
export const SECOND_REVIEWER = 'p-001';

/** One review a quarter, listed in the middle of its last month, decided and signed within two weeks. */
export function makeAccessReviews(random: Random, accounts: readonly Account[]): AccessReview[] {
  return QUARTERS.map(({ name, last }) => {
    const listed = at(someWorkday(random, addDays(last, -22), addDays(last, -17)), '09:00');
    const decided = workLater(listed, random.integer(30_000, 60_000));
    const signedAt = workLater(decided, random.integer(10_000, 70_000));
    return {
      ...{ id: `ar-2025-${name}`, due: last, listed, decided },
      decisions: decisionsAbout(random, accounts, listed),
      signed: { by: REVIEWER, at: signedAt },
    };
  });
}

export function decisionsAbout(random: Random, accounts: readonly Account[], listed: Instant): Decision[] {
  return accounts
    .filter((account) => isOpen(account, listed))
    .map((account) => ({ account: account.id, decision: random.chance(0.04) ? 'change' : 'keep', by: deciderFor(account) }));
}

/** Nobody decides about an account of their own, nor about a service account in their care. */
export function deciderFor(account: Account): string {
  const holder = 'person' in account.holder ? account.holder.person : account.holder.owner;
  return holder === REVIEWER ? SECOND_REVIEWER : REVIEWER;
}

/** A second review answering the same window, taken afresh from `listed` on. */
export function repeatReview(random: Random, review: AccessReview, accounts: readonly Account[], signedAt: Instant): AccessReview {
  const listed = someTime(random, someWorkday(random, addDays(review.due, 1), addDays(review.due, 2)), '08:30', '09:00');
  return {
    ...{ id: `${review.id}-again`, due: review.due, listed, decided: instant(signedAt - 2 * HOUR) },
    decisions: decisionsAbout(random, accounts, listed),
    signed: { by: REVIEWER, at: signedAt },
  };
}
