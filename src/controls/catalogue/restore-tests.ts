import { defineControl } from '../control.ts';

export const restoreTests = defineControl({
  id: 'restore-tests',
  version: 1,
  title: 'Backups are proven by restoring them',
  promise: 'At the promised cadence we restore each backup in scope, compare what came back, and write down how it went.',
  owner: 'Head of engineering',
  cadence: ['restore-test.every'],
  checks: ['continuity/restore-tested'],
  documents: ['business-continuity'],
  criteria: [
    { criterion: 'A1.3', reason: 'A restore that was done and compared exercises the recovery plan where it matters: in getting the data back.' },
    { criterion: 'A1.2', reason: 'Only a restore shows that the backups that are made can be used.' },
    { criterion: 'CC7.5', reason: 'The notes of each restore say how long recovery takes and what to mend before it is needed.' },
  ],
});
