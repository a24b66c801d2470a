import { hidingAnswers } from '../../populations/answers.ts';
import { controlRecords, type RecordDefinition } from '../../populations/control-records.ts';
import { recordsDue } from '../../populations/records-due.ts';
import { type Check, defineCheck } from '../check.ts';
import { judgeObligation } from '../occurrence.ts';

/** A record that a control promises was made in every window of its cadence, by somebody who is named, with something to look at. */
export function recordMade(definition: RecordDefinition): Check {
  const { id, title, shows, cadence } = definition;
  return defineCheck({
    id: `record/${id}`,
    version: 1,
    title: `${title}: made when due`,
    asks: `Was the record "${title}" made in time each time it fell due, with notes or evidence and the name of who made it?`,
    population: recordsDue(definition),
    reads: { 'control-record': ['id'] },
    settings: [cadence],
    mend: `Make the record, name who made it, and add notes or evidence. It shows: ${shows}`,
    judge(item, context) {
      const { occurrence, records } = item.data;
      return judgeObligation(
        {
          occurrence,
          what: `The record "${title}" due by the end of ${occurrence.last}`,
          done: 'made',
          from: occurrence.due,
          answers: records,
          hiding: hidingAnswers(context.facts['control-record'].gaps, occurrence, context.horizon),
        },
        context,
      );
    },
  }) as unknown as Check;
}

/** A check for each record that a control of the catalogue promises. It is asked where the program keeps that control. */
export const recordChecks: readonly (RecordDefinition & { readonly check: Check })[] = controlRecords.map((definition) => ({
  ...definition,
  check: recordMade(definition),
}));
