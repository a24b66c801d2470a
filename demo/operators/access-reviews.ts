import { addDays } from '../../src/kernel/calendar.ts';
import { endOf, someTime, someWorkday } from '../clock.ts';
import { QUARTERS, REVIEWER, repeatReview } from '../company/access-reviews.ts';
import { isEmployed } from '../company/people.ts';
import type { AccessReview, Account, Decision, World } from '../company/world.ts';
import type { Random } from '../random.ts';
import { claim, found, type Operator, type Outcome, pickFree, replaced } from './operator.ts';

const itemOf = ({ due }: AccessReview): string => `access-review:${due}`;

/** The year's last window falls due with the year's last instant, so only the first three can be late within it. */
function pickReview(world: World, random: Random): AccessReview | null {
  const dues = QUARTERS.slice(0, 3).map(({ last }) => last);
  return pickFree(
    world,
    random,
    world.accessReviews.filter(({ due }) => dues.includes(due)),
    itemOf,
  );
}

/** An operator on one access review. */
function onReview(id: string, tells: string, lay: (world: World, review: AccessReview, random: Random) => Outcome | null): Operator {
  return {
    id: `access-review/${id}`,
    tells,
    apply: (world, random) => {
      const review = pickReview(world, random);
      return review === null ? null : lay(world, review, random);
    },
  };
}

function withReview(world: World, review: AccessReview, ...fresh: AccessReview[]): World {
  return claim(world, [itemOf(review)], { accessReviews: replaced(world.accessReviews, review, ...fresh) });
}

const late = onReview('late', 'The review was signed days after it was due.', (world, review, random) => {
  const due = endOf(review.due);
  const at = someTime(random, someWorkday(random, addDays(review.due, 2), addDays(review.due, 20)));
  return {
    world: withReview(world, review, { ...review, signed: { by: REVIEWER, at } }),
    expected: found({ check: 'access/review-on-time', item: review.due, from: due, until: at }),
  };
});

const signedByNobody = onReview('signed-by-nobody', 'Everything was decided, but nobody signed the review.', (world, review) => ({
  world: withReview(world, review, { ...review, signed: null }),
  expected: found({ check: 'access/review-on-time', item: review.due, from: endOf(review.due), until: null }),
}));

const withoutAuthority = onReview(
  'signed-without-authority',
  'The review was signed by somebody who may not sign reviews.',
  (world, review, random) => {
    const { signed } = review;
    if (signed === null) return null;
    const others = world.people.filter((person) => !person.authority.includes('access-reviews') && isEmployed(person, signed.at));
    const by = random.pick(others).id;
    return {
      world: withReview(world, review, { ...review, signed: { by, at: signed.at } }),
      expected: found({ check: 'access/review-on-time', item: review.due, from: endOf(review.due), until: null }),
    };
  },
);

const incomplete = onReview('incomplete', 'One account on the list was never decided on.', (world, review, random) => {
  const missing = leftOut(world, review, random);
  return {
    world: withReview(world, review, { ...review, decisions: review.decisions.filter((decision) => decision !== missing) }),
    expected: found({ check: 'access/review-complete', item: review.due, from: endOf(review.due), until: null }),
  };
});

const incompleteThenRepeated = onReview(
  'incomplete-then-repeated',
  'One account was left out; a second, complete review came late.',
  (world, review, random) => {
    const missing = leftOut(world, review, random);
    const signedAt = someTime(random, someWorkday(random, addDays(review.due, 5), addDays(review.due, 25)));
    const partial = { ...review, decisions: review.decisions.filter((decision) => decision !== missing) };
    return {
      world: withReview(world, review, partial, repeatReview(random, review, world.accounts, signedAt)),
      expected: found({ check: 'access/review-complete', item: review.due, from: endOf(review.due), until: signedAt }),
    };
  },
);

const selfDecided = onReview('self-decided', 'The reviewer decided about an account of their own.', (world, review, random) => {
  const own = new Set(world.accounts.filter((account) => isHeldBy(account, REVIEWER)).map(({ id }) => id));
  const about = random.pick(review.decisions.filter(({ account }) => own.has(account)));
  const decided: Decision = { ...about, by: REVIEWER };
  return {
    world: withReview(world, review, { ...review, decisions: replaced(review.decisions, about, decided) }),
    expected: found({ check: 'access/review-complete', item: review.due, from: endOf(review.due), until: null }),
  };
});

/** The decision on an account that is open to this day: a leaver's account may be changed by another defect. */
function leftOut(world: World, review: AccessReview, random: Random): Decision {
  const lasting = new Set(world.accounts.filter(({ closed }) => closed === null).map(({ id }) => id));
  return random.pick(review.decisions.filter(({ account }) => lasting.has(account)));
}

function isHeldBy(account: Account, person: string): boolean {
  return 'person' in account.holder && account.holder.person === person;
}

/** Adds a decision about an account to every review that listed it and has none: for accounts that another defect kept open. */
export function decideAbout(
  reviews: readonly AccessReview[],
  account: Account,
  isListed: (listed: AccessReview['listed']) => boolean,
): AccessReview[] {
  return reviews.map((review) => {
    if (!isListed(review.listed) || review.decisions.some((decision) => decision.account === account.id)) return review;
    return { ...review, decisions: [...review.decisions, { account: account.id, decision: 'remove', by: REVIEWER }] };
  });
}

export const accessReviewOperators: readonly Operator[] = [late, signedByNobody, withoutAuthority, incomplete, incompleteThenRepeated, selfDecided];
