import { defineProtectionCheck } from './protected.ts';

/** Nothing can be pushed to a production branch directly. */
export const pullRequestRequired = defineProtectionCheck({
  id: 'branch/pull-request-required',
  title: 'Production branches required a pull request',
  asks: 'Could each production branch be changed only by a pull request, all period long?',
  mend: 'Let the code host refuse direct pushes to the branch. The time without that stays an exception.',
  fields: ['pullRequestRequired'],
  well: (state) => state.pullRequestRequired,
  words: (branch) => ({
    wrong: `${branch} could be changed without a pull request`,
    asked: `${branch} could be changed only by a pull request`,
    well: `As far as the period was seen, ${branch} could be changed only by a pull request.`,
  }),
});
