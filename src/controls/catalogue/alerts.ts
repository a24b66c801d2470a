import { defineControl } from '../control.ts';

export const alerts = defineControl({
  id: 'alerts',
  version: 1,
  title: 'Alerts reach a person and are judged',
  promise:
    'Signs of attack, failing jobs and backups, and limits that come near raise alerts; each reaches a person in time, who decides whether it is an incident and writes a sentence saying why.',
  how: 'Each alert has an owner and says what to do first. Somebody is on call at all times that contracts cover; when they do not answer, the next one is called. Whoever takes the alert on decides whether it is an incident, and notes why. At the promised cadence the alerts are gone through: which were noise, which came late, which were missing in the incidents since, and whether those of a sample were answered in time.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: ['alert-review.every'],
  checks: [],
  records: ['alert-review'],
  documents: ['logging-and-monitoring', 'incident-response'],
  variants: [
    {
      for: 'one-person',
      instead:
        'The owner alone is on call: alerts go to two devices, and a stand-in from outside is named for absences in hours that contracts cover.',
      compensating:
        'The alerts are gone through with the adviser from outside, from the history that the alerting tool keeps and the owner cannot change.',
    },
  ],
  criteria: [
    { criterion: 'CC7.2', reason: 'What may be an attack, a failure or a mistake calls somebody, and the review asks which calls were missing.' },
    { criterion: 'CC7.3', reason: 'Every alert ends in a written decision on whether it is an incident.' },
    { criterion: 'A1.1', reason: 'Storage, memory and quotas that come near their limits are known before demand cannot be met.' },
    { criterion: 'PI1.3', reason: 'A job that fails or stalls calls a person, so that processing does not stop half-way unseen.' },
  ],
});
