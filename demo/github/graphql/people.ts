import { nodeId } from '../node-id.ts';
import {
  type AccountState,
  membersAt,
  repositoriesAt,
  repositoryAt,
  settingsAt,
  teamMembersAt,
  teamPermission,
  teamsAt,
  valueAt,
} from '../state-at.ts';
import { organizationRulesetsAt } from '../state-of-protection.ts';
import { isOwner, mayBeSeen } from '../token.ts';
import type { Organization, Team } from '../world.ts';
import { isAmong, listed, listing, ordered } from './connection.ts';
import { demand, may, NEEDS } from './may.ts';
import { repositoryOf } from './query.ts';
import { lastPushAt } from './repository.ts';
import { as, asMaybe, type Fields, field, time } from './served.ts';
import type { OfRuleset } from './shapes.ts';

export const user: Fields<AccountState> = {
  id: ({ account }) => nodeId('User', account.id),
  databaseId: ({ account }) => account.id,
  login: ({ login }) => login,
  name: ({ account }) => account.name,
  email: ({ account }) => account.email ?? '',
  createdAt: ({ account }) => time(account.createdAt),
  url: ({ login }, { web }) => `${web}/${login}`,
  resourcePath: ({ login }) => `/${login}`,
  isViewer: ({ account }, { token }) => account.id === token.owner,
  isEmployee: () => false,
  isSiteAdmin: () => false,
  organizationVerifiedDomainEmails: field(['login'], ({ account, role }, { world }, args) => {
    return role !== null && args['login'] === world.organization.login ? account.verifiedEmails : [];
  }),
};

export const bot: Fields<AccountState> = {
  id: ({ account }) => nodeId('Bot', account.id),
  databaseId: ({ account }) => account.id,
  login: ({ login }) => login,
  createdAt: ({ account }) => time(account.createdAt),
  url: ({ login }, { web }) => `${web}/apps/${login}`,
  resourcePath: ({ login }) => `/apps/${login}`,
};

export const organization: Fields<Organization> = {
  id: ({ id }) => nodeId('Organization', id),
  databaseId: ({ id }) => id,
  login: ({ login }) => login,
  name: ({ name }) => name,
  description: () => null,
  createdAt: ({ createdAt }) => time(createdAt),
  url: ({ login }, { web }) => `${web}/${login}`,
  resourcePath: ({ login }) => `/${login}`,
  viewerIsAMember: (_, { world, token, at }) => token.owner !== null && membersAt(world, at).some(({ account }) => account.id === token.owner),
  viewerCanAdminister: (_, { world, token, at }) => token.owner !== null && isOwner(world, token, at),
  requiresTwoFactorAuthentication: (it, context) => {
    demand(context, NEEDS.organization, 'requiresTwoFactorAuthentication');
    return settingsAt(it, context.at).twoFactorRequired;
  },
  membersCanForkPrivateRepositories: (it, { at }) => settingsAt(it, at).membersMayForkPrivateRepositories,
  membersWithRole: listing('OrganizationMemberConnection', [], (_, context) => {
    demand(context, NEEDS.members, 'membersWithRole');
    const tellsFactor = may(context, NEEDS.organization);
    return listed({
      items: membersAt(context.world, context.at),
      keyOf: ({ account }) => account.id,
      node: (state) => as('User', state),
      edge: ({ role, twoFactor }) => ({ role: role === 'admin' ? 'ADMIN' : 'MEMBER', hasTwoFactorEnabled: tellsFactor ? twoFactor : null }),
    });
  }),
  teams: listing('TeamConnection', ['orderBy', 'privacy', 'rootTeamsOnly'], (_, context, args) => {
    demand(context, NEEDS.members, 'teams');
    const all = args['privacy'] === 'SECRET' ? [] : teamsAt(context.world, context.at);
    const teams = args['rootTeamsOnly'] === true ? all.filter(({ parent }) => parent === null) : all;
    return listed({
      items: ordered(teams, args['orderBy'], { NAME: (team) => team.name }),
      keyOf: (team) => team.id,
      node: (team) => as('Team', team),
    });
  }),
  team: field(['slug'], (_, context, args) => {
    demand(context, NEEDS.members, 'team');
    return asMaybe(
      'Team',
      teamsAt(context.world, context.at).find(({ slug }) => slug === args['slug']),
    );
  }),
  repositories: listing(
    'RepositoryConnection',
    ['orderBy', 'isArchived', 'isFork', 'visibility', 'privacy', 'ownerAffiliations', 'affiliations', 'isLocked', 'hasIssuesEnabled'],
    (_, context, args) => {
      const { world, token, at } = context;
      const seen = repositoriesAt(world, at).filter((one) => mayBeSeen(world, token, one.repository, at));
      const wanted = seen.filter(({ archived, visibility }) => {
        if (typeof args['isArchived'] === 'boolean' && archived !== args['isArchived']) return false;
        if (args['isFork'] === true || args['isLocked'] === true || args['hasIssuesEnabled'] === false) return false;
        if (typeof args['visibility'] === 'string' && visibility.toUpperCase() !== args['visibility']) return false;
        return typeof args['privacy'] !== 'string' || (visibility === 'public') === (args['privacy'] === 'PUBLIC');
      });
      const owned = isAmong({ list: args['ownerAffiliations'] }, 'list', 'OWNER') && isAmong({ list: args['affiliations'] }, 'list', 'OWNER');
      const items = ordered(owned ? wanted : [], args['orderBy'], {
        CREATED_AT: ({ repository }) => repository.createdAt,
        NAME: ({ name }) => name,
        PUSHED_AT: ({ repository }) => lastPushAt(repository, at),
        UPDATED_AT: ({ repository }) => lastPushAt(repository, at),
      });
      return listed({ items, keyOf: ({ repository }) => repository.id, node: (one) => as('Repository', one) });
    },
  ),
  repository: field(['name', 'followRenames'], (it, context, args) =>
    repositoryOf(context, it.login, String(args['name']), args['followRenames'] !== false),
  ),
  rulesets: listing('RepositoryRulesetConnection', ['includeParents', 'targets'], (_, context, args) => {
    demand(context, NEEDS.organizationRulesets, 'rulesets');
    const items = organizationRulesetsAt(context.world, context.at).filter(({ state }) => isAmong(args, 'targets', state.target.toUpperCase()));
    return listed({
      items: items.map((one): OfRuleset => ({ ...one, home: null })),
      keyOf: ({ ruleset }) => ruleset.id,
      node: (one) => as('RepositoryRuleset', one),
    });
  }),
};

