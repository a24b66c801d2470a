import { accessReviewsDue } from '../../populations/access-reviews-due.ts';
import { hidingAnswers } from '../../populations/answers.ts';
import { defineCheck, notOwed } from '../check.ts';
import { judgeObligation } from '../occurrence.ts';

/** A review of access was signed, by somebody with the authority for it, before its window closed. */
export const accessReviewOnTime = defineCheck({
  id: 'access/review-on-time',
  version: 1,
  title: 'Access reviews were signed on time',
  asks: 'Was each access review that fell due signed in time, by somebody with the authority to sign it?',
  population: accessReviewsDue,
  reads: { 'access-review': ['id'] },
  settings: ['access-review.every'],
  mend: 'Hold the review now and sign it, by somebody with the authority "access-reviews". The exception ends with the signature and stays on record.',
  judge(item, context) {
    const { occurrence, signed, systems } = item.data;
    if (systems.length === 0) return notOwed(`No system whose access is reviewed was in scope on ${occurrence.last}.`);
    return judgeObligation(
      {
        occurrence,
        what: `The access review due by the end of ${occurrence.last}`,
        done: 'signed with the authority to sign it',
        from: occurrence.due,
        answers: signed,
        hiding: hidingAnswers(context.facts['access-review'].gaps, occurrence, context.horizon),
      },
      context,
    );
  },
});
