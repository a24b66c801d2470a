import { defineControl } from '../control.ts';

export const storedData = defineControl({
  id: 'stored-data',
  version: 1,
  title: 'Stored data stays whole',
  promise:
    'Inputs, work in progress and results are stored whole, with when they came about and through whom; the store refuses what contradicts its rules; and corrections by hand are seen by a second person before they run, and logged.',
  how: 'Keys, constraints and transactions of the data store keep halves and doubles out. A correction by hand is asked for in a ticket, read by a second person before it runs, and leaves the old and the new value. A job looks for records that contradict each other. At the promised cadence what it found is gone through, and so are all corrections.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: ['stored-data-review.every'],
  checks: [],
  records: ['stored-data-review'],
  documents: ['secure-development', 'change-management'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner writes each correction as a script, which runs once it has passed on a copy.',
      compensating: 'The adviser, or an engineer from outside, goes through the scripts with old and new values at the promised cadence.',
    },
  ],
  criteria: [
    {
      criterion: 'CC8.1',
      reason: 'Corrections of stored data are asked for, read by somebody else before they run, and leave the old value beside the new.',
    },
    { criterion: 'PI1.5', reason: 'The store itself refuses halves, doubles and contradictions, and keeps when each thing came about.' },
  ],
});
