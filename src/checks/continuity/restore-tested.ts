import { hidingAnswers } from '../../populations/answers.ts';
import { restoreTestsDue } from '../../populations/restore-tests-due.ts';
import { defineCheck } from '../check.ts';
import { judgeObligation } from '../occurrence.ts';

/** A restore of each backup was tested, with success and notes, before its window closed. */
export const restoreTested = defineCheck({
  id: 'continuity/restore-tested',
  version: 1,
  title: 'Restores of backups were tested when due',
  asks: 'Was the restore of each backup in scope tested when it fell due, did it restore, and was it written down?',
  population: restoreTestsDue,
  reads: { 'restore-drill': ['id'] },
  settings: ['restore-test.every'],
  mend: 'Restore the backup now and write down what was restored, how long it took and how it was compared.',
  judge(item, context) {
    const { occurrence, backup, drills } = item.data;
    return judgeObligation(
      {
        occurrence,
        what: `The restore test of ${backup} due by the end of ${occurrence.last}`,
        done: 'done, restored and noted',
        from: occurrence.due,
        answers: drills,
        hiding: hidingAnswers(context.facts['restore-drill'].gaps, occurrence, context.horizon),
      },
      context,
    );
  },
});
