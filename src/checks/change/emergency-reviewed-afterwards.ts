import { type Gap, gapsAt } from '../../facts/timeline.ts';
import { NotTold } from '../../facts/told.ts';
import { durationText } from '../../kernel/calendar.ts';
import { between } from '../../kernel/spans.ts';
import { FOREVER, later, type Span } from '../../kernel/time.ts';
import { type Answer, settle } from '../../populations/answers.ts';
import { type EmergencyItem, emergencyChanges } from '../../populations/emergency-changes.ts';
import { gapsHidingAnswers, gapsHidingMore } from '../../populations/knowledge.ts';
import type { Context } from '../../populations/population.ts';
import { different, type Who } from '../../populations/who.ts';
import { cannotTell, defineCheck, fails, type Judgement, notOwed, passes } from '../check.ts';
import { at, on, shown, source } from '../wording.ts';
import { type Approval, approvalReads, approvalsOf } from './approvals.ts';
import { seenChange } from './seen-change.ts';
import { authorsOf } from './verdicts.ts';

type Reading = Context<typeof approvalReads>;

/** Whoever lets an emergency through has another person look at it soon after. */
export const emergencyReviewedAfterwards = defineCheck({
  id: 'change/emergency-reviewed-afterwards',
  version: 1,
  title: 'Emergency changes were reviewed in time',
  asks: 'Was every emergency change approved by somebody who wrote none of it, before it landed or within the limit after?',
  population: emergencyChanges,
  reads: approvalReads,
  settings: ['change.emergency-labels', 'change.emergency-reviewed.within'],
  mend: 'Have another person review it now, and approve it on the code host. A review that came late stays an exception.',
  judge({ data }, context) {
    try {
      return judgement(data, reviewsOf(data, context), context);
    } catch (error) {
      if (!(error instanceof NotTold)) throw error;
      const gap: Gap = { from: data.due, until: FOREVER, reason: 'not-told', why: error.message };
      return judgement(data, { answers: [], hiding: [gap] }, context);
    }
  },
});

interface Reviews {
  readonly answers: readonly Answer[];
  readonly hiding: readonly Gap[];
}

function reviewsOf(item: EmergencyItem, { facts, zone, horizon }: Reading): Reviews {
  const change = seenChange(facts.change, item);
  const { given, gaps } = approvalsOf(change, { ...item, facts, zone });
  const authors = authorsOf(change, facts);
  const own = gapsHidingMore(change.lead.gaps, item.due, horizon);
  return {
    answers: given.filter((one) => stands(one, item)).map((one) => asReview(one, authors)),
    hiding: [...gapsHidingAnswers(gaps, item.due, horizon), ...gapsAt(own, item.due)],
  };
}

/** An approval withdrawn before the review was due reviewed nothing. */
function stands({ at: given, withdrawnAt }: Approval, { due }: EmergencyItem): boolean {
  return withdrawnAt === null || withdrawnAt > later(due, given);
}

function asReview(approval: Approval, authors: readonly Who[]): Answer {
  const { by, at: given, recorded, leaf, type } = approval;
  const others = authors.map((one) => different(approval.identity, one));
  const told = { id: by, at: given, recorded, leaf };
  if (others.includes(false)) return { ...told, counts: false, lacks: `${by} wrote some of it` };
  if (type === 'bot') return { ...told, counts: false, lacks: `${by} is a bot` };
  const why = others.includes('unknown')
    ? `${by} approved it, and nobody can tell them apart from everybody who wrote it.`
    : `${by} approved it, and nobody tells whether that is a person.`;
  const unclear = others.includes('unknown') || type === 'unknown';
  return { ...told, counts: unclear ? { from: given, until: FOREVER, reason: 'not-told', why } : true, lacks: '' };
}

function judgement({ due, within, landedAt }: EmergencyItem, { answers, hiding }: Reviews, context: Reading): Judgement {
  const { answer, broken, unknown } = settle(due, answers, hiding);
  const limit = `within ${within.written} after landing (${source(within)})`;
  const extra = { due, leaves: answers.map((one) => one.leaf), ...(answer ? { recordedLate: answer.recorded - answer.at } : {}) };
  const owed = between(landedAt, FOREVER);
  if (answer && answer.at < context.period.from && due < context.period.from) return notOwed(`It was reviewed before the period began.`, extra);
  if (answer && broken.length === 0) {
    return passes(owed, `${answer.id}, who wrote none of it, approved it ${on(answer.at, context)}, by ${at(due, context)}: ${limit}.`, extra);
  }
  if (due >= context.horizon) return notOwed(`Nobody has reviewed it yet. The review falls due ${on(due, context)}, ${limit}.`, extra);
  if (shown(broken, context).length > 0) return fails(owed, broken, failure(broken, answers, { limit, context }), extra);
  const [gap] = unknown;
  if (gap) return cannotTell(owed, unknown, `Nobody knows whether another person reviewed it ${limit}: ${gap.why}`, extra);
  return notOwed('It was reviewed before the period began.', extra);
}

function failure(broken: readonly Span[], answers: readonly Answer[], { limit, context }: { limit: string; context: Reading }): string {
  const [{ from, until }] = broken as readonly [Span];
  if (until <= context.horizon) return `Another person reviewed it only ${durationText(until - from)} after the review fell due ${limit}.`;
  const lacking = answers.filter((one) => one.lacks !== '').map((one) => one.lacks);
  const why = lacking.length > 0 ? ` ${lacking.join('; ')}.` : '';
  return `Nobody else has reviewed it; the review fell due by ${at(from, context)}, ${limit}.${why}`;
}
