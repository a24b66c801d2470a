import { momentSpan } from '../../kernel/time.ts';
import { hostedChanges } from '../../populations/hosted-changes.ts';
import { cannotTell, defineCheck, fails, type Judgement, notOwed, passes } from '../check.ts';
import { approvalReads } from './approvals.ts';
import { exceptEmergencies } from './except-emergencies.ts';
import { type Approved, approved } from './verdicts.ts';

/** Whoever's approval let a change land is a person. */
export const approverIsAPerson = defineCheck({
  id: 'change/approver-is-a-person',
  version: 1,
  title: 'Changes were approved by a person',
  asks: 'Did a person, and not only a bot, give an approval that counts?',
  population: hostedChanges,
  reads: approvalReads,
  settings: ['change.emergency-labels'],
  mend: 'What landed cannot be changed. Have a person look at it now, and do not let the approvals of bots count on the code host.',
  judge: (item, context) => exceptEmergencies(item.data, context, () => judgement(approved(item.data, context))),
});

function judgement({ verdicts, landedAt }: Approved): Judgement {
  const owed = [momentSpan(landedAt)];
  const counting = verdicts.filter((one) => one.counts !== false);
  const extra = { leaves: counting.map(({ approval }) => approval.leaf) };
  const person = counting.find((one) => one.counts === true && one.approval.type === 'person')?.approval;
  if (person) return passes(owed, `${person.by}, who approved it, is a person.`, extra);
  if (counting.length === 0) return notOwed('It has no approval that counts; change/approved-by-another asks for one.', extra);
  const doubtful = counting.find((one) => one.approval.type !== 'bot');
  if (!doubtful) return fails(owed, owed, `Only bots approved it: ${counting.map(({ approval }) => approval.by).join(', ')}.`, extra);
  const { by, type } = doubtful.approval;
  const why = type === 'unknown' ? `${by} approved it, and nobody tells whether that is a person.` : doubtful.why;
  return cannotTell(owed, [{ ...momentSpan(landedAt), reason: 'not-told', why }], `Nobody knows whether a person approved it: ${why}`, extra);
}
