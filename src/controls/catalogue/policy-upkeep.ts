import { defineControl } from '../control.ts';

export const policyUpkeep = defineControl({
  id: 'policy-upkeep',
  version: 1,
  title: 'Policies are approved and kept current',
  promise:
    'Each policy in force was approved by somebody with the authority for it who did not write it, and is reviewed at the promised cadence, whether or not it changes.',
  owner: 'Head of security',
  cadence: ['policy-review.every'],
  checks: ['governance/policy-reviewed', 'governance/policy-approved'],
  documents: ['information-security'],
  criteria: [
    { criterion: 'CC5.3', reason: 'Approved and current policies are where expectations are stated; the review keeps them to what is really done.' },
    {
      criterion: 'CC1.3',
      reason: 'An approval counts only from a person who was given the authority for it, so decision rights are written down and used.',
    },
  ],
});
