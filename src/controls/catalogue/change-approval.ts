import { defineControl } from '../control.ts';

export const changeApproval = defineControl({
  id: 'change-approval',
  version: 2,
  title: 'Changes are approved by another person',
  promise:
    'No change reaches a production branch until a person who wrote none of it, and who may write to the repository, has approved it as it lands; emergencies are reviewed afterwards.',
  owner: 'Head of engineering',
  cadence: [],
  checks: ['change/approved-by-another', 'change/approver-could-write', 'change/approver-is-a-person'],
  documents: ['change-management', 'secure-development'],
  criteria: [
    { criterion: 'CC8.1', reason: 'The approval, given before landing and covering what landed, is the sign-off of the change.' },
    { criterion: 'CC6.3', reason: 'Writing a change and letting it into production are kept with different people.' },
    { criterion: 'CC6.8', reason: 'A second person reads what is about to run, so one person alone cannot bring in unauthorised code unseen.' },
  ],
});
