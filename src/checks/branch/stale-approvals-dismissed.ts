import { isUntold } from '../../facts/told.ts';
import { defineProtectionCheck } from './protected.ts';

/** An approval is for what was seen, and for nothing pushed later. */
export const staleApprovalsDismissed = defineProtectionCheck({
  id: 'branch/stale-approvals-dismissed',
  title: 'Approvals ended with later pushes',
  asks: 'Did an approval on each production branch end when something was pushed after it, or did the last push need an approval of its own, all period long?',
  mend: 'Let the code host dismiss approvals when something is pushed after them. The time without that stays an exception.',
  fields: ['staleApprovalsDismissed', 'lastPushApprovalRequired'],
  well({ staleApprovalsDismissed, lastPushApprovalRequired }) {
    if (staleApprovalsDismissed === true || lastPushApprovalRequired === true) return true;
    return isUntold(staleApprovalsDismissed) ? staleApprovalsDismissed : lastPushApprovalRequired;
  },
  words: (branch) => ({
    wrong: `${branch} took approvals for what was pushed after them`,
    asked: `${branch} took no approval for what was pushed after it`,
    well: `As far as the period was seen, ${branch} took no approval for what was pushed after it.`,
  }),
});
