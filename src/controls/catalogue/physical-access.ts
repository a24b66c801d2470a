import { defineControl } from '../control.ts';

export const physicalAccess = defineControl({
  id: 'physical-access',
  version: 1,
  title: "Offices are locked, and data centres are the provider's",
  promise:
    'Only people with a key or badge enter our offices alone, visitors are accompanied, and keys are listed and handed back. Our servers stand in data centres of a provider, which guards them: at the promised cadence we read its report on how.',
  how: 'The head of people gives out keys and badges, lists them, and takes them back on the last day. At the promised cadence the list is held against who works here, and against the log of the door where there is one. For the data centres the head of security reads the independent report of the provider: who gets in, power, fire and climate, how disks are destroyed, which exceptions there were, and for which time. The duties that the report leaves to us are laid beside our controls.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['office-access-review.every', 'data-centre-report-review.every'],
  checks: [],
  records: ['office-access-review', 'data-centre-report-review'],
  documents: ['information-security', 'vendor-management'],
  variants: [
    {
      for: 'no-office',
      instead:
        'There is no place of ours to guard: people work where they are, by the rules for devices, and the review of keys says that there is still no office.',
      compensating: 'Devices are encrypted, lock themselves and can be erased from afar, and neither paper nor devices hold customer data.',
    },
    {
      for: 'platform-only',
      instead: 'The report is that of the platform, and of the cloud provider on which the platform itself runs.',
      compensating: null,
    },
  ],
  criteria: [
    {
      criterion: 'CC6.4',
      reason:
        'Keys to our rooms are with listed people only, and who can enter the data centres is read in the report of the provider that runs them.',
    },
    { criterion: 'CC6.5', reason: 'Disks that are never in our hands are destroyed by the provider, and its report is read for how.' },
    {
      criterion: 'CC9.2',
      reason: 'The provider of the data centres is a subservice organization: its exceptions, and the duties it leaves to us, are written down.',
    },
    {
      criterion: 'A1.2',
      reason: 'Power, fire protection and climate where the servers stand are the work of the provider, and its report is held against our needs.',
    },
  ],
});
