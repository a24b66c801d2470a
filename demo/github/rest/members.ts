import { hasScopes } from '../permissions/demands.ts';
import { type AccountState, accountByLogin, membersAt, outsideCollaboratorsAt } from '../state-at.ts';
import { isOwner } from '../token.ts';
import { list } from './pages.ts';
import { type Ask, get, notFound, ok, param, problem, type Reply, type Route } from './reply.ts';
import { ownerOf, userOf } from './shape-account.ts';

const FILTERS: Readonly<Record<string, (state: AccountState) => boolean>> = {
  '2fa_disabled': ({ twoFactor }) => !twoFactor,
  '2fa_insecure': () => false,
  all: () => true,
};

const ROLES: Readonly<Record<string, (state: AccountState) => boolean>> = {
  admin: ({ role }) => role === 'admin',
  member: ({ role }) => role === 'member',
  all: () => true,
};

function members(ask: Ask): Reply {
  const role = ROLES[ask.request.query.get('role') ?? 'all'];
  if (role === undefined) return problem(422, 'Validation Failed');
  if (isPublicOnly(ask)) return list(ask, [], String);
  return filtered(ask, membersAt(ask.world, ask.now).filter(role));
}

/** Nobody at the demo company has made a membership public, and a classic token without `read:org` is shown only those. */
function isPublicOnly({ token }: Ask): boolean {
  return token.kind === 'classic' && !hasScopes(token, [['read:org']]);
}

function filtered(ask: Ask, accounts: readonly AccountState[]): Reply {
  const asked = ask.request.query.get('filter') ?? 'all';
  const filter = FILTERS[asked];
  if (filter === undefined) return problem(422, 'Validation Failed');
  if (asked !== 'all' && !isOwner(ask.world, ask.token, ask.now)) return problem(422, 'Only owners can use this filter.');
  return list(ask, accounts.filter(filter), (state) => userOf(ask, state));
}

function membership(ask: Ask): Reply {
  const state = accountByLogin(ask.world, param(ask, 'username'), ask.now);
  if (state === null || state.role === null) return notFound;
  const { login, id } = ask.world.organization;
  const organization = `${ask.request.root}/orgs/${login}`;
  const { node_id, avatar_url } = ownerOf(ask) as { node_id: string; avatar_url: string };
  return ok({
    ...{
      url: `${organization}/memberships/${state.login}`,
      state: 'active',
      role: state.role,
      organization_url: organization,
      user: userOf(ask, state),
    },
    organization: {
      ...{
        login,
        id,
        node_id,
        url: organization,
        avatar_url,
        description: null,
        repos_url: `${organization}/repos`,
        events_url: `${organization}/events`,
      },
      ...{ hooks_url: `${organization}/hooks`, issues_url: `${organization}/issues`, members_url: `${organization}/members{/member}` },
      public_members_url: `${organization}/public_members{/member}`,
    },
  });
}

export const memberRoutes: readonly Route[] = [
  get('/orgs/{org}/members', members),
  get('/orgs/{org}/memberships/{username}', membership),
  get('/orgs/{org}/outside_collaborators', (ask) => filtered(ask, outsideCollaboratorsAt(ask.world, ask.now))),
];
