import { defineControl } from '../control.ts';

export const securityTraining = defineControl({
  id: 'security-training',
  version: 1,
  title: 'People are trained in security and hear what changes',
  promise:
    'New people take security training soon after they start, everyone repeats it at the promised cadence, and those who write code are trained in secure coding; between the courses everyone hears of changed rules and of what incidents have taught us.',
  how: 'The head of people enrols newcomers on their first day. The course covers phishing, passwords, the handling of data and reporting, and ends with questions. Who finished is held against the list of people; who is late is reminded, then named to management. In between, the head of security tells everyone in one known place what changed in the policies, what happened, and what each of us is to do differently.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['security-training.every', 'security-briefing.every'],
  checks: [],
  records: ['security-training', 'security-briefing'],
  documents: ['information-security', 'secure-development'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner takes a course from outside that ends with a test, and follows the notices of vendors and of a public warning service.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC1.4', reason: 'Courses that end with questions, and are repeated, keep people able to meet threats that change.' },
    { criterion: 'CC2.2', reason: 'New rules and lessons are told to everyone in one known place, not left to be come upon.' },
  ],
});
