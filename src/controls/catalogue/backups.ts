import { defineControl } from '../control.ts';

export const backups = defineControl({
  id: 'backups',
  version: 1,
  title: 'Backups run, apart from what they copy, and are watched',
  promise:
    'Every store in scope is backed up automatically and encrypted, to another region or provider and under an account with other rights; at least one copy cannot be deleted by an administrator of production; and a failed backup is noticed and made good.',
  how: 'A store gets its backup in the code that makes it. A run that failed or is missing raises an alert, and is repeated. At the promised cadence the stores in scope are held against the log of the backup service: runs, failures and what was done about them, where copies lie, how long they are kept, and who could delete them.',
  owner: 'Head of engineering',
  frequency: 'daily',
  cadence: ['backup-review.every'],
  checks: [],
  records: ['backup-review'],
  documents: ['business-continuity'],
  variants: [
    {
      for: 'platform-only',
      instead: 'The platform makes the backups: its plan and settings are gone through, and at least one copy is exported to another provider.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC7.5', reason: 'There is always a copy out of reach of whoever broke into production, from which to start again.' },
    { criterion: 'A1.2', reason: 'Copies are made without anybody remembering to, lie apart from what they copy, and a failed run is made good.' },
    { criterion: 'PI1.5', reason: 'Of everything stored there is a recent second copy, from which what was damaged can be made whole.' },
  ],
});
