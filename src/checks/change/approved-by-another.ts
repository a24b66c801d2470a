import { latest } from '../../facts/timeline.ts';
import { type Instant, momentSpan } from '../../kernel/time.ts';
import { changes } from '../../populations/changes.ts';
import { gapsHidingAnswers } from '../../populations/knowledge.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { cannotTell, defineCheck, fails, type Judgement, passes } from '../check.ts';
import { at, on } from '../wording.ts';
import { type Approval, approvalReads, approvalsOf } from './approvals.ts';
import { covers } from './freshness.ts';
import { authorsOf, different, type Identity } from './identity.ts';

const reads = {
  change: ['repository', 'landed', 'method', 'pullRequest', 'author', 'coAuthors', 'commits', 'furtherCommits', 'approvals'],
  ...approvalReads,
  person: ['id', 'emails'],
} as const;

type Reading = Context<typeof reads>;
type Change = Reading['facts']['change']['subjects'][number];

/** What one approval is worth. */
interface Verdict {
  readonly approval: Approval;
  readonly counts: boolean | 'unknown';
  readonly why: string;
}

/** Each change was approved by somebody else before it landed, and the approval covers what landed. */
export const approvedByAnother = defineCheck({
  id: 'change/approved-by-another',
  version: 1,
  title: 'Changes were approved by another person',
  asks: 'Was every change approved, before it landed and as it landed, by somebody who wrote none of it?',
  population: changes,
  reads,
  settings: [],
  mend: 'What landed cannot be changed. Have another person look at it now, and write down what they found; the exception stays on record.',
  judge(item, context) {
    const { landedAt, decided } = item.data;
    const change = subjectOf(context.facts.change, item.data.subject) as Change;
    const approvals = approvalsOf(change, { decided, landedAt, facts: context.facts, zone: context.zone });
    const authors = authorsOf(latest(change).state, context.facts.person);
    const verdicts = approvals.given.map((one) => verdictOn(one, change, { authors, landedAt }));
    const extra = { leaves: approvals.given.map((one) => one.leaf) };
    const owed = [momentSpan(landedAt)];
    const good = verdicts.find((one) => one.counts === true);
    if (good) {
      const recordedLate = good.approval.recorded - good.approval.at;
      return passes(owed, `${good.approval.by} approved it ${on(good.approval.at, context)}, before it landed, and wrote none of it.`, {
        ...extra,
        recordedLate,
      });
    }
    const doubtful = verdicts.find((one) => one.counts === 'unknown');
    const [hidden] = gapsHidingAnswers(approvals.gaps, landedAt, context.horizon);
    const doubt = doubtful ? { reason: 'not-told' as const, why: doubtful.why } : hidden;
    if (doubt)
      return cannotTell(
        owed,
        [{ ...momentSpan(landedAt), reason: doubt.reason, why: doubt.why }],
        `Nobody knows whether another person approved it: ${doubt.why}`,
        extra,
      );
    return failure(verdicts, owed, landedAt, context, extra);
  },
});

function verdictOn(approval: Approval, change: Change, { authors, landedAt }: { authors: readonly Identity[]; landedAt: Instant }): Verdict {
  const { by, withdrawnAt, commit } = approval;
  const no = (why: string): Verdict => ({ approval, counts: false, why });
  if (approval.at > landedAt) return no(`${by} approved it only after it had landed`);
  if (withdrawnAt !== null && withdrawnAt <= landedAt) return no(`${by} withdrew the approval before it landed`);
  const others = authors.map((one) => different(approval.identity, one));
  if (others.includes(false)) return no(`${by} approved a change of their own`);
  const fresh = covers(commit, latest(change).state);
  if (fresh === false) return no(`${by} approved ${short(commit)}, and other work was added after that`);
  if (others.includes('unknown'))
    return { approval, counts: 'unknown', why: `${by} approved it, and nobody can tell them apart from everybody who wrote it.` };
  if (fresh === 'unknown')
    return {
      approval,
      counts: 'unknown',
      why: `${by} approved ${short(commit)}, and what landed does not tell whether anything was added after that.`,
    };
  return { approval, counts: true, why: '' };
}

function failure(
  verdicts: readonly Verdict[],
  owed: Judgement['owed'],
  landedAt: Instant,
  context: Reading,
  extra: { leaves: readonly number[] },
): Judgement {
  const landed = `It landed ${on(landedAt, context)}`;
  if (verdicts.length === 0) return fails(owed, owed, `${landed} without any approval.`, extra);
  return fails(
    owed,
    owed,
    `${landed} without an approval that counts: ${verdicts.map((one) => `${one.why} (approved ${at(one.approval.at, context)})`).join('; ')}.`,
    extra,
  );
}

function short(sha: string): string {
  return sha.slice(0, 12);
}
