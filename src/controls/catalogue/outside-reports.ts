import { defineControl } from '../control.ts';

export const outsideReports = defineControl({
  id: 'outside-reports',
  version: 1,
  title: 'Outsiders can report weaknesses and are answered',
  promise:
    'The site names a way to report a weakness or an abuse to us; each report is answered, judged and followed to its end, and nobody is threatened for one made in good faith.',
  how: 'The address stands on the site and in the file in which researchers look for it (security.txt). Each report becomes a ticket, is confirmed to the sender, and is judged like a finding of our own. The sender hears the outcome. At the promised cadence somebody writes to the address as a stranger would, and goes through what came in and how long the answers took.',
  owner: 'Head of security',
  frequency: 'each-time',
  cadence: ['outside-report-review.every'],
  checks: [],
  records: ['outside-report-review'],
  documents: ['information-security', 'secure-development', 'incident-response'],
  variants: [],
  criteria: [
    { criterion: 'CC2.3', reason: 'Customers, vendors and strangers have an address for problems, and trial letters show that somebody reads it.' },
    { criterion: 'CC7.1', reason: 'Weaknesses that no scanner knows are learned from the people who come upon them.' },
    { criterion: 'CC7.3', reason: 'Each report from outside is judged by whether it harms anybody, and the judgement is kept with the answer.' },
  ],
});
