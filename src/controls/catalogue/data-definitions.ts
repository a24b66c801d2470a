import { defineControl } from '../control.ts';

export const dataDefinitions = defineControl({
  id: 'data-definitions',
  version: 1,
  title: 'What goes in is defined, published and checked',
  promise:
    'What the service takes in, computes and gives back is defined in a specification that customers can read; input is checked against it where it enters, and what does not fit is refused with a reason, or set aside and counted.',
  how: 'The specification gives the fields, forms, units, limits and meaning of each input and output, and the rule of each computation, with examples. The check on entry is made from the same definition. What is refused is told to the sender; what is set aside has an owner. A change of the definition is announced before it takes effect. At the promised cadence the specification is compared with what runs, and what was refused or set aside is gone through for patterns.',
  owner: 'Head of engineering',
  frequency: 'continuous',
  cadence: ['specification-review.every'],
  checks: [],
  records: ['specification-review'],
  documents: ['secure-development'],
  variants: [],
  criteria: [
    {
      criterion: 'PI1.1',
      reason: 'Fields, units, limits and rules stand in a specification open to customers, and its changes are announced ahead.',
    },
    { criterion: 'PI1.2', reason: 'Input that is incomplete or does not fit is stopped at the door, and the sender hears why.' },
  ],
});
