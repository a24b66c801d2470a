import { defineControl } from '../control.ts';

export const personalDataBreaches = defineControl({
  id: 'personal-data-breaches',
  version: 1,
  title: 'Breaches of personal data are logged and told',
  promise:
    'Each disclosure, loss or alteration of personal data that should not have been, found by us or reported by a vendor, is logged in full; the privacy owner decides who must be told, and they are told in time.',
  how: 'A suspected breach is led as an incident, and entered at once: what data, whose, how many, since when, how, and what was done. The privacy owner decides with legal advice whether authorities, customers and the people concerned are told, and writes down the reason, also where it is nobody. Messages are kept with their time. At the promised cadence the log is held against the incidents and the reports of vendors.',
  owner: 'Privacy owner',
  frequency: 'each-time',
  cadence: ['breach-register-review.every'],
  checks: [],
  records: ['breach-register-review'],
  documents: ['privacy', 'incident-response'],
  variants: [],
  criteria: [
    { criterion: 'CC7.4', reason: 'Incidents that touch personal data have steps of their own, from legal advice to the messages that are sent.' },
    { criterion: 'P6.3', reason: 'A breach is entered at once and in full, whether or not anybody has to be told.' },
    { criterion: 'P6.5', reason: 'What a vendor reports is entered, led and decided on like a breach of our own.' },
    {
      criterion: 'P6.6',
      reason: 'Authorities, customers and people concerned are told within their limits, once the privacy owner has decided who must know.',
    },
  ],
});
