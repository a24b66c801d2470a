import { momentSpan } from '../../kernel/time.ts';
import { changes } from '../../populations/changes.ts';
import { gapsHidingAnswers } from '../../populations/knowledge.ts';
import type { Context } from '../../populations/population.ts';
import { cannotTell, defineCheck, fails, type Judgement, passes } from '../check.ts';
import { at, on } from '../wording.ts';
import { approvalReads } from './approvals.ts';
import { exceptEmergencies } from './except-emergencies.ts';
import { type Approved, approved, type Verdict } from './verdicts.ts';

type Reading = Context<typeof approvalReads>;

/** Each change was approved by somebody else before it landed, and the approval covers what landed. */
export const approvedByAnother = defineCheck({
  id: 'change/approved-by-another',
  version: 2,
  title: 'Changes were approved by another person',
  asks: 'Was every change approved, before it landed and as it landed, by somebody who wrote none of it? Emergencies are asked about afterwards.',
  population: changes,
  reads: approvalReads,
  settings: ['change.emergency-labels'],
  mend: 'What landed cannot be changed. Have another person look at it now, and write down what they found; the exception stays on record.',
  judge: (item, context) => exceptEmergencies(item.data, context, () => judgement(approved(item.data, context), context)),
});

function judgement({ verdicts, gaps, landedAt }: Approved, context: Reading): Judgement {
  const landed = momentSpan(landedAt);
  const owed = [landed];
  const extra = { leaves: verdicts.map(({ approval }) => approval.leaf) };
  const good = verdicts.find((one) => one.counts === true);
  if (good) {
    const { by, at: approvedAt, recorded } = good.approval;
    const because = `${by} approved it ${on(approvedAt, context)}, before it landed, and wrote none of it.`;
    return passes(owed, because, { ...extra, recordedLate: recorded - approvedAt });
  }
  const doubtful = verdicts.find((one) => one.counts === 'unknown');
  const [hidden] = gapsHidingAnswers(gaps, landedAt, context.horizon);
  const doubt = doubtful ? { reason: 'not-told' as const, why: doubtful.why } : hidden;
  if (doubt) {
    const gap = { ...landed, reason: doubt.reason, why: doubt.why };
    return cannotTell(owed, [gap], `Nobody knows whether another person approved it: ${doubt.why}`, extra);
  }
  return fails(owed, owed, `It landed ${on(landedAt, context)} ${lacking(verdicts, context)}.`, extra);
}

function lacking(verdicts: readonly Verdict[], context: Reading): string {
  if (verdicts.length === 0) return 'without any approval';
  return `without an approval that counts: ${verdicts.map((one) => `${one.why} (approved ${at(one.approval.at, context)})`).join('; ')}`;
}
