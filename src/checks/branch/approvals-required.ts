import { isUntold } from '../../facts/told.ts';
import { defineProtectionCheck } from './protected.ts';

/** The code host itself demands the approvals that the company promises. */
export const approvalsRequired = defineProtectionCheck({
  id: 'branch/approvals-required',
  title: 'Production branches required enough approvals',
  asks: 'Did each production branch require at least as many approvals as the company demands, all period long?',
  mend: 'Let the code host require the approvals that `change.approvals` names. The time without that stays an exception.',
  fields: ['approvalsRequired'],
  setting: 'change.approvals',
  well(state, settings, at) {
    const { approvalsRequired } = state;
    return isUntold(approvalsRequired) ? approvalsRequired : approvalsRequired >= settings.at('change.approvals', at).value;
  },
  words: (branch) => ({
    wrong: `${branch} required fewer approvals than \`change.approvals\` demands`,
    asked: `${branch} required as many approvals as \`change.approvals\` demands`,
    well: `As far as the period was seen, ${branch} required as many approvals as \`change.approvals\` demands.`,
  }),
});
