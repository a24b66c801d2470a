import { defineControl } from '../control.ts';

export const logging = defineControl({
  id: 'logging',
  version: 1,
  title: 'Logs are complete and out of reach of those they watch',
  promise:
    'Every system in scope sends its security-relevant events at once to a place where its administrators cannot change or delete them; they are kept as long as promised, and a source that falls silent is noticed.',
  how: 'A system goes into production once its logs arrive. Sign-ins, rights, use of administrator rights, changes of settings and reading of customer data are logged with time, person and place, and without secrets. Somebody looks through what no alert covers, and notes what they found. At the promised cadence each source is listed with its newest entry, how long it is kept, and who could delete it.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: ['log-source-review.every'],
  checks: [],
  records: ['log-source-review'],
  documents: ['logging-and-monitoring'],
  variants: [
    {
      for: 'one-person',
      instead:
        'The owner could reach every log: they go to a store that keeps them unchangeable for the promised time, and to which somebody outside holds the second key.',
      compensating: 'The adviser from outside looks through the sealed log of administrator acts at each control review.',
    },
    {
      for: 'platform-only',
      instead: 'Most platforms keep logs for days only: those of platform and application are sent on to a log service of another provider.',
      compensating: null,
    },
  ],
  criteria: [
    {
      criterion: 'CC2.1',
      reason: 'What people and checks decide on cannot be altered by those it is about, and a source that falls silent is noticed.',
    },
    { criterion: 'CC7.2', reason: 'Events of all systems come together in one place, where the unusual stands out and can be followed back.' },
    { criterion: 'CC7.3', reason: 'When an event has to be judged, who did what and when is still there to be read.' },
  ],
});
