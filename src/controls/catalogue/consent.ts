import { defineControl } from '../control.ts';

export const consent = defineControl({
  id: 'consent',
  version: 1,
  title: 'Consent is asked for first, and recorded',
  promise:
    'Where consent is the ground, it is asked for clearly, apart from other things and before collecting; what saying no means is explained; and when, how and to which text it was given or taken back is recorded and obeyed.',
  how: 'Forms ask with nothing ticked beforehand, and go on without the data when the answer is no. Sensitive data, and passing data on for purposes of others, need a yes of their own. Each yes and each withdrawal is stored with its time and the text that was shown, and programs look there before they use the data or pass it on. At the promised cadence a sample of uses is held against what is stored.',
  owner: 'Privacy owner',
  frequency: 'each-time',
  cadence: ['consent-review.every'],
  checks: [],
  records: ['consent-review'],
  documents: ['privacy'],
  variants: [],
  criteria: [
    { criterion: 'P2.1', reason: 'Each yes and each withdrawal is stored with its time and its text, and programs obey it.' },
    { criterion: 'P3.2', reason: 'For sensitive data an explicit yes comes before collecting, and the form says what follows from a no.' },
    { criterion: 'P6.1', reason: 'Passing data on for purposes of others waits for a yes given to exactly that.' },
  ],
});
