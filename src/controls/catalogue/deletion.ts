import { defineControl } from '../control.ts';

export const deletion = defineControl({
  id: 'deletion',
  version: 1,
  title: 'What has had its time is deleted',
  promise:
    "Each kind of information is deleted when its time is over: customers' data within the promised time of the end of their contract, personal data when its purpose has ended, copies in backups when the backups go; unless a written hold says otherwise.",
  how: 'Times are set in the systems where these can delete by themselves, and in a ticket with a day where they cannot. When a contract ends, a ticket is opened; it is closed with the log of the deletion, after which ordinary means bring nothing back, and the customer is told. At the promised cadence contracts that ended are held against these tickets, and examples of what should be gone are looked for.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: ['customer-deletion-review.every', 'retention-review.every'],
  checks: [],
  records: ['customer-deletion-review', 'retention-review'],
  documents: ['data-classification-and-retention', 'privacy'],
  variants: [],
  criteria: [
    { criterion: 'C1.2', reason: 'The end of a contract starts the deletion of what it covered, and somebody looks afterwards whether it is gone.' },
    { criterion: 'P4.2', reason: 'Personal data goes when the purpose for which it was kept has ended.' },
    { criterion: 'P4.3', reason: 'Deleting leaves nothing that ordinary means bring back, and a log that says so.' },
  ],
});
