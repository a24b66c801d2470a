import { defineControl } from '../control.ts';

export const accessGrants = defineControl({
  id: 'access-grants',
  version: 1,
  title: 'Access is asked for, approved, and changed with the job',
  promise:
    'Access is given only after a request in writing that the owner of the system has approved, never the person who asked; when somebody changes role, what the new role does not need is taken away in time.',
  how: 'The person or their manager asks in a ticket, with the reason. The owner of the system approves, and the right that is given is the one that was asked for. When a role changes, the manager names the old and the new one, and the owners remove what is not needed. At the promised cadence grants and changes of role are taken from the logs of the systems and of the personnel list, and held against their tickets.',
  owner: 'Head of security',
  frequency: 'each-time',
  cadence: ['access-grant-review.every'],
  checks: [],
  records: ['access-grant-review'],
  documents: ['access-control'],
  variants: [
    {
      for: 'one-person',
      instead: 'There is nobody to ask: the owner notes each account opened for themselves or a contractor, and why.',
      compensating: 'At each access review the adviser from outside holds the accounts that are new against the notes.',
    },
  ],
  criteria: [
    { criterion: 'CC6.2', reason: 'No account comes into being without a request and the yes of the owner of the system.' },
    { criterion: 'CC6.3', reason: 'Rights are approved for a role, and those of the old role go when the job changes.' },
  ],
});
