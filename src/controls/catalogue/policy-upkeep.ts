import { defineControl } from '../control.ts';

export const policyUpkeep = defineControl({
  id: 'policy-upkeep',
  version: 1,
  title: 'Policies are approved and kept current',
  promise:
    'Each policy in force was approved by somebody with the authority for it who did not write it, and is reviewed at the promised cadence, whether or not it changes.',
  how: 'The owner of a policy reads it against what is really done, and proposes a version, or the same text again. Somebody with the authority for it, who did not write it, reads and approves. The day of review and of approval stand at the top of the policy, with the name. Everyone hears of what changed.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['policy-review.every'],
  checks: ['governance/policy-reviewed', 'governance/policy-approved'],
  records: [],
  documents: ['information-security'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner writes the policies, and an adviser from outside, who is given the authority in writing, approves them.',
      compensating: 'Nothing is in force that nobody but its author has read, and each approval shows in the history of the file.',
    },
  ],
  criteria: [
    { criterion: 'CC5.3', reason: 'Approved and current policies are where expectations are stated; the review keeps them to what is really done.' },
    {
      criterion: 'CC1.3',
      reason: 'An approval counts only from a person who was given the authority for it, so decision rights are written down and used.',
    },
  ],
});
