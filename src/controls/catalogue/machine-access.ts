import { defineControl } from '../control.ts';

export const machineAccess = defineControl({
  id: 'machine-access',
  version: 1,
  title: 'Keys and webhooks of machines are narrow',
  promise:
    'A deploy key reads one repository and is replaced before it is old; a webhook is signed and sent only to a receiver that proved who it is.',
  how: 'A deploy key is made for one repository and one purpose, to read only; what must write uses an app with narrow rights. Its day of making is kept, and it is replaced before it is old. A webhook gets a secret of its own, goes to an address with a valid certificate, and its receiver checks the signature.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: ['deploy-key.age'],
  checks: ['deploy-key/read-only', 'deploy-key/not-old', 'webhook/signed-and-verified'],
  records: [],
  documents: ['encryption-and-keys'],
  variants: [],
  criteria: [
    { criterion: 'CC6.1', reason: 'Keys that no person holds are given the least that works, and do not live for ever.' },
    { criterion: 'CC6.7', reason: 'What the code host sends out goes encrypted to a proven receiver, which can prove whom it came from.' },
    { criterion: 'CC6.3', reason: 'A key that reads one repository, and nothing else, gives a machine the least that its work needs.' },
  ],
});
