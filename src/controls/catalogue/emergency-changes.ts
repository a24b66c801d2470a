import { defineControl } from '../control.ts';

export const emergencyChangesControl = defineControl({
  id: 'emergency-changes',
  version: 1,
  title: 'Emergency changes are declared and reviewed soon after',
  promise: 'A change that cannot wait for its approval is declared an emergency by somebody who may, and another person reviews it within the limit.',
  how: 'The lead of an incident declares the emergency and sets the label on the pull request. The change lands and is watched. The ticket is written within the day. Somebody who did not write the change reviews it within the limit; what they find is a change of its own.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: ['change.emergency-reviewed.within'],
  checks: ['change/emergency-reviewed-afterwards', 'change/emergency-declared-by-authorised'],
  records: [],
  documents: ['change-management'],
  variants: [
    {
      for: 'one-person',
      instead: 'The owner declares the emergency; an engineer from outside, named beforehand, reviews the change within the limit.',
      compensating: 'The reviewer is told by the label itself, which sends a message, and does not depend on being asked.',
    },
  ],
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
