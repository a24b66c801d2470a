import { defineControl } from '../control.ts';

export const privacyNotice = defineControl({
  id: 'privacy-notice',
  version: 1,
  title: 'The privacy notice is true, and shown',
  promise:
    'A notice in plain words, shown where data is collected, tells people what we do with their data and what they can choose; at the promised cadence it is held against what we really do; and people are told before a change that matters.',
  how: 'The privacy owner writes the notice from the register of personal data. It stands at every form and sign-up, with the day of its version. At the promised cadence it is compared with the register, the forms, and a sample of what systems really do; what differs is stopped, or put into the notice. People are written to before a change that matters takes effect. Old versions are kept.',
  owner: 'Privacy owner',
  frequency: 'yearly',
  cadence: ['privacy-notice-review.every'],
  checks: [],
  records: ['privacy-notice-review'],
  documents: ['privacy'],
  variants: [],
  criteria: [
    { criterion: 'P1.1', reason: 'The notice stands where data is collected, and people are written to before it changes in a way that matters.' },
    { criterion: 'P2.1', reason: 'Which choices people have is said at the place where their data is asked for.' },
    { criterion: 'P4.1', reason: 'A use that nobody was told of comes to light when systems are sampled against the notice.' },
    {
      criterion: 'P8.1',
      reason: 'Whether we do as we say about personal data is looked at on a fixed day, and what differs is stopped or owned up to.',
    },
  ],
});
