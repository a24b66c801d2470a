import { defineControl } from '../control.ts';

export const machineAccess = defineControl({
  id: 'machine-access',
  version: 1,
  title: 'Keys and webhooks of machines are narrow',
  promise:
    'A deploy key reads one repository and is replaced before it is old; a webhook is signed and sent only to a receiver that proved who it is.',
  owner: 'Head of engineering',
  cadence: ['deploy-key.age'],
  checks: ['deploy-key/read-only', 'deploy-key/not-old', 'webhook/signed-and-verified'],
  documents: ['encryption-and-keys'],
  criteria: [
    { criterion: 'CC6.1', reason: 'Keys that no person holds are given the least that works, and do not live for ever.' },
    { criterion: 'CC6.7', reason: 'What the code host sends out goes encrypted to a proven receiver, which can prove whom it came from.' },
    { criterion: 'CC6.8', reason: 'A machine whose key only reads cannot be made to bring in code.' },
  ],
});
