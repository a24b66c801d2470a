import { latest } from '../facts/timeline.ts';
import { holdsAt } from '../kernel/spans.ts';
import { type Instant, later } from '../kernel/time.ts';
import { asComplete, asSigned, reviewReads } from './access-review-answers.ts';
import { type Answer, hidingAnswers, reachesInto, settle } from './answers.ts';
import { answers, becauseDue, hasProgram, type Occurrence, occurrences, programUnseen } from './occurrences.ts';
import { type Context, definePopulation, type Item } from './population.ts';
import { decisionsOn, inScope } from './scope.ts';

const reads = { program: ['id'], ...reviewReads } as const;

/** One window with the reviews that answer it. */
export interface ReviewDue {
  readonly occurrence: Occurrence;
  /** Was any system in scope when it fell due? */
  readonly systems: readonly string[];
  readonly signed: readonly Answer[];
  readonly complete: readonly Answer[];
}

/** The reviews of access that fell due: one for each window of the cadence. */
export const accessReviewsDue = definePopulation({
  id: 'access-reviews-due',
  title: 'Access reviews due',
  mode: 'calendar',
  definition:
    'One review of access for each window of the cadence "access-review.every", counted from the first day of the program; it falls due at the end of the last day of its window.',
  reads,
  items(context: Context<typeof reads>): readonly Item<ReviewDue>[] {
    if (!hasProgram(context.facts.program)) return [];
    return occurrences('access-review.every', context)
      .map((occurrence) => itemOf(occurrence, context))
      .filter((item) => !item.carriedIn || stillBroken(item.data, context));
  },
  unseen: (context) => programUnseen(context.facts.program, context),
});

function itemOf(occurrence: Occurrence, context: Context<typeof reads>): Item<ReviewDue> {
  const { facts, zone } = context;
  const reviews = facts['access-review'].subjects.filter((one) => answers(latest(one).state.due, occurrence));
  const systems = decisionsOn(facts.scope, 'system').filter((one) => holdsAt(inScope(one, zone), (occurrence.due - 1) as Instant));
  return {
    key: occurrence.last,
    title: `Access review of ${occurrence.first} to ${occurrence.last}`,
    because: becauseDue(occurrence, 'An access review'),
    span: { from: occurrence.opens, until: occurrence.due },
    carriedIn: occurrence.carriedIn,
    leaves: reviews.map((one) => latest(one).leaf),
    data: {
      occurrence,
      systems: systems.map((one) => latest(one).state.id),
      signed: reviews.flatMap((one) => asSigned(one, context)),
      complete: reviews.flatMap((one) => asComplete(one, context)),
    },
  };
}

function stillBroken({ occurrence, signed, complete, systems }: ReviewDue, { facts, period, horizon }: Context<typeof reads>): boolean {
  if (systems.length === 0) return false;
  const hiding = hidingAnswers(facts['access-review'].gaps, occurrence, horizon);
  const first = firstSigned(complete);
  return (
    reachesInto(settle(occurrence.due, signed, hiding), period.from) ||
    (first !== undefined && reachesInto(settle(later(occurrence.due, first), complete, hiding), period.from))
  );
}

/** When the first review that answers a window was signed, complete or not. */
export function firstSigned(reviews: readonly Answer[]): Instant | undefined {
  return reviews.map((one) => one.at).sort((a, b) => a - b)[0];
}
