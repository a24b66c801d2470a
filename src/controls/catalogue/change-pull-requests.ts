import { defineControl } from '../control.ts';

export const changePullRequests = defineControl({
  id: 'change-pull-requests',
  version: 1,
  title: 'Changes come by pull request and are tested before they land',
  promise: 'Every change reaches a production branch by a pull request, on which the checks that the branch requires have passed before it lands.',
  how: 'Work is done on a branch and proposed by a pull request. The checks that the branch requires run on it as it would land. A failing check is repaired, not skipped. Only then can it be merged.',
  owner: 'Head of engineering',
  frequency: 'each-time',
  cadence: [],
  checks: ['change/through-pull-request', 'change/required-checks-passed'],
  records: [],
  documents: ['change-management', 'secure-development'],
  variants: [],
  criteria: [
    { criterion: 'CC8.1', reason: 'The tests that a change must pass have run on what lands, and the pull request keeps their results with it.' },
    { criterion: 'CC7.1', reason: 'Checks that search code and dependencies for weaknesses see each change before it runs anywhere.' },
    { criterion: 'CC5.2', reason: 'One way in, kept by a machine, replaces trust in everybody remembering the steps.' },
  ],
});
