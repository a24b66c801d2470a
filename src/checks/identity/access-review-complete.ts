import { between } from '../../kernel/spans.ts';
import { FOREVER, later } from '../../kernel/time.ts';
import { accessReviewsDue, firstSigned } from '../../populations/access-reviews-due.ts';
import { hidingAnswers } from '../../populations/answers.ts';
import { cannotTell, defineCheck, notOwed } from '../check.ts';
import { judgeObligation } from '../occurrence.ts';
import { on } from '../wording.ts';

/** A signed review of access holds a decision on every account that was open, and nobody decided on their own. */
export const accessReviewComplete = defineCheck({
  id: 'access/review-complete',
  version: 1,
  title: 'Access reviews were complete',
  asks: 'Did each signed access review hold a decision on every account that was open in every system in scope, none of them taken by the holder of the account?',
  population: accessReviewsDue,
  reads: { 'access-review': ['id'] },
  settings: ['access-review.every'],
  mend: 'Decide on the accounts that were left out, by somebody other than their holders, and sign a review of the whole list.',
  judge(item, context) {
    const { occurrence, complete, systems } = item.data;
    const { due, last } = occurrence;
    const what = `The access review due by the end of ${last}`;
    if (systems.length === 0) return notOwed(`No system whose access is reviewed was in scope on ${last}.`);
    const hiding = hidingAnswers(context.facts['access-review'].gaps, occurrence, context.horizon);
    const first = firstSigned(complete);
    if (first === undefined || first > context.horizon) {
      if (due > context.horizon) return notOwed(`${what} is not signed yet. It falls due ${on(due, context)}.`, { due });
      const [gap] = hiding;
      if (!gap) return notOwed(`${what} was not signed, so there is nothing to be complete.`, { due });
      const unknown = [{ reason: gap.reason, why: gap.why, from: due, until: FOREVER }];
      return cannotTell(
        between(occurrence.opens, FOREVER),
        unknown,
        `Nobody knows whether ${what.charAt(0).toLowerCase()}${what.slice(1)} was complete: ${gap.why}`,
        { due },
      );
    }
    return judgeObligation({ occurrence, what, done: 'signed complete', from: later(due, first), answers: complete, hiding }, context);
  },
});
