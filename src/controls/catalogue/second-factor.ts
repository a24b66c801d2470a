import { defineControl } from '../control.ts';

export const secondFactor = defineControl({
  id: 'second-factor',
  version: 1,
  title: 'Nobody reaches the source with a password alone',
  promise: 'The organization on the code host requires a second factor of everybody, and everybody has one.',
  how: 'The organization on the code host is set to require a second factor, which shuts out whoever has none. People register two, of which one resists phishing. A lost factor is reset by an administrator who has made sure who asks.',
  owner: 'Head of security',
  frequency: 'continuous',
  cadence: [],
  checks: ['organization/two-factor-required', 'account/two-factor'],
  records: [],
  documents: ['access-control'],
  variants: [],
  criteria: [
    { criterion: 'CC6.1', reason: 'A stolen password alone opens nothing.' },
    { criterion: 'CC6.6', reason: 'The code host answers to the whole internet; the second factor is what stands between it and a guesser.' },
  ],
});
