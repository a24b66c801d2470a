import { defineControl } from '../control.ts';

export const customerCommitments = defineControl({
  id: 'customer-commitments',
  version: 1,
  title: 'Customers know what the system is and what we promise',
  promise:
    'What the service does, takes in and gives back, where it ends, what we promise about it and what customers must do themselves is published or in the contract, and kept true; outages and changes that touch customers are announced on a status page.',
  how: 'The head of security keeps a description of the system: its parts, data flows, vendors and boundaries. Promises on security, availability and support stand in the terms and on the site, with the duties left to customers. Outages and planned work are posted on the status page while they last. At the promised cadence the description is compared with what is really there, and each promise with what is really done; where they differ, one or the other is mended.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['system-description-review.every', 'commitment-review.every'],
  checks: [],
  records: ['system-description-review', 'commitment-review'],
  documents: ['information-security'],
  variants: [],
  criteria: [
    {
      criterion: 'CC2.1',
      reason: 'The description of parts and data flows is compared with what is there, so that decisions are made on the system as it is.',
    },
    { criterion: 'CC2.3', reason: 'Customers read what they can rely on and what is left to them, and see on the status page when it fails.' },
    {
      criterion: 'CC3.1',
      reason: 'Promises given to customers are written, and exact enough that missing them shows: they are aims against which risks can be sized.',
    },
    { criterion: 'PI1.1', reason: 'The published description says what the service takes in and what comes out of it.' },
  ],
});
