import { defineControl } from '../control.ts';

export const deploymentsControl = defineControl({
  id: 'deployments',
  version: 1,
  title: 'Production runs what landed, deployed by a pipeline',
  promise: 'Only a pipeline deploys to production, and only commits that have landed on a production branch.',
  how: 'The pipeline builds from a commit on the production branch, and keeps the commit with what it built. It deploys by rights of its own, which people do not have. The code host records the deployment with its commit. Taking a release back is a deployment like any other.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: [],
  checks: ['change/deployed-from-pipeline', 'change/deployed-what-landed'],
  records: [],
  documents: ['change-management'],
  variants: [
    {
      for: 'platform-only',
      instead:
        "The platform builds and deploys from the production branch by itself; deploying from a person's machine is switched off where the platform can do so, and its activity log is kept.",
      compensating: null,
    },
  ],
  criteria: [
    { criterion: 'CC8.1', reason: 'What was approved and what runs are the same: a deployment can be traced to a commit that went the whole way.' },
    { criterion: 'CC6.8', reason: 'Nobody carries software to production by hand, so nothing runs there that did not come through the branch.' },
  ],
});
