import { latest, type Subject } from '../../facts/timeline.ts';
import { and, between } from '../../kernel/spans.ts';
import { earlier, type Instant } from '../../kernel/time.ts';
import { approvalOf, type Decision, type DecisionApproval } from '../decision-approval.ts';
import type { Item } from '../population.ts';
import { toldApart } from '../told-apart.ts';
import { judgedPart, type Reading, type Suppression, suppression, when } from './reading.ts';

interface DecisionState extends Decision {
  readonly reason: string;
  readonly untilAt: number;
}

/** Exclusions that were in force: approved by another person who then had the authority, and not ended. */
export function exclusionsInForce(context: Reading): readonly Item<Suppression>[] {
  const { exclusion, person } = context.facts;
  const ids = toldApart(exclusion.subjects, (one) => latest(one).state.id);
  return exclusion.subjects.flatMap((subject) => {
    const { state, leaf } = latest(subject);
    const approval = approvalOf(state, { authority: 'exclusions', people: person, zone: context.zone });
    if (approval.counts !== true) return [];
    const span = inForce(subject, approval.at, context);
    if (span === null) return [];
    const what = `${state.items.length === 1 ? '1 item' : `${state.items.length} items`} of ${state.check}`;
    const title = `Exclusion of ${what}`;
    const because = `It accepts what was found of ${what}. ${reasonText(state)} ${whoText(state, approval, context)} ${untilText(subject, context)}`;
    return [suppression({ sort: 'exclusion', key: ids.get(subject) ?? state.id, title, because, span, leaves: [leaf] })];
  });
}

/** Acceptances of vulnerabilities that were in force, or may have been: nobody may know whether who approved one had the authority. */
export function acceptancesInForce(context: Reading): readonly Item<Suppression>[] {
  const { acceptance, person } = context.facts;
  const ids = toldApart(acceptance.subjects, (one) => latest(one).state.id);
  return acceptance.subjects.flatMap((subject) => {
    const { state, leaf } = latest(subject);
    const approval = approvalOf(state, { authority: 'risks', people: person, zone: context.zone });
    if (approval.counts === false) return [];
    const span = inForce(subject, approval.at, context);
    if (span === null) return [];
    const title = `Acceptance of the vulnerability ${state.vulnerability}`;
    const because = `It lets ${state.vulnerability} stay open. ${reasonText(state)} ${whoText(state, approval, context)} ${untilText(subject, context)}`;
    return [suppression({ sort: 'acceptance', key: ids.get(subject) ?? state.id, title, because, span, leaves: [leaf] })];
  });
}

/** From its approval to its end, where that touches the judged part of the period. */
function inForce(subject: Subject<DecisionState>, approvedAt: Instant, context: Reading) {
  const [span] = between(approvedAt, endOf(subject));
  return span !== undefined && and([span], judgedPart(context)).length > 0 ? span : null;
}

/** After its last day, or when it was taken out of the records. */
function endOf(subject: Subject<DecisionState>): Instant {
  const { state, until } = latest(subject);
  return earlier(state.untilAt as Instant, until);
}

function reasonText({ reason }: DecisionState): string {
  return reason.trim() === '' ? 'No reason was given.' : `The reason: “${reason.trim()}”`;
}

function whoText({ requestedBy }: DecisionState, approval: Exclude<DecisionApproval, { counts: false }>, context: Reading): string {
  const who = `Asked for by ${requestedBy}, approved by ${approval.by} on ${when(approval.at, context)}.`;
  return approval.counts === true ? who : `${who} Nobody knows whether ${approval.by} then had the authority for it. ${approval.gap.why}`;
}

function untilText(subject: Subject<DecisionState>, context: Reading): string {
  const { state, until } = latest(subject);
  if (until < state.untilAt) return `It counted until ${when(until, context)}, when it was taken out of the records.`;
  return `It counts until ${when(state.untilAt as Instant, context)}.`;
}
