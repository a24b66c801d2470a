import { defineControl } from '../control.ts';

export const hiringChecks = defineControl({
  id: 'hiring-checks',
  version: 1,
  title: 'People are checked before they start',
  promise:
    'Before the first day, identity, right to work and references are checked, and further background as far as the law allows for roles with access to customer data or money; and everybody signs a contract with a duty of secrecy that outlasts it.',
  how: 'An offer is made on condition of the checks. The head of people makes them, or has them made, and notes what was checked, when and with which result, and keeps no more than that. Accounts are opened once the note is made and the contract is signed. At the promised cadence the people who joined are held against the notes and the contracts.',
  owner: 'Head of people',
  frequency: 'each-time',
  cadence: ['hiring-review.every'],
  checks: [],
  records: ['hiring-review'],
  documents: ['code-of-conduct'],
  variants: [
    {
      for: 'one-person',
      instead:
        'Contractors are checked as employees would be; the owner has their own background checked by somebody from outside and keeps the result for customers and the auditor.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC1.1', reason: 'References and background are looked at for honesty before anybody is trusted with customer data or money.' },
    { criterion: 'CC1.4', reason: 'What an applicant claims to be able to do is held against what earlier employers say.' },
    { criterion: 'C1.1', reason: 'Everybody owes secrecy by contract, during the work and after it.' },
  ],
});
