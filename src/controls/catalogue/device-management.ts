import { defineControl } from '../control.ts';

export const deviceManagement = defineControl({
  id: 'device-management',
  version: 1,
  title: 'Work devices are managed and checked',
  promise:
    'Every device used for work is known, encrypted, locked, updated and protected against malicious software; removable media need consent; and at the promised cadence all devices are checked.',
  how: 'A device is enrolled before it gets access, and the list names its person. A device manager forces the settings, where there is one. At the promised cadence encryption, screen lock, updates and protection are checked on each device, and every person is held against the list. A device that fails is repaired or shut out; a lost one is reported, locked and erased.',
  owner: 'Head of engineering',
  frequency: 'quarterly',
  cadence: ['device-check.every'],
  checks: [],
  records: ['device-check'],
  documents: ['acceptable-use'],
  variants: [],
  criteria: [
    { criterion: 'CC6.1', reason: 'Access is for devices that are enrolled and keep to the settings, and for no others.' },
    { criterion: 'CC6.7', reason: 'A lost laptop gives nothing away, because its disk is encrypted, and no memory stick is used without consent.' },
    {
      criterion: 'CC6.8',
      reason: 'Updates and protection against malicious software are on at each device, and the check finds those where they are off.',
    },
  ],
});
