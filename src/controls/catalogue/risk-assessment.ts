import { defineControl } from '../control.ts';

export const riskAssessment = defineControl({
  id: 'risk-assessment',
  version: 1,
  title: 'Risks are assessed',
  promise:
    'At the promised cadence, and before large changes, people from all parts of the company go through what could keep us from our written aims, dishonesty and change included; each risk is sized and gets an owner.',
  how: 'Management first writes down the aims: promises to customers, the law, honest figures, the business. People from engineering, sales, support and administration go through what is of value, who could harm it, how somebody could cheat, steal or get around a control, and what has changed since the last time. Each risk is entered with likelihood, harm and owner. Before a change of provider, product, leadership or architecture the part concerned is gone through again.',
  owner: 'Head of security',
  frequency: 'yearly',
  cadence: ['risk-assessment.every'],
  checks: [],
  records: ['risk-assessment'],
  documents: ['risk-management'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner goes through the risks together with the adviser from outside, who may enter risks, too.',
      compensating: 'The adviser asks about dishonesty and about the loss of the owner, which the owner alone would hardly size fairly.',
    },
  ],
  criteria: [
    {
      criterion: 'CC3.1',
      reason: 'The assessment starts from aims that management has written down, and sharpens those that are too vague to be missed.',
    },
    { criterion: 'CC3.2', reason: 'Each risk that is found stands in the register with its likelihood, its harm and an owner.' },
    {
      criterion: 'CC3.3',
      reason: 'Every round asks how somebody inside or outside could steal, cheat or get around a control, and who would notice.',
    },
    {
      criterion: 'CC3.4',
      reason: 'A large change is gone through before it happens, and what has changed since the last round is a question of its own.',
    },
  ],
});
