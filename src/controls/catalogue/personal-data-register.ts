import { defineControl } from '../control.ts';

export const personalDataRegister = defineControl({
  id: 'personal-data-register',
  version: 1,
  title: 'Every piece of personal data has a purpose',
  promise:
    'A register names, for each kind of personal data, its purpose, ground, source, receivers, time kept and how it is kept correct; nothing is collected or used beyond it, and a new use is examined and entered before it begins.',
  how: 'Whoever plans to collect or use personal data in a new way asks the privacy owner, who looks for a way with less of it, examines the effect on people where it may weigh heavily, and enters it. A field without a purpose is removed from forms and stores. Where data decides about people, the entry says how it is kept current. At the promised cadence the register is gone through with the owners of systems, field by field.',
  owner: 'Privacy owner',
  frequency: 'yearly',
  cadence: ['privacy-register-review.every'],
  checks: [],
  records: ['privacy-register-review'],
  documents: ['privacy'],
  variants: [],
  criteria: [
    { criterion: 'P3.1', reason: 'A field without a purpose in the register is taken off the form and out of the store.' },
    { criterion: 'P4.1', reason: 'Personal data is bound to the purposes that are entered, and a new one is examined before it begins.' },
    { criterion: 'P4.2', reason: 'For each kind of data the register sets the time after which its purpose is served.' },
    { criterion: 'P7.1', reason: 'Entries name a source that can be relied on, and how data that decides about people is kept current.' },
  ],
});
