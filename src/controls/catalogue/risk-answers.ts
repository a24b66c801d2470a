import { defineControl } from '../control.ts';

export const riskAnswers = defineControl({
  id: 'risk-answers',
  version: 1,
  title: 'Risks are answered, and measures followed up',
  promise:
    'Each risk is reduced, handed on, avoided or accepted; measures have owners and days, acceptances end, insurance fits what is left, and at the promised cadence we go through what is due.',
  how: 'The owner of a risk proposes the answer; management decides on high risks, and an acceptance is approved by somebody other than who asks for it. A measure that is to last becomes a control with evidence. At the promised cadence the head of security goes through measures that are due, acceptances that end and risks that have grown, and reports to management. Before insurance is renewed, management compares it with the harm that remains.',
  owner: 'Management',
  frequency: 'quarterly',
  cadence: ['risk-follow-up.every', 'insurance-review.every'],
  checks: [],
  records: ['risk-follow-up', 'insurance-review'],
  documents: ['risk-management'],
  variants: [
    {
      for: 'one-person',
      instead: 'The adviser from outside approves acceptances and hears the follow-up.',
      compensating: 'No risk is accepted by the person in a hurry alone: somebody without a stake in it has to agree.',
    },
  ],
  criteria: [
    {
      criterion: 'CC3.2',
      reason: 'Every risk gets an answer in proportion to its size, with a day by which it is carried out, and is followed until then.',
    },
    { criterion: 'CC5.1', reason: 'Measures that are to last become controls, each picked for the risk that it brings down.' },
    { criterion: 'CC9.1', reason: 'What an interruption would cost is compared with the insurance that would pay for it.' },
  ],
});
