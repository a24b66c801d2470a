import { defineControl } from '../control.ts';

export const keyManagement = defineControl({
  id: 'key-management',
  version: 1,
  title: 'Keys and secrets are listed, guarded and replaced',
  promise:
    'Each key and long-lived secret has an owner, a purpose and a place made for it; programs get it at run time; whoever administers keys does not read what they protect; each is replaced at the promised cadence, and destroyed by two people when nothing needs it.',
  how: 'Keys are made in the key service or the secrets manager, and leave it only where that cannot be avoided. The list says who or what may use each, and holds no secret itself. Replacing is automatic where the provider can do it. At the promised cadence the list is gone through against the key service and the secrets manager, with the day on which each was last replaced.',
  owner: 'Head of engineering',
  frequency: 'yearly',
  cadence: ['key-rotation.every'],
  checks: [],
  records: ['key-rotation'],
  documents: ['encryption-and-keys'],
  variants: [
    {
      for: 'one-person',
      instead:
        "The owner administers the keys and can reach the data; the keys stay inside the provider's key service, which does not give them out.",
      compensating:
        'Each use is logged where the owner cannot delete it, destroying waits for the longest delay that the provider offers, and a sealed way to recover lies with somebody outside.',
    },
    {
      for: 'platform-only',
      instead: "Keys of storage are the platform's: the list holds the secrets that we set in it, and the tokens that reach it.",
      compensating: null,
    },
  ],
  criteria: [
    {
      criterion: 'CC6.1',
      reason: 'Keys lie in a service made for them, open to named users and programs, and old ones stop working when they are replaced.',
    },
    { criterion: 'C1.1', reason: 'One person alone cannot unlock confidential data and take it, since whoever keeps its keys does not read it.' },
  ],
});
