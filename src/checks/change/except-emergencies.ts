import { isUntold } from '../../facts/told.ts';
import { momentSpan } from '../../kernel/time.ts';
import type { ChangeItem } from '../../populations/changes.ts';
import { emergencyOf } from '../../populations/emergencies.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Settings } from '../../populations/settings.ts';
import { cannotTell, type Judgement, notOwed } from '../check.ts';
import { type Judged, on } from '../wording.ts';
import type { ApprovalFacts } from './approvals.ts';
import type { ChangeSubject } from './seen-change.ts';

interface Around extends Judged {
  readonly facts: Pick<ApprovalFacts, 'change'>;
  readonly settings: Settings;
}

/**
 * Asks of a change what is asked before landing, unless it was declared an emergency: then it is asked afterwards whether somebody reviewed it.
 * Where labels are not told, a failure may have been an emergency, and nobody knows whether anything was owed.
 */
export function exceptEmergencies(item: ChangeItem, context: Around, judge: () => Judgement): Judgement {
  const emergency = emergencyOf(subjectOf(context.facts.change, item.subject) as ChangeSubject, item.landedAt, context.settings);
  if (isUntold(emergency)) return unlessFailed(judge(), item, emergency.untold);
  if (emergency === null) return judge();
  const { name, from } = emergency.label;
  const when = on(from as typeof item.landedAt, context);
  return notOwed(
    `It was declared an emergency by the label "${name}", set ${when}. Whether it was reviewed is asked by change/emergency-reviewed-afterwards.`,
  );
}

function unlessFailed(judged: Judgement, { landedAt }: ChangeItem, why: string): Judgement {
  if (judged.broken.length === 0) return judged;
  const { leaves } = judged;
  const gap = { ...momentSpan(landedAt), reason: 'not-told' as const, why };
  const because = `Nobody knows whether it was declared an emergency: ${why} Otherwise: ${judged.because}`;
  return cannotTell(judged.owed, [gap], because, leaves ? { leaves } : {});
}
