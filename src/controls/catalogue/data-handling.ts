import { defineControl } from '../control.ts';

export const dataHandling = defineControl({
  id: 'data-handling',
  version: 1,
  title: 'Information has a class, a known place and known ways out',
  promise:
    'Each kind of information has a class that says who may see it, where it may be and how it may leave; an inventory names every place of customer and confidential data; and customer data leaves production only by ways that are listed, encrypted and logged.',
  how: 'Whoever adds a store or an export enters it in the inventory, with class, owner, vendor and time kept. Exports go to the customer itself, or as its contract says; copies on laptops, in tickets or in tests are not made. At the promised cadence the owners go through their entries, the inventory is held against the stores that the providers list, and exports in the log are held against the ways that are allowed.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['data-inventory-review.every'],
  checks: [],
  records: ['data-inventory-review'],
  documents: ['data-classification-and-retention', 'acceptable-use'],
  variants: [],
  criteria: [
    { criterion: 'CC6.1', reason: 'The inventory tells which stores there are to guard, and who answers for each.' },
    { criterion: 'CC6.7', reason: 'Customer data moves only by ways that are listed, to those entitled to it, and leaves a trace.' },
    { criterion: 'C1.1', reason: 'The class of a piece of information says how it is kept safe; the inventory says where it is.' },
  ],
});
