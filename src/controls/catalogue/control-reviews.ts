import { defineControl } from '../control.ts';

export const controlReviews = defineControl({
  id: 'control-reviews',
  version: 1,
  title: 'Controls are gone through, and weaknesses followed',
  promise:
    'At the promised cadence we go through the results of every control: what failed, what could not be known, what was repaired. Each weakness gets an owner and a day, is told to those who must act, and is followed until it is closed.',
  how: 'The head of security takes the results over the whole time since the last review, not only as they are on the day. For each control that failed or could not be seen, the cause is sought and a weakness entered, with owner and day. Weaknesses past their day are named to management. A control that no longer fits its risk is changed or dropped by a decision.',
  owner: 'Head of security',
  frequency: 'quarterly',
  cadence: ['control-review.every'],
  checks: [],
  records: ['control-review'],
  documents: ['information-security'],
  variants: [
    {
      for: 'one-person',
      instead: 'The adviser from outside goes through the results with the owner and signs the notes.',
      compensating: 'The adviser picks items and re-performs them, so that the person who keeps the controls is not the only one who looks at them.',
    },
  ],
  criteria: [
    { criterion: 'CC2.1', reason: 'What could not be seen is gone through apart from what failed, so that nobody takes missing data for good news.' },
    {
      criterion: 'CC4.1',
      reason: 'To checks that run all the time the review adds the judgement of people, over every control and the whole period.',
    },
    { criterion: 'CC4.2', reason: 'From the moment it is found a weakness has an owner and a day, and management hears which are late.' },
    { criterion: 'CC5.1', reason: 'A control that does not bring its risk down is changed or dropped.' },
  ],
});
