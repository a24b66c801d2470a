import type { Finding } from '../checks/evaluate.ts';
import type { KindState } from '../facts/kinds/index.ts';
import { latest, type Subject, type Timeline } from '../facts/timeline.ts';
import { durationText, writtenOut, type Zone } from '../kernel/calendar.ts';
import { and, between } from '../kernel/spans.ts';
import { DAY, earlier, type Instant, later, plus, type Span } from '../kernel/time.ts';
import { approvalOf, type DecisionApproval } from '../populations/decision-approval.ts';
import type { AuthorityFields } from '../populations/people.ts';
import { toldApart } from '../populations/told-apart.ts';

export type ExclusionFields = KindState<'exclusion'>;

/** An exclusion with whether it counts. */
export interface JudgedExclusion {
  /** Told apart from others: `ex-1 #2` where another `ex-1` was written down before it. */
  readonly id: string;
  readonly check: string;
  readonly items: readonly string[];
  readonly reason: string;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  /** The first instant at which it no longer counts: after its last day, or when it was taken out of the records. */
  readonly until: Instant;
  readonly inForce: boolean;
  /** Why it is not in force, or what is late about it; empty when there is nothing to say. */
  readonly remark: string;
}

interface Known {
  readonly exclusion: Timeline<ExclusionFields>;
  readonly person: Timeline<AuthorityFields>;
}

interface Around {
  readonly zone: Zone;
  readonly horizon: Instant;
  readonly context: { readonly period: Span };
}

/** Which exclusions count in the judged part of the period: approved by another person who then had the authority, and not ended. */
export function judgeExclusions({ exclusion, person }: Known, around: Around): readonly JudgedExclusion[] {
  const ids = toldApart(exclusion.subjects, (one) => latest(one).state.id);
  return exclusion.subjects.map((subject) => {
    const { id, reason, requestedBy, approvedBy, approvedAt } = latest(subject).state;
    const { check, items, untilAt, widened } = asApproved(subject);
    const until = earlier(untilAt, latest(subject).until);
    const objection = objectionTo(subject, person, around);
    return {
      id: ids.get(subject) ?? id,
      check,
      items,
      reason,
      requestedBy,
      approvedBy,
      approvedAt: approvedAt as Instant | null,
      until,
      inForce: objection === '',
      remark: objection || [lateness(subject), widened].filter((one) => one !== '').join(' '),
    };
  });
}

/** What was approved: an exclusion that names more afterwards, or lasts longer, without a new approval counts as it was approved. */
function asApproved(subject: Subject<ExclusionFields>) {
  const { state: now } = latest(subject);
  const then = subject.versions.find(({ state }) => state.approvedAt === now.approvedAt && state.approvedBy === now.approvedBy)?.state ?? now;
  const items = then.check === now.check ? now.items.filter((one) => then.items.includes(one)) : then.items;
  const untilAt = earlier(then.untilAt as Instant, now.untilAt as Instant);
  const same = then.check === now.check && items.length === now.items.length && untilAt === now.untilAt;
  const widened = same || now.approvedAt === null ? '' : 'It was changed after its approval; what was added then does not count.';
  return { check: then.check, items, untilAt, widened };
}

/**
 * Does an exclusion lie over a finding that failed or is unknown? It names the check and the item, and it had not ended while the item
 * still failed: a decision that ended accepts nothing that came after. The outcome beneath stays what it is.
 */
export function liesOver(exclusion: JudgedExclusion, finding: Finding, horizon: Instant): boolean {
  if (!exclusion.inForce || exclusion.check !== finding.check || !exclusion.items.includes(finding.item)) return false;
  return finding.spans.length > 0 && finding.spans.every((one) => (one.until ?? horizon) <= exclusion.until);
}

function objectionTo(subject: Subject<ExclusionFields>, people: Timeline<AuthorityFields>, { zone, horizon, context }: Around): string {
  const { state, until } = latest(subject);
  const approval = approvalOf(state, { authority: 'exclusions', people, zone });
  if (approval.counts !== true) return `Not in force: ${lack(approval)}`;
  const end = earlier(asApproved(subject).untilAt, until);
  const judged = between(context.period.from, later(horizon, plus(context.period.from, 1)));
  if (and(between(approval.at, end), judged).length > 0) return '';
  if (end <= context.period.from) return `Not in force: it ended on ${writtenOut(end, zone)}, before the period.`;
  return `Not in force: it was approved on ${writtenOut(approval.at, zone)}, after the judged part of the period.`;
}

function lack(approval: Exclude<DecisionApproval, { counts: true }>): string {
  if (approval.counts === 'unknown')
    return `nobody knows whether ${approval.by} had the authority "exclusions" when approving it. ${approval.gap.why}`;
  if (approval.lacks === 'approval') return 'nobody approved it.';
  if (approval.lacks === 'another-person') return `${approval.by} approved a request of their own.`;
  return `${approval.by} did not have the authority "exclusions" when approving it.`;
}

/** An exclusion written down more than a day after its approval is late, and shows it. */
function lateness(subject: Subject<ExclusionFields>): string {
  const first = subject.versions.find((one) => one.state.approvedAt !== null);
  const approvedAt = first?.state.approvedAt ?? null;
  if (first === undefined || approvedAt === null || first.from - approvedAt <= DAY) return '';
  return `Written down ${durationText(first.from - approvedAt)} after its approval.`;
}
