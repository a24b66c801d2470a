import { defineControl } from '../control.ts';

export const outputDelivery = defineControl({
  id: 'output-delivery',
  version: 1,
  title: 'Results reach their receiver whole and on time',
  promise:
    'Each result goes to the receiver that the customer has set, within the promised time; a delivery is confirmed or repeated, a failed one is told to the customer, and late ones are counted.',
  how: 'The customer sets the receiver, and a change of it is confirmed by a second way. A result is sent with a sum or a count by which the receiver can tell whether it is whole. What is not confirmed is sent again, and after the last attempt the customer is told. At the promised cadence failed and late deliveries are gone through, and a sample is followed from the result to its receiver.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: ['delivery-review.every'],
  checks: [],
  records: ['delivery-review'],
  documents: ['secure-development'],
  variants: [],
  criteria: [
    { criterion: 'CC6.7', reason: 'Results go to no address but the one that the customer set and, when it changed, confirmed.' },
    {
      criterion: 'PI1.4',
      reason: 'The receiver can tell whether a result is whole; what it does not confirm is sent again, and lateness is counted.',
    },
  ],
});
