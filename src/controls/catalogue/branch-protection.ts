import { defineControl } from '../control.ts';

export const branchProtectionControl = defineControl({
  id: 'branch-protection',
  version: 1,
  title: 'Production branches are protected all the time',
  promise:
    'The code host itself refuses to let anything into a production branch but by a pull request that was approved and tested as it lands, refuses to rewrite or delete the branch, and makes no exception for administrators.',
  how: 'The head of engineering sets the rules on each production branch, by code or by a rule for the whole organization. A new production branch gets them on the day it comes into scope. Few people may alter the rules, and altering them is logged by the code host. Whoever needs an exception asks for it as for any other.',
  owner: 'Head of engineering',
  frequency: 'continuous',
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
  records: [],
  documents: ['change-management', 'secure-development'],
  variants: [
    {
      for: 'one-person',
      instead:
        'The branch requires pull requests and passing checks, refuses to be rewritten and binds the owner as well; it requires no approval, since nobody could give it.',
      compensating:
        'An engineer from outside reads what landed at least once a month, and can see in the log of the code host whether a rule was ever lifted.',
    },
  ],
  criteria: [
    { criterion: 'CC8.1', reason: 'What a change must go through is demanded by the branch itself, so that no change can leave a step out.' },
    {
      criterion: 'CC6.1',
      reason: 'The branch from which production is built is guarded against whoever has no right to alter it, and against those who have too many.',
    },
    { criterion: 'CC6.8', reason: 'Code that nobody looked at cannot be pushed past the branch, and what is on it cannot be quietly replaced.' },
  ],
});
