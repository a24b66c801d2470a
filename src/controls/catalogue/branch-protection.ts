import { defineControl } from '../control.ts';

export const branchProtectionControl = defineControl({
  id: 'branch-protection',
  version: 1,
  title: 'Production branches are protected all the time',
  promise:
    'The code host itself refuses to let anything into a production branch but by a pull request that was approved and tested as it lands, refuses to rewrite or delete the branch, and makes no exception for administrators.',
  owner: 'Head of engineering',
  cadence: [],
  checks: [
    'branch/history-kept',
    'branch/pull-request-required',
    'branch/approvals-required',
    'branch/stale-approvals-dismissed',
    'branch/checks-required',
    'branch/force-push-blocked',
    'branch/administrators-bound',
    'branch/few-may-bypass',
  ],
  documents: ['change-management', 'secure-development'],
  criteria: [
    { criterion: 'CC8.1', reason: 'What a change must go through is demanded by the branch itself, so that no change can leave a step out.' },
    {
      criterion: 'CC6.1',
      reason: 'The branch from which production is built is guarded against whoever has no right to alter it, and against those who have too many.',
    },
    { criterion: 'CC6.8', reason: 'Code that nobody looked at cannot be pushed past the branch, and what is on it cannot be quietly replaced.' },
  ],
});
