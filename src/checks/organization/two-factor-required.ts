import { latest } from '../../facts/timeline.ts';
import { codeOrganizations } from '../../populations/code-organizations.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { courseOf, judgeState } from '../state.ts';

const reads = { 'code-organization': ['login', 'twoFactorRequired'] } as const;

type Organization = Context<typeof reads>['facts']['code-organization']['subjects'][number];

/** Nobody is a member of the organization without a second factor. */
export const twoFactorRequired = defineCheck({
  id: 'organization/two-factor-required',
  version: 1,
  title: 'The organization required a second factor',
  asks: 'Did the organization on the code host require a second factor of every member, all period long?',
  population: codeOrganizations,
  reads,
  settings: [],
  mend: 'Require a second factor in the settings of the organization. Members without one lose their access until they set one up.',
  judge(item, context) {
    const organization = subjectOf(context.facts['code-organization'], item.data.subject) as Organization;
    const { login } = latest(organization).state;
    const words = {
      wrong: `Members of ${login} could do without a second factor`,
      asked: `${login} required a second factor`,
      well: `Every look saw ${login} require a second factor.`,
      notOwed: `${login} did not exist.`,
    };
    return judgeState({ standing: item.data.standing, course: courseOf(organization, (one) => one.twoFactorRequired), words }, context);
  },
});
