import { DAY, type Instant, instant } from '../../../src/kernel/time.ts';
import type { AccountId } from '../world.ts';
import type { Review } from '../world-pulls.ts';
import { bot, CHECKS, EMERGENCY_LIMIT, emergencyLabel, fails, withRuns } from './changes.ts';
import { failsAtLanding, itemOf, type Landing, onMerge, withPull } from './on-merge.ts';
import { nothingAt, type Operator, told } from './operator.ts';
import { second } from './spans.ts';

/** Changes at the very edge: the last second that is allowed, and the first one that is not. */

const DECLARABLE = DAY;
const AFTERWARDS = 'change/emergency-reviewed-afterwards';

/** The pull request with its approval at another time, and labelled as an emergency. */
function emergency(landing: Landing, approval: Partial<Review>, label: { readonly at?: Instant; readonly by?: AccountId } = {}) {
  const reviews = landing.pull.reviews.map((one) => (one === landing.approval ? { ...one, ...approval } : one));
  return withPull(landing, { reviews, labels: [...landing.pull.labels, { ...emergencyLabel(landing, landing.pull.author), ...label }] });
}

const greenAtLanding = onMerge(
  'check-completed-at-landing',
  'A required check completed in the very second of the landing: nothing is wrong.',
  (landing) => ({
    world: withPull(landing, {}, { checkRuns: withRuns(landing, (run) => [{ ...run, completedAt: landing.merged.at }]) }),
    ...nothingAt(landing.merged.at),
  }),
  { method: 'squash' },
);

const greenAfterLanding = onMerge(
  'check-completed-after-landing',
  'A required check completed a second after the landing: whether an earlier run had passed is not known.',
  (landing) => ({
    world: withPull(landing, {}, { checkRuns: withRuns(landing, (run) => [{ ...run, completedAt: second(landing.merged.at + 1000) }]) }),
    planted: [{ ...failsAtLanding(CHECKS, landing), reason: 'not-told' }],
  }),
  { method: 'squash' },
);

const skipped = onMerge('required-check-skipped', 'A required check was skipped, which is enough: nothing is wrong.', (landing) => ({
  world: withPull(landing, {}, { checkRuns: withRuns(landing, (run) => [{ ...run, conclusion: 'skipped' }]) }),
  ...nothingAt(landing.merged.at),
}));

const cancelled = onMerge('required-check-cancelled', 'A required check was cancelled before it was done.', (landing) => ({
  world: withPull(landing, {}, { checkRuns: withRuns(landing, (run) => [{ ...run, conclusion: 'cancelled' }]) }),
  planted: [failsAtLanding(CHECKS, landing)],
}));

const reviewedWhenDue = onMerge(
  'emergency-reviewed-when-due',
  'An emergency was reviewed in the very second in which that fell due: nothing is wrong.',
  (landing) => ({
    world: emergency(landing, { submittedAt: instant(landing.merged.at + EMERGENCY_LIMIT) }),
    ...nothingAt(instant(landing.merged.at + EMERGENCY_LIMIT)),
  }),
);

const reviewedSecondLate = onMerge('emergency-reviewed-a-second-late', 'An emergency was reviewed one second after that fell due.', (landing) => {
  const due = instant(landing.merged.at + EMERGENCY_LIMIT);
  const reviewed = instant(due + 1000);
  return { world: emergency(landing, { submittedAt: reviewed }), planted: [told(AFTERWARDS, itemOf(landing), due, reviewed)] };
});

const declaredInTime = onMerge(
  'emergency-declared-a-day-later',
  'An emergency was declared in the last second of the day after it landed: nothing is wrong.',
  (landing) => ({
    world: emergency(landing, { submittedAt: instant(landing.merged.at + DECLARABLE) }, { at: instant(landing.merged.at + DECLARABLE) }),
    ...nothingAt(instant(landing.merged.at + DECLARABLE)),
  }),
);

const declaredLate = onMerge(
  'emergency-declared-too-late',
  'What landed without an approval was called an emergency one second too late.',
  (landing) => {
    const late = instant(landing.merged.at + DECLARABLE + 1000);
    return { world: emergency(landing, { submittedAt: late }, { at: late }), planted: fails(landing) };
  },
);

const reviewedByBot = onMerge('emergency-reviewed-by-a-bot', 'Nobody but a bot reviewed an emergency.', (landing) => {
  const due = instant(landing.merged.at + EMERGENCY_LIMIT);
  return { world: emergency(landing, { author: bot(landing, 'github-actions') }), planted: [told(AFTERWARDS, itemOf(landing), due, null)] };
});

export const edgeOperators: readonly Operator[] = [
  ...[greenAtLanding, greenAfterLanding, skipped, cancelled, reviewedWhenDue, reviewedSecondLate, declaredInTime, declaredLate, reviewedByBot],
];
