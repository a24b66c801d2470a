import { defineControl } from '../control.ts';

export const infrastructureChanges = defineControl({
  id: 'infrastructure-changes',
  version: 1,
  title: 'Infrastructure is code, and changes by hand are found',
  promise:
    'Infrastructure and its settings are described as code and changed like code; what is changed by hand has a ticket that says who agreed; and what differs from the code or the baseline is found and put right.',
  how: 'Changes of infrastructure come by pull request and are applied by the pipeline. Each kind of system has a baseline: hardened, with nothing installed that is not needed. A tool compares what runs with the code. At the promised cadence the changes that people made by hand are taken from the log of the cloud provider and held against their tickets; and baselines are gone through against what makers and providers advise by now.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: ['console-change-review.every', 'baseline-review.every'],
  checks: [],
  records: ['console-change-review', 'baseline-review'],
  documents: ['change-management', 'logging-and-monitoring'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner notes changes by hand when making them, and why they could not wait for the pipeline.',
      compensating: 'At each control review the adviser from outside holds the log of the cloud provider against the notes.',
    },
    {
      for: 'platform-only',
      instead:
        'There is no infrastructure of ours: the settings of the platform are kept as code or as a written list, and its activity log is gone through instead.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC5.2', reason: 'Baselines turn what we decided about technology into settings, alike for every system of a kind.' },
    { criterion: 'CC6.8', reason: 'Systems start hardened and with nothing on them that is not needed, and what was added since shows.' },
    { criterion: 'CC7.1', reason: 'What runs is compared with its description, and drift is put right.' },
    { criterion: 'CC8.1', reason: 'Platforms and settings go the same way as code, and what went another way is held against its ticket.' },
  ],
});
