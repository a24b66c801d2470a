import { nodeId } from '../node-id.ts';
import { type RepositoryState, repositoriesAt, teamMembersAt, teamPermission, teamsAt } from '../state-at.ts';
import { mayBeSeen } from '../token.ts';
import type { Permission, Team } from '../world.ts';
import { organizationShape } from './organization.ts';
import { list } from './pages.ts';
import { type Ask, get, iso, notFound, ok, param, type Reply, type Route } from './reply.ts';
import { userOf } from './shape-account.ts';
import { flags, repository } from './shape-repository.ts';

/** GitHub's older words for what a team may do. */
const WORDS: Readonly<Record<Permission, string>> = {
  ...{ none: 'pull', read: 'pull', triage: 'triage', write: 'push', maintain: 'maintain', admin: 'admin' },
};

function simple(ask: Ask, team: Team, permission: Permission = 'read'): object {
  const { login, id } = ask.world.organization;
  const url = `${ask.request.root}/organizations/${id}/team/${team.id}`;
  return {
    ...{ id: team.id, node_id: nodeId('Team', team.id), name: team.name, slug: team.slug, description: null, privacy: 'closed' },
    ...{ notification_setting: 'notifications_enabled', permission: WORDS[permission], type: 'organization', organization_id: id, url },
    ...{ html_url: `https://github.com/orgs/${login}/teams/${team.slug}`, members_url: `${url}/members{/member}`, repositories_url: `${url}/repos` },
  };
}

function parentOf(ask: Ask, { parent }: Team): object | null {
  const found = parent === null ? undefined : teamsAt(ask.world, ask.now).find(({ slug }) => slug === parent);
  return found === undefined ? null : simple(ask, found);
}

function shape(ask: Ask, team: Team, permission?: Permission): object {
  return { ...simple(ask, team, permission), parent: parentOf(ask, team), ...(permission ? { permissions: flags(permission) } : {}) };
}

function named(ask: Ask): Team | undefined {
  return teamsAt(ask.world, ask.now).find(({ slug }) => slug === param(ask, 'team_slug'));
}

function of(answer: (ask: Ask, team: Team) => Reply): (ask: Ask) => Reply {
  return (ask) => {
    const team = named(ask);
    return team === undefined ? notFound : answer(ask, team);
  };
}

function reposOf(ask: Ask, team: Team): { readonly state: RepositoryState; readonly permission: Permission }[] {
  return repositoriesAt(ask.world, ask.now).flatMap((state) => {
    const permission = teamPermission(team, state.repository, ask.now);
    const isSeen = mayBeSeen(ask.world, ask.sees, state.repository, ask.now);
    return permission === 'none' || !isSeen ? [] : [{ state, permission }];
  });
}

function whole(ask: Ask, team: Team): Reply {
  return ok({
    ...simple(ask, team),
    ...{ parent: parentOf(ask, team), members_count: teamMembersAt(ask.world, team, ask.now).length, repos_count: reposOf(ask, team).length },
    ...{ created_at: iso(team.createdAt), updated_at: iso(team.createdAt), organization: organizationShape(ask) },
  });
}

function members(ask: Ask, team: Team): Reply {
  const role = ask.request.query.get('role') ?? 'all';
  const found = teamMembersAt(ask.world, team, ask.now).filter((one) => role === 'all' || one.role === role);
  return list(ask, found, (one) => userOf(ask, one.account));
}

function membership(ask: Ask, team: Team): Reply {
  const found = teamMembersAt(ask.world, team, ask.now).find(({ account }) => account.login === param(ask, 'username'));
  if (found === undefined) return notFound;
  const url = `${ask.request.root}/organizations/${ask.world.organization.id}/team/${team.id}/memberships/${found.account.login}`;
  return ok({ url, role: found.account.role === 'admin' ? 'maintainer' : found.role, state: 'active' });
}

/** Teams with a permission on one repository, as `/repos/{owner}/{repo}/teams` lists them. */
export function teamsOf(ask: Ask, { repository: target }: RepositoryState): Reply {
  const found = teamsAt(ask.world, ask.now).flatMap((team) => {
    const permission = teamPermission(team, target, ask.now);
    return permission === 'none' ? [] : [{ team, permission }];
  });
  return list(ask, found, ({ team, permission }) => shape(ask, team, permission));
}

export const teamRoutes: readonly Route[] = [
  get('/orgs/{org}/teams', (ask) => list(ask, teamsAt(ask.world, ask.now), (team) => shape(ask, team))),
  get('/orgs/{org}/teams/{team_slug}', of(whole)),
  get('/orgs/{org}/teams/{team_slug}/members', of(members)),
  get('/orgs/{org}/teams/{team_slug}/memberships/{username}', of(membership)),
  get(
    '/orgs/{org}/teams/{team_slug}/repos',
    of((ask, team) =>
      list(ask, reposOf(ask, team), ({ state, permission }) => ({
        ...repository(ask, state),
        ...{ permissions: flags(permission), role_name: permission },
      })),
    ),
  ),
];
