import { addCadence, type CalendarDate, dateAt, durationText, endOfDay } from '../../kernel/calendar.ts';
import { and, between, minus, or, spansOf } from '../../kernel/spans.ts';
import { FOREVER, type Instant, type Span } from '../../kernel/time.ts';
import { subjectOf } from '../../populations/lookup.ts';
import { policies } from '../../populations/policies.ts';
import type { Context } from '../../populations/population.ts';
import type { Setting } from '../../populations/settings.ts';
import { defineCheck, notOwed } from '../check.ts';
import { at, type Judged, on, shown, source } from '../wording.ts';
import { adoptedSpans, unseenWhileAdopted } from './adopted.ts';

const reads = { policy: ['id', 'status', 'approvedOn', 'reviewedOn'] } as const;

type Reading = Context<typeof reads>;
type Policy = Reading['facts']['policy']['subjects'][number];

/** A review or approval, with the instant by which the next one is due. */
interface Review {
  readonly day: CalendarDate;
  readonly done: Instant;
  readonly due: Instant;
  readonly every: Setting<unknown>;
  /** When it was first written down. */
  readonly recorded: Instant;
  /** When the next review was done; FOREVER if never. */
  readonly next: Instant;
}

/** Each adopted policy is reviewed at the cadence it promises. */
export const policyReviewed = defineCheck({
  id: 'governance/policy-reviewed',
  version: 1,
  title: 'Policies were reviewed in time',
  asks: 'Was each adopted policy reviewed, with or without a change, before its cadence had passed since the last review or approval?',
  population: policies,
  reads,
  settings: ['policy-review.every'],
  mend: 'Review the policy and write down the day of the review in its front matter.',
  judge(item, context) {
    const policy = subjectOf(context.facts.policy, item.data.subject) as Policy;
    const adopted = adoptedSpans(policy);
    if (adopted.length === 0) return notOwed(`The policy ${item.key} is a draft: nothing is owed until it is adopted.`);
    const reviews = reviewsOf(policy, context);
    const unknown = unseenWhileAdopted(policy, context.horizon);
    const overdue = spansOf(reviews.flatMap((one) => between(one.due, one.next)));
    const broken = minus(and(adopted, overdue), spansOf(unknown));
    const current = governing(reviews, context.horizon);
    const extra = { due: current.due, recordedLate: current.recorded - current.done, leaves: policy.versions.map((one) => one.leaf) };
    const failed = shown(broken, context).at(-1);
    const gap = unknown.find((one) => shown([one], context).length > 0);
    const told = failed
      ? failure(item.key, failed, governing(reviews, failed.from), context)
      : gap
        ? `Nobody knows what the policy ${item.key} said: ${gap.why}`
        : success(item.key, current, context);
    return { owed: or(adopted, spansOf(unknown)), broken, unknown, because: told, ...extra };
  },
});

function failure(id: string, failed: Span, { day, due, every, next }: Review, context: Judged): string {
  const last = `The policy ${id} was last reviewed on ${day}, and its next review fell due by ${at(due, context)} (every ${every.written}: ${source(every)})`;
  if (next <= context.horizon) return `${last}; it was reviewed again ${durationText(next - due)} late.`;
  const end = failed.until <= context.horizon ? failed.until : context.horizon;
  return `${last}; it was not reviewed in the ${durationText(end - due)} after that.`;
}

function success(id: string, { day, due }: Review, context: Judged): string {
  return `The policy ${id} was last reviewed on ${day}; its next review falls due ${on(due, context)}.`;
}

/** The review that counts at an instant: the last one done, or the first one where none was done yet. */
function governing(reviews: readonly Review[], instant: Instant): Review {
  return reviews.findLast((one) => one.done <= instant) ?? (reviews[0] as Review);
}

/** The reviews and approvals of an adopted policy, oldest first. The cadence of each is the one in force when it was done. */
function reviewsOf(policy: Policy, { zone, settings }: Reading): readonly Review[] {
  const days = [...reviewDays(policy, (instant) => dateAt(instant, zone))].sort(([a], [b]) => (a < b ? -1 : 1));
  return days.map(([day, recorded], index): Review => {
    const done = endOfDay(day, zone);
    const every = settings.at('policy-review.every', done);
    const due = endOfDay(addCadence(day, every.value), zone);
    const following = days[index + 1]?.[0];
    return { day, done, due, every, recorded, next: following ? endOfDay(following, zone) : FOREVER };
  });
}

/**
 * The days of review and approval that the adopted versions name, with the instant each was first written down. A day was taken back where
 * a later version names an earlier one. A policy adopted without any is counted from the day of its adoption.
 */
function reviewDays(policy: Policy, dayOf: (instant: Instant) => CalendarDate): ReadonlyMap<CalendarDate, Instant> {
  const adopted = policy.versions.filter((one) => one.state.status === 'adopted');
  const days = new Map<CalendarDate, Instant>();
  let earliest: string | undefined;
  for (const { state, from } of adopted.toReversed()) {
    const day = lastOf(state.reviewedOn, state.approvedOn);
    if (day === undefined || (earliest !== undefined && day > earliest)) continue;
    earliest = day;
    days.set(day, from);
  }
  const [first] = adopted;
  if (first && lastOf(first.state.reviewedOn, first.state.approvedOn) === undefined) days.set(dayOf(first.from), first.from);
  return days;
}

function lastOf(reviewedOn: string | null, approvedOn: string | null): CalendarDate | undefined {
  if (reviewedOn === null || approvedOn === null) return (reviewedOn ?? approvedOn ?? undefined) as CalendarDate | undefined;
  return (reviewedOn > approvedOn ? reviewedOn : approvedOn) as CalendarDate;
}
