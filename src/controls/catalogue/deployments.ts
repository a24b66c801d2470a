import { defineControl } from '../control.ts';

export const deploymentsControl = defineControl({
  id: 'deployments',
  version: 1,
  title: 'Production runs what landed, deployed by a pipeline',
  promise: 'Only a pipeline deploys to production, and only commits that have landed on a production branch.',
  owner: 'Head of engineering',
  cadence: [],
  checks: ['change/deployed-from-pipeline', 'change/deployed-what-landed'],
  documents: ['change-management'],
  criteria: [
    { criterion: 'CC8.1', reason: 'What was approved and what runs are the same: a deployment can be traced to a commit that went the whole way.' },
    { criterion: 'CC6.8', reason: 'Nobody carries software to production by hand, so nothing runs there that did not come through the branch.' },
  ],
});
