import { repositoryPermissions } from '../../facts/kinds/code-organization.ts';
import { latest } from '../../facts/timeline.ts';
import { isUntold } from '../../facts/told.ts';
import { codeOrganizations } from '../../populations/code-organizations.ts';
import { subjectOf } from '../../populations/lookup.ts';
import type { Context } from '../../populations/population.ts';
import { defineCheck } from '../check.ts';
import { courseOf, judgeState, versionsBySetting } from '../state.ts';
import { source } from '../wording.ts';

const reads = { 'code-organization': ['login', 'basePermission'] } as const;

type Organization = Context<typeof reads>['facts']['code-organization']['subjects'][number];
type Permission = (typeof repositoryPermissions)[number];

/** Being a member gives no more than the policy says; the rest is given by repository or team. */
export const basePermission = defineCheck({
  id: 'organization/base-permission',
  version: 1,
  title: 'Membership alone gave no more than was promised',
  asks: 'Could a member of the organization, by membership alone, do no more with every repository than the policy allows, all period long?',
  population: codeOrganizations,
  reads,
  settings: ['organization.base-permission'],
  mend: 'Lower the base permission of the organization, and give what is needed beyond it by team or by repository.',
  judge(item, context) {
    const { settings, horizon } = context;
    const organization = subjectOf(context.facts['code-organization'], item.data.subject) as Organization;
    const cut = { ...organization, versions: versionsBySetting(organization, 'organization.base-permission', settings) };
    const most = (at: typeof horizon) => settings.at('organization.base-permission', at);
    const course = courseOf(cut, ({ basePermission: given }, { from }) => (isUntold(given) ? given : rank(given) <= rank(most(from).value)));
    const { login, basePermission: now } = latest(organization).state;
    const limit = most(course.broken.at(-1)?.from ?? horizon);
    const allowed = `"${limit.written}" (${source(limit)})`;
    const words = {
      wrong: `Every member of ${login} could do more than ${allowed} with every repository`,
      asked: `members of ${login} could do no more by membership alone than the policy allowed`,
      well: `Every look saw that membership of ${login} gave no more than the policy allowed: last "${isUntold(now) ? 'not told' : now}", at most ${allowed}.`,
      notOwed: `${login} did not exist.`,
    };
    return judgeState({ standing: item.data.standing, course, words }, context);
  },
});

function rank(permission: Permission): number {
  return repositoryPermissions.indexOf(permission);
}
