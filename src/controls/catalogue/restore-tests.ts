import { defineControl } from '../control.ts';

export const restoreTests = defineControl({
  id: 'restore-tests',
  version: 1,
  title: 'Backups are proven by restoring them',
  promise: 'At the promised cadence we restore each backup in scope, compare what came back, and write down how it went.',
  how: 'Somebody restores the newest copy to a place apart from production. They compare what came back: numbers of rows, sums, the newest record. They note how long it took and how much would have been lost, and hold both against the aims. A restore that fails is led as an incident until one succeeds.',
  owner: 'Head of engineering',
  frequency: 'half-yearly',
  cadence: ['restore-test.every'],
  checks: ['continuity/restore-tested'],
  records: [],
  documents: ['business-continuity'],
  variants: [
    {
      for: 'platform-only',
      instead: 'A snapshot of the platform, and the copy exported to another provider, are each restored into a separate project and compared there.',
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'A1.3', reason: 'A restore that was done and compared exercises the recovery plan where it matters: in getting the data back.' },
    { criterion: 'A1.2', reason: 'Only a restore shows that the backups that are made can be used.' },
    { criterion: 'CC7.5', reason: 'The notes of each restore say how long recovery takes and what to mend before it is needed.' },
  ],
});
