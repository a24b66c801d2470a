import { defineControl } from '../control.ts';

export const penetrationTests = defineControl({
  id: 'penetration-tests',
  version: 1,
  title: 'People from outside try to break in',
  promise:
    'At the promised cadence, and after large changes to what is exposed, people who know the craft and did not build the service try to break in; what they find is handled like any other vulnerability.',
  how: 'The head of security agrees scope, time and rules with the testers, so that everything that answers to the internet is included. The report goes to management. Each finding becomes a vulnerability with its severity and the day of the report. Repairs of serious findings are tested again by those who found them.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['penetration-test.every'],
  checks: [],
  records: ['penetration-test'],
  documents: ['secure-development'],
  variants: [
    {
      for: 'platform-only',
      instead:
        'The test covers the application, its interfaces and those settings of the platform that are ours; what the platform itself runs is left to its report.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC4.1', reason: 'Testers who owe nothing to the builders show whether protections hold when somebody means harm.' },
    { criterion: 'CC4.2', reason: 'The report goes to management as it is, and a serious repair is tried again by whoever found the hole.' },
    { criterion: 'CC7.1', reason: 'Findings of the testers join the list of vulnerabilities, and run against the same limits.' },
  ],
});
