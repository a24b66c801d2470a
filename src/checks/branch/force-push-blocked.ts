import { isUntold } from '../../facts/told.ts';
import { defineProtectionCheck } from './protected.ts';

/** The history of a production branch cannot be rewritten, nor the branch deleted. */
export const forcePushBlocked = defineProtectionCheck({
  id: 'branch/force-push-blocked',
  title: 'Production branches could not be rewritten or deleted',
  asks: 'Did the code host refuse to rewrite or delete each production branch, all period long?',
  mend: 'Let the code host refuse force pushes to the branch, and its deletion. The time without that stays an exception.',
  fields: ['forcePushBlocked', 'deletionBlocked'],
  well({ forcePushBlocked, deletionBlocked }) {
    if (forcePushBlocked === false || deletionBlocked === false) return false;
    return isUntold(forcePushBlocked) ? forcePushBlocked : deletionBlocked;
  },
  words: (branch) => ({
    wrong: `${branch} could be rewritten or deleted`,
    asked: `${branch} could neither be rewritten nor deleted`,
    well: `As far as the period was seen, ${branch} could neither be rewritten nor deleted.`,
  }),
});
