import { defineControl } from '../control.ts';

export const secondFactor = defineControl({
  id: 'second-factor',
  version: 1,
  title: 'Nobody reaches the source with a password alone',
  promise: 'The organization on the code host requires a second factor of everybody, and everybody has one.',
  owner: 'Head of security',
  cadence: [],
  checks: ['organization/two-factor-required', 'account/two-factor'],
  documents: ['access-control'],
  criteria: [
    { criterion: 'CC6.1', reason: 'A stolen password alone opens nothing.' },
    { criterion: 'CC6.6', reason: 'The code host answers to the whole internet; the second factor is what stands between it and a guesser.' },
  ],
});
