import { defineControl } from '../control.ts';

export const changeApproval = defineControl({
  id: 'change-approval',
  version: 2,
  title: 'Changes are approved by another person',
  promise:
    'No change reaches a production branch until a person who wrote none of it, and who may write to the repository, has approved it as it lands; emergencies are reviewed afterwards.',
  how: 'The author opens a pull request. Somebody who wrote none of it, and who may write to the repository, reads the whole of it against the ticket and approves. What is added afterwards needs a new approval. Then the change lands.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: [],
  checks: ['change/approved-by-another', 'change/approver-could-write', 'change/approver-is-a-person'],
  records: [],
  documents: ['change-management', 'secure-development'],
  variants: [
    {
      for: 'one-person',
      instead:
        'There is no second person before landing: required checks (tests, analysis of the code, search for secrets and known vulnerabilities) must pass, and an engineer from outside reads what landed at least once a month.',
      compensating:
        'What a reviewer would catch before landing is caught by machines then and by the outside engineer soon after; what the engineer finds becomes a ticket, and every change can be taken back.',
    },
  ],
  criteria: [
    { criterion: 'CC8.1', reason: 'The approval, given before landing and covering what landed, is the sign-off of the change.' },
    { criterion: 'CC6.3', reason: 'Writing a change and letting it into production are kept with different people.' },
    { criterion: 'CC6.8', reason: 'A second person reads what is about to run, so one person alone cannot bring in unauthorised code unseen.' },
  ],
});
