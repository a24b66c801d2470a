import { defineControl } from '../control.ts';

export const continuityPlan = defineControl({
  id: 'continuity-plan',
  version: 1,
  title: 'There is a plan for disaster, and it is tried',
  promise:
    'A written plan, which can be reached when our systems cannot, says how the company and the service go on after a disaster; it is gone through and exercised at the promised cadence, and what the exercise shows is mended.',
  how: 'The plan names who decides, who stands in, in which order systems come back, how to rebuild from nothing, how to reach everyone, and what to do without a vendor, an office or a key person. Parts whose loss would stop the service exist in more than one zone. At the promised cadence the plan is gone through, and a disaster is played against it, with the times noted and held against the aims. Gaps become tickets.',
  owner: 'Head of engineering',
  frequency: 'yearly',
  cadence: ['continuity-plan-review.every', 'continuity-exercise.every'],
  checks: [],
  records: ['continuity-plan-review', 'continuity-exercise'],
  documents: ['business-continuity'],
  variants: [
    {
      for: 'one-person',
      instead:
        'The key person of the plan is the owner: it says how a named stand-in gets the sealed access, tells customers, and keeps the service or winds it down.',
      compensating: 'The stand-in plays the exercise with the sealed access and without the owner.',
    },
    {
      for: 'platform-only',
      instead:
        'The plan says how to start again in another region of the platform or with another provider, from code and an exported copy of the data.',
      compensating: null,
    },
  ],
  criteria: [
    {
      criterion: 'CC7.5',
      reason: 'Steps for rebuilding from nothing are written before they are needed, in the order in which systems depend on each other.',
    },
    { criterion: 'CC9.1', reason: 'For the loss of a provider, an office or a key person there is a measure, chosen beforehand.' },
    { criterion: 'A1.2', reason: 'What would stop the service stands in more than one zone, ready to take over.' },
    { criterion: 'A1.3', reason: 'A disaster is played against the plan, and the time it would take held against the aim.' },
  ],
});
