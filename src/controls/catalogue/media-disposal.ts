import { defineControl } from '../control.ts';

export const mediaDisposal = defineControl({
  id: 'media-disposal',
  version: 1,
  title: 'Devices and media are erased before they leave us',
  promise:
    'Whatever held company or customer data is erased, or the key to it is destroyed, or it is broken, before it leaves our hands; until then it is locked away; and who did it, when and how is noted with the number of the device.',
  how: 'A device that is handed back or retired is put under lock and entered in the list. Somebody erases it by the method for its kind, or has a firm do it that gives a certificate, and notes it. What cannot be erased is physically destroyed. At the promised cadence devices that left the list are held against the notes.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: ['disposal-review.every'],
  checks: [],
  records: ['disposal-review'],
  documents: ['data-classification-and-retention', 'acceptable-use'],
  variants: [
    {
      for: 'platform-only',
      instead: 'No servers or disks are ours: laptops and telephones are left, and the rest is in the report of the platform.',
      compensating: null,
    },
    {
      for: 'no-office',
      instead: 'The device of a leaver is locked and erased from afar before it is sent back, and the parcel is followed.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC6.4', reason: 'Equipment that waits to be erased is kept under lock.' },
    {
      criterion: 'CC6.5',
      reason: 'No device leaves us before what was on it is beyond recovery, and a note with its number says how that was done.',
    },
    { criterion: 'C1.2', reason: 'Confidential information on hardware ends before the hardware goes, by a method fit for its kind.' },
    { criterion: 'P4.3', reason: 'Personal data on retired devices is erased or broken up, with a note or a certificate of it.' },
  ],
});
