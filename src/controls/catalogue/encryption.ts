import { defineControl } from '../control.ts';

export const encryption = defineControl({
  id: 'encryption',
  version: 1,
  title: 'Data is encrypted at rest and on the way',
  promise:
    'Traffic that carries customer or confidential data is encrypted on the way, and every store, backup and disk that holds such data is encrypted at rest, by methods that have not been withdrawn.',
  how: 'Encryption at rest is part of the code that makes a store, which refuses to make one without. Sites answer over plain HTTP only to send visitors to HTTPS; old protocols are switched off. At the promised cadence all stores and backups are listed with their encryption, and exposed services are scanned for protocols and ciphers. What differs is repaired like a vulnerability.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: ['encryption-review.every'],
  checks: [],
  records: ['encryption-review'],
  documents: ['encryption-and-keys'],
  variants: [
    {
      for: 'platform-only',
      instead:
        'The platform encrypts its stores and ends TLS: the settings that are ours are gone through, and the rest is read in its documents and report.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC6.1', reason: 'Whoever gets hold of a disk or a copy of a backup holds nothing that can be read.' },
    { criterion: 'CC6.7', reason: 'On its way over any network, data is unreadable to whoever sits in between.' },
    { criterion: 'C1.1', reason: 'Wherever confidential information is held, it is held encrypted.' },
  ],
});
