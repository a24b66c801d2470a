import { isUntold } from '../../facts/told.ts';
import { defineProtectionCheck } from './protected.ts';

/** Hardly anybody may go around the protection of a production branch. */
export const fewMayBypass = defineProtectionCheck({
  id: 'branch/few-may-bypass',
  title: 'Few may bypass the protection of production branches',
  asks: 'Could no more accounts, teams, apps and roles bypass the protection of each production branch than the company allows, all period long?',
  mend: 'Take the right to bypass away from whoever does not need it, or raise `branch.bypass.most` by a decision. The time with more stays an exception.',
  fields: ['bypass'],
  setting: 'branch.bypass.most',
  wellWithout: true,
  well({ bypass }, settings, at) {
    return isUntold(bypass) ? bypass : bypass.length <= settings.at('branch.bypass.most', at).value;
  },
  words: (branch) => ({
    wrong: `${branch} could be changed past its protection by more than \`branch.bypass.most\` allows`,
    asked: `${branch} could be changed past its protection by no more than \`branch.bypass.most\` allows`,
    well: `As far as the period was seen, ${branch} could be changed past its protection by no more than \`branch.bypass.most\` allows.`,
  }),
});
