import { defineControl } from '../control.ts';

export const processingReconciliation = defineControl({
  id: 'processing-reconciliation',
  version: 1,
  title: 'Processing is reconciled from input to output',
  promise:
    'Processing runs are counted: what came in, what was processed, refused, set aside and put out must agree; differences and failed runs are cleared, and nothing counts twice.',
  how: 'Each run writes how many items, and which totals, it took in, processed, refused and put out. A program compares them, and a difference or a failed run raises an alert that has an owner. The cause is mended and the run repeated so that it counts once. At the promised cadence the differences are gone through, and a sample of results is computed again from the specification.',
  owner: 'Head of engineering',
  frequency: 'daily',
  cadence: ['reconciliation-review.every'],
  checks: [],
  records: ['reconciliation-review'],
  documents: ['secure-development', 'logging-and-monitoring'],
  variants: [],
  criteria: [
    { criterion: 'PI1.2', reason: 'An item lost or doubled on entry shows as a difference between two counts.' },
    { criterion: 'PI1.3', reason: 'Totals of every run are compared, and a sample of results is computed again from the specification.' },
    {
      criterion: 'PI1.4',
      reason: 'What was put out is held against what was taken in, so that a missing result is known before the customer misses it.',
    },
  ],
});
