import { hidingAnswers } from '../../populations/answers.ts';
import { tabletopExercisesDue } from '../../populations/tabletop-exercises-due.ts';
import { defineCheck } from '../check.ts';
import { judgeObligation } from '../occurrence.ts';

/** An incident exercise was held by at least two people and documented before its window closed. */
export const tabletopDocumented = defineCheck({
  id: 'incident/tabletop-documented',
  version: 1,
  title: 'Incident exercises were held and documented when due',
  asks: 'Was each incident exercise that fell due held with at least two people, and documented with notes, in time?',
  population: tabletopExercisesDue,
  reads: { 'tabletop-exercise': ['id'] },
  settings: ['tabletop.every'],
  mend: 'Hold the exercise with at least two people and write down what happened, what was decided and what is to change.',
  judge(item, context) {
    const { occurrence, exercises } = item.data;
    return judgeObligation(
      {
        occurrence,
        what: `The incident exercise due by the end of ${occurrence.last}`,
        done: 'held by two people or more and documented',
        from: occurrence.due,
        answers: exercises,
        hiding: hidingAnswers(context.facts['tabletop-exercise'].gaps, occurrence, context.horizon),
      },
      context,
    );
  },
});