export const team: Fields<Team> = {
  id: ({ id }) => nodeId('Team', id),
  databaseId: ({ id }) => id,
  slug: ({ slug }) => slug,
  name: ({ name }) => name,
  combinedSlug: ({ slug }, { world }) => `${world.organization.login}/${slug}`,
  description: () => null,
  privacy: () => 'VISIBLE',
  createdAt: ({ createdAt }) => time(createdAt),
  url: ({ slug }, { world, web }) => `${web}/orgs/${world.organization.login}/teams/${slug}`,
  organization: (_, { world }) => as('Organization', world.organization),
  parentTeam: ({ parent }, { world, at }) =>
    parent === null
      ? null
      : asMaybe(
          'Team',
          teamsAt(world, at).find(({ slug }) => slug === parent),
        ),
  members: listing('TeamMemberConnection', ['membership', 'role', 'orderBy'], (it, { world, at }, args) => {
    const direct = teamMembersAt(world, it, at);
    const below = descendants(it, teamsAt(world, at)).flatMap((one) => teamMembersAt(world, one, at));
    const asked = args['membership'] === 'IMMEDIATE' ? direct : args['membership'] === 'CHILD_TEAM' ? below : [...direct, ...below];
    const members = [...new Map(asked.toReversed().map((one) => [one.account.account.id, one])).values()].toReversed();
    const wanted = members.filter(({ role }) => args['role'] === null || args['role'] === undefined || args['role'] === role.toUpperCase());
    return listed({
      items: ordered(wanted, args['orderBy'], { LOGIN: ({ account }) => account.login, CREATED_AT: ({ account }) => account.account.createdAt }),
      keyOf: ({ account }) => account.account.id,
      node: ({ account }) => as('User', account),
      edge: ({ role }) => ({ role: role.toUpperCase() }),
    });
  }),
  repositories: listing('TeamRepositoryConnection', ['orderBy'], (it, { world, token, at }, args) => {
    const standing = it.repositories.flatMap(({ repository: id, permission }) => {
      const repository = world.repositories.find((one) => one.id === id);
      const state = repository === undefined ? null : repositoryAt(repository, at);
      const held = valueAt(permission, at);
      const isSeen = repository !== undefined && mayBeSeen(world, token, repository, at);
      return state === null || held === null || held === 'none' || !isSeen ? [] : [state];
    });
    return listed({
      items: ordered(standing, args['orderBy'], { NAME: ({ name }) => name, CREATED_AT: ({ repository }) => repository.createdAt }),
      keyOf: ({ repository }) => repository.id,
      node: (one) => as('Repository', one),
      edge: ({ repository }) => ({ permission: teamPermission(it, repository, at).toUpperCase() }),
    });
  }),
};

function descendants(of: Team, standing: readonly Team[]): Team[] {
  const children = standing.filter(({ parent }) => parent === of.slug);
  return [...children, ...children.flatMap((child) => descendants(child, standing))];
}
