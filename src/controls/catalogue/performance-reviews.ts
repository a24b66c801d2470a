import { defineControl } from '../control.ts';

export const performanceReviews = defineControl({
  id: 'performance-reviews',
  version: 1,
  title: 'People are reviewed on their duties',
  promise:
    'At the promised cadence each person talks with their manager about how they met their duties, those of security and control included, and about what they need to learn; the talk is noted.',
  how: 'The head of people lists who is due. The manager goes through the tasks and the controls of the role with the person: what went well, what did not, which training would help. Both sign a short note. Aims and rewards for the time ahead are looked at for whether they would tempt anybody to cut corners.',
  owner: 'Head of people',
  frequency: 'yearly',
  cadence: ['performance-review.every'],
  checks: [],
  records: ['performance-review'],
  documents: ['code-of-conduct'],
  variants: [
    {
      for: 'one-person',
      instead: 'The adviser from outside holds the talk with the owner, along the results of the controls since the last one.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC1.4', reason: 'The talk finds what somebody has still to learn, and ends in training for it.' },
    {
      criterion: 'CC1.5',
      reason: 'Each person accounts to their manager for the controls of their role, and rewards are kept from working against them.',
    },
  ],
});
