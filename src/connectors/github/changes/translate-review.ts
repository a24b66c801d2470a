import { type Told, untold } from '../../../facts/told.ts';
import type { Instant } from '../../../kernel/time.ts';
import { cleanString } from '../../kit/clean.ts';
import { instantOf } from './instants.ts';
import type { People } from './people.ts';
import type { Pull } from './pull.ts';
import type { Event, Review } from './shapes.ts';

interface Said {
  readonly by: string;
  readonly at: Instant;
  readonly review: Review;
  /** What it said before anybody dismissed it. */
  readonly verdict: string;
  readonly dismissedAt: Instant | null;
}

/** Every yes that was given, and when it was withdrawn: by a dismissal, or by a later no of the same person. */
export function approvalsOf({ reviews, events }: Pick<Pull, 'reviews' | 'events'>, people: People) {
  const missing = reviews.missing ?? (reviews.rows.some((one) => one.state === 'DISMISSED') ? events.missing : null);
  if (missing !== null) return { ...untold(missing) };
  const said = reviews.rows.flatMap((review) => saidOf(review, events.rows, people));
  return said.flatMap((one, place) => {
    if (one.verdict !== 'APPROVED') return [];
    const refusals = said.filter((other, at) => isRefusal(other) && other.by === one.by && isAfter(other, at, one, place));
    const ends = [one.dismissedAt, ...refusals.map((other) => other.at)].filter((at) => at !== null);
    const { review, by } = one;
    return [
      {
        by,
        at: one.at,
        commit: review.commit?.oid ?? '',
        withdrawnAt: ends.length === 0 ? null : (Math.min(...ends) as Instant),
        couldWrite: couldWrite(review),
        byType: people.typeOf(by),
      },
    ];
  });
}

function couldWrite({ author, authorCanPushToRepository }: Review): Told<boolean> {
  if (author === null) return { ...untold('The account of the reviewer is no more, so what it could do is not told.') };
  return authorCanPushToRepository ?? { ...untold('GitHub did not tell whether the reviewer could push.') };
}

function saidOf(review: Review, events: readonly Event[], people: People): Said[] {
  const at = instantOf(review.submittedAt);
  if (at === null) return [];
  const by = people.who(review.author);
  if (review.state !== 'DISMISSED') return [{ by, at, review, verdict: review.state, dismissedAt: null }];
  const dismissal = events.find((one) => one.__typename === 'ReviewDismissedEvent' && one.review?.id === review.id);
  if (dismissal?.__typename !== 'ReviewDismissedEvent') return [];
  return [{ by, at, review, verdict: dismissal.previousReviewState, dismissedAt: instantOf(dismissal.createdAt) }];
}

function isRefusal({ verdict, by }: Said): boolean {
  return verdict === 'CHANGES_REQUESTED' && by !== '';
}

/** Within one second, the order in which GitHub lists them tells. */
function isAfter(other: Said, place: number, one: Said, before: number): boolean {
  return other.at > one.at || (other.at === one.at && place > before);
}

/** Labels, each with the span in which it stood. */
export function labelsOf({ events, node }: Pick<Pull, 'events' | 'node'>, people: People) {
  if (events.missing !== null) return { ...untold(events.missing) };
  const labels: { name: string; by: string; from: Instant; until: Instant | null }[] = [];
  for (const one of events.rows) {
    if (one.__typename !== 'LabeledEvent' && one.__typename !== 'UnlabeledEvent') continue;
    const at = instantOf(one.createdAt);
    if (at === null) continue;
    const name = cleanString(one.label.name);
    const standing = labels.findLast((other) => other.name === name && other.until === null);
    if (one.__typename === 'LabeledEvent') labels.push({ name, by: people.who(one.actor), from: at, until: null });
    else if (standing) standing.until = at;
    else labels.push({ name, by: '', from: instantOf(node.createdAt) ?? at, until: at });
  }
  return labels;
}

/** Pushes that rewrote the source branch. */
export function forcePushesOf({ events }: Pick<Pull, 'events'>) {
  if (events.missing !== null) return { ...untold(events.missing) };
  return events.rows.flatMap((one) => {
    const at = one.__typename === 'HeadRefForcePushedEvent' ? instantOf(one.createdAt) : null;
    if (one.__typename !== 'HeadRefForcePushedEvent' || at === null) return [];
    return [{ at, before: one.beforeCommit?.oid ?? '', after: one.afterCommit?.oid ?? '' }];
  });
}
