import { defineControl } from '../control.ts';

export const emergencyChangesControl = defineControl({
  id: 'emergency-changes',
  version: 1,
  title: 'Emergency changes are declared and reviewed soon after',
  promise: 'A change that cannot wait for its approval is declared an emergency by somebody who may, and another person reviews it within the limit.',
  owner: 'Head of engineering',
  cadence: ['change.emergency-reviewed.within'],
  checks: ['change/emergency-reviewed-afterwards', 'change/emergency-declared-by-authorised'],
  documents: ['change-management'],
  criteria: [
    {
      criterion: 'CC8.1',
      reason: 'The way around the ordinary approval is itself a way: declared, limited to those who may, and looked at afterwards.',
    },
    {
      criterion: 'CC7.4',
      reason: 'What was changed in haste to end an incident is gone through once it is over, so that a repair does not stay a hole.',
    },
  ],
});
