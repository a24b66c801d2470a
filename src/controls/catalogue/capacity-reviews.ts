import { defineControl } from '../control.ts';

export const capacityReviews = defineControl({
  id: 'capacity-reviews',
  version: 1,
  title: 'Capacity is compared with need, and planned',
  promise:
    'At the promised cadence we compare the use of computing, storage, connections and quotas with what is available and with what sales expects, and extend or rebuild in time.',
  how: 'The head of engineering takes the figures since the last review from the monitoring. Growth is carried forward over the time that an extension would take. Sales says what is coming. What would run short becomes a ticket with a day.',
  owner: 'Head of engineering',
  frequency: 'quarterly',
  cadence: ['capacity-review.every'],
  checks: [],
  records: ['capacity-review'],
  documents: ['business-continuity'],
  variants: [
    {
      for: 'platform-only',
      instead:
        'The platform grows by itself: its quotas, the limits of the plan, the connections to the data store and the spending limit are compared instead.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'A1.1', reason: 'Use is held against what there is and what is expected, so that an extension is there before it is needed.' },
  ],
});
