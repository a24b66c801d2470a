import { defineControl } from '../control.ts';

export const disclosures = defineControl({
  id: 'disclosures',
  version: 1,
  title: 'Disclosures of personal data are decided and logged',
  promise:
    'Personal data goes to others only as notice, contract or consent allow; each disclosure is logged with what, to whom, when and why; and what lies outside the routine, requests of authorities included, is decided by the privacy owner.',
  how: 'Routine disclosures to listed receivers are logged by the systems that make them. Everything else goes to the privacy owner, who looks for the ground, hands over no more than it covers, and enters it on the same day. At the promised cadence exports and interfaces are held against the log and the register of receivers. A disclosure without an entry is treated as one that should not have been.',
  owner: 'Privacy owner',
  frequency: 'each-time',
  cadence: ['disclosure-review.every'],
  checks: [],
  records: ['disclosure-review'],
  documents: ['privacy'],
  variants: [],
  criteria: [
    {
      criterion: 'P6.1',
      reason: 'Without a notice, contract or consent that covers it nothing is handed over; outside the routine the privacy owner decides.',
    },
    { criterion: 'P6.2', reason: 'Each disclosure is entered on its day, with what, to whom and why, and exports are held against the log.' },
    { criterion: 'P6.3', reason: 'What left without an entry is found by comparing exports with the log, and treated as a breach.' },
    { criterion: 'P6.7', reason: 'An account of receivers is drawn from a log that is kept all along, not put together from memory.' },
  ],
});
