import { isUntold } from '../../facts/told.ts';
import { defineProtectionCheck } from './protected.ts';

/** The code host itself demands that tests pass. */
export const checksRequired = defineProtectionCheck({
  id: 'branch/checks-required',
  title: 'Production branches required status checks',
  asks: 'Did each production branch require at least one status check to pass before a change lands, all period long?',
  mend: 'Let the code host require the checks that a change must pass. The time without that stays an exception.',
  fields: ['requiredChecks'],
  well: ({ requiredChecks }) => (isUntold(requiredChecks) ? requiredChecks : requiredChecks.length > 0),
  words: (branch) => ({
    wrong: `${branch} required no status check`,
    asked: `${branch} required status checks`,
    well: `As far as the period was seen, ${branch} required status checks.`,
  }),
});
