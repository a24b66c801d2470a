import { defineControl } from '../control.ts';

export const speakingUp = defineControl({
  id: 'speaking-up',
  version: 1,
  title: 'Concerns are heard, and breaches have consequences',
  promise:
    'Whoever sees dishonesty or a breach of our rules can say so, also without a name; each concern is looked into by somebody whom it does not concern, past management where it concerns management; and breaches are answered in proportion, whoever it was.',
  how: 'A way of reporting that needs no name stands in the code of conduct and is told to everyone. Each concern is answered in time, looked into, and entered in a list that few can read. What is decided on a breach goes into the file of the person. At the promised cadence somebody sends a trial report, goes through the list, and hands what it says about dishonesty to the next risk assessment, without names.',
  owner: 'Head of people',
  frequency: 'each-time',
  cadence: ['concern-review.every'],
  checks: [],
  records: ['concern-review'],
  documents: ['code-of-conduct'],
  variants: [
    {
      for: 'one-person',
      instead: 'Contractors, customers and vendors report to the adviser from outside, whose address stands on the site.',
      compensating: 'The adviser answers without the owner, and decides whether a customer or an authority has to be told.',
    },
  ],
  criteria: [
    {
      criterion: 'CC1.1',
      reason: 'A breach leads to a decision in proportion, written down and alike for all: the code is enforced, not only stated.',
    },
    { criterion: 'CC1.2', reason: 'A concern about management goes past management, to the people who watch over it.' },
    { criterion: 'CC2.2', reason: 'There is a way to speak up that needs no name, and trial reports show that it works.' },
    { criterion: 'CC3.3', reason: 'What is reported of theft, bribery or falsified records feeds the next look at how we could be cheated.' },
  ],
});
