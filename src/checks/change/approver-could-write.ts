import { isUntold } from '../../facts/told.ts';
import { DAY, type Instant, momentSpan } from '../../kernel/time.ts';
import { hostedChanges } from '../../populations/hosted-changes.ts';
import { cannotTell, defineCheck, fails, type Judgement, notOwed, passes } from '../check.ts';
import { daysAfter } from '../wording.ts';
import { type Approval, approvalReads } from './approvals.ts';
import { exceptEmergencies } from './except-emergencies.ts';
import { type Approved, approved } from './verdicts.ts';

/** Whoever's approval let a change land could have written to the repository. */
export const approverCouldWrite = defineCheck({
  id: 'change/approver-could-write',
  version: 1,
  title: 'Changes were approved by somebody with the right to write',
  asks: 'Could somebody whose approval counts write to the repository?',
  population: hostedChanges,
  reads: approvalReads,
  settings: ['change.emergency-labels'],
  mend: 'What landed cannot be changed. Let people approve who are trusted to write to the repository, and let the code host demand it.',
  judge: (item, context) => exceptEmergencies(item.data, context, () => judgement(approved(item.data, context))),
});

function judgement({ verdicts, landedAt }: Approved): Judgement {
  const owed = [momentSpan(landedAt)];
  const counting = verdicts.filter((one) => one.counts !== false);
  const extra = { leaves: counting.map(({ approval }) => approval.leaf) };
  const writer = counting.find((one) => one.counts === true && one.approval.couldWrite === true)?.approval;
  if (writer) return passes(owed, `${writer.by}, who approved it, could write to the repository${seen(writer, landedAt)}.`, extra);
  if (counting.length === 0) return notOwed('It has no approval that counts; change/approved-by-another asks for one.', extra);
  const doubtful = counting.find((one) => one.approval.couldWrite !== false);
  if (!doubtful) {
    const names = counting.map(
      ({ approval }) => `${approval.by} approved it without the right to write to the repository${seen(approval, landedAt)}`,
    );
    return fails(owed, owed, `${names.join('; ')}.`, extra);
  }
  const { couldWrite } = doubtful.approval;
  const why = isUntold(couldWrite) ? couldWrite.untold : doubtful.why;
  const gap = { ...momentSpan(landedAt), reason: 'not-told' as const, why };
  return cannotTell(owed, [gap], `Nobody knows whether somebody with the right to write approved it: ${why}`, extra);
}

/** A right is told as of the look that first saw the approval: it may have been another when the change landed. */
function seen({ firstSeen }: Approval, landedAt: Instant): string {
  return firstSeen !== undefined && firstSeen - landedAt > DAY ? ` when that was first seen, ${daysAfter(firstSeen, landedAt)} later` : '';
}
