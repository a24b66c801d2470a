import { defineControl } from '../control.ts';

export const processors = defineControl({
  id: 'processors',
  version: 1,
  title: 'Vendors with personal data are bound and checked',
  promise:
    'A vendor gets personal data only after promising in writing to protect it, to act on our instructions alone, to pass it on only with our consent, and to report suspected disclosures in time; at the promised cadence we check that it does.',
  how: 'The privacy owner reads the terms before the first data flows; what is missing is added, or the vendor is not used. The register names each vendor, what it gets, and the day of the terms. At the promised cadence each is checked: its report or answers, those it passes data on to, the countries, and whether incidents that became known had been told to us. A shortcoming gets an owner and a day, or we leave the vendor.',
  owner: 'Privacy owner',
  frequency: 'yearly',
  cadence: ['processor-review.every'],
  checks: [],
  records: ['processor-review'],
  documents: ['privacy', 'vendor-management'],
  variants: [],
  criteria: [
    { criterion: 'CC9.2', reason: 'Vendors that work on personal data are judged on privacy as well, and left where a shortcoming stays.' },
    { criterion: 'P4.1', reason: 'A vendor may do with the data only what we instruct, which keeps it to the purpose that was stated.' },
    { criterion: 'P6.4', reason: 'Written promises come before the first data, and each vendor is checked against them afterwards.' },
    { criterion: 'P6.5', reason: 'Vendors owe us a report of suspected disclosures by contract, and we look whether known ones had been told.' },
  ],
});
