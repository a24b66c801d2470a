import { defineControl } from '../control.ts';

export const privilegedActions = defineControl({
  id: 'privileged-actions',
  version: 1,
  title: 'Special rights are not used to go around the rules',
  promise:
    'Nobody uses the rights of an administrator to go around the protection of a branch or to take it away, and nobody becomes an administrator of whom it is not on record who that is.',
  owner: 'Head of security',
  cadence: [],
  checks: ['privileged/protection-not-overridden', 'privileged/protection-not-removed', 'privileged/administrator-known'],
  documents: ['access-control', 'change-management'],
  criteria: [
    { criterion: 'CC8.1', reason: 'A rule that some may go around is kept by everybody only if going around it is seen each time.' },
    { criterion: 'CC6.3', reason: 'Making somebody an administrator is the grant with the widest reach; each one is held against the records.' },
    { criterion: 'CC7.2', reason: 'The audit log is read to its end, and what is unusual in it stands out as an exception.' },
  ],
});
