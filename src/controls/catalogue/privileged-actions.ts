import { defineControl } from '../control.ts';

export const privilegedActions = defineControl({
  id: 'privileged-actions',
  version: 1,
  title: 'Special rights are not used to go around the rules',
  promise:
    'Nobody uses the rights of an administrator to go around the protection of a branch or to take it away, and nobody becomes an administrator of whom it is not on record who that is.',
  how: 'The audit log of the code host is read to its end, all the time. Each lifting of a protection, each way around it and each new administrator is held against the tickets and the list of people. What has neither is asked about on the same day, undone where needed, and kept as an exception.',
  owner: 'Head of security',
  frequency: 'each-time',
  cadence: [],
  checks: ['privileged/protection-not-overridden', 'privileged/protection-not-removed', 'privileged/administrator-known'],
  records: [],
  documents: ['access-control', 'change-management'],
  variants: [
    {
      for: 'one-person',
      instead:
        "The owner is the only administrator, and every act of that kind is the owner's: the audit log is sent to an adviser from outside as it is written.",
      compensating: 'The adviser asks about each lifting of a protection, and the owner cannot take an entry out of what was sent.',
    },
  ],
  criteria: [
    { criterion: 'CC8.1', reason: 'A rule that some may go around is kept by everybody only if going around it is seen each time.' },
    { criterion: 'CC6.3', reason: 'Making somebody an administrator is the grant with the widest reach; each one is held against the records.' },
    { criterion: 'CC7.2', reason: 'The audit log is read to its end, and what is unusual in it stands out as an exception.' },
  ],
});
