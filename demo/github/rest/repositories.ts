import type { Instant } from '../../../src/kernel/time.ts';
import {
  type AccountState,
  accountByLogin,
  collaboratorsAt,
  membersAt,
  outsideCollaboratorsAt,
  permissionOf,
  type RepositoryState,
  repositoriesAt,
  stands,
} from '../state-at.ts';
import { mayBeSeen } from '../token.ts';
import type { Permission } from '../world.ts';
import { hook, standingHooks } from './hooks.ts';
import { list, pageOf } from './pages.ts';
import { type Ask, get, iso, isoOrNull, notFound, ok, param, type Reply, type Route, repositoryOf } from './reply.ts';
import { userOf, userOrNull } from './shape-account.ts';
import { addressOf, flags, fullRepository, pushedAt, repository } from './shape-repository.ts';
import { teamsOf } from './teams.ts';

function visible(ask: Ask): RepositoryState[] {
  return repositoriesAt(ask.world, ask.now).filter((state) => mayBeSeen(ask.world, ask.sees, state.repository, ask.now));
}

const ORDERS: Readonly<Record<string, (ask: Ask) => (a: RepositoryState, b: RepositoryState) => number>> = {
  created: () => (a, b) => b.repository.createdAt - a.repository.createdAt || b.repository.id - a.repository.id,
  full_name: () => (a, b) => (a.name < b.name ? -1 : 1),
  pushed: (ask) => (a, b) => pushedAt(ask, b) - pushedAt(ask, a) || b.repository.id - a.repository.id,
};

function listed(ask: Ask): Reply {
  const { query } = ask.request;
  const type = query.get('type') ?? 'all';
  const sort = query.get('sort') ?? 'created';
  const ascending = (query.get('direction') ?? (sort === 'full_name' ? 'asc' : 'desc')) === 'asc';
  const wanted = visible(ask).filter(({ visibility }) => type === 'all' || type === visibility || type === 'sources');
  const sorted = wanted.sort((ORDERS[sort] ?? ORDERS['created'] ?? (() => () => 0))(ask));
  const isBackwards = ascending !== (sort === 'full_name');
  return list(ask, isBackwards ? sorted.reverse() : sorted, (state) => repository(ask, state));
}

function ofInstallation(ask: Ask): Reply {
  const all = visible(ask);
  const { items, headers } = pageOf(ask, all);
  const selection = ask.token.repositories === 'all' ? 'all' : 'selected';
  return {
    status: 200,
    headers,
    body: { total_count: all.length, repository_selection: selection, repositories: items.map((one) => repository(ask, one)) },
  };
}

function withPermission(ask: Ask): { readonly account: AccountState; readonly permission: Permission }[] {
  const { repository: target } = repositoryOf(ask);
  const direct = new Set(collaboratorsAt(target, ask.now).map(({ account }) => account));
  const affiliation = ask.request.query.get('affiliation') ?? 'all';
  const outsiders = outsideCollaboratorsAt(ask.world, ask.now);
  const everybody = affiliation === 'outside' ? outsiders : [...membersAt(ask.world, ask.now), ...outsiders];
  return everybody
    .filter(({ account }) => affiliation !== 'direct' || direct.has(account.id))
    .map((account) => ({ account, permission: permissionOf(ask.world, account.account.id, target, ask.now) }))
    .filter(({ permission }) => permission !== 'none');
}

function collaborators(ask: Ask): Reply {
  return list(ask, withPermission(ask), ({ account, permission }) => ({
    ...userOf(ask, account),
    ...{ permissions: flags(permission), role_name: permission },
  }));
}

/** The four words that GitHub had before roles. */
const OLD_WORDS: Readonly<Record<Permission, string>> = {
  ...{ none: 'none', read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' },
};

function permission(ask: Ask): Reply {
  const login = param(ask, 'username').replace(/\[bot\]$/, '');
  const account = accountByLogin(ask.world, login, ask.now);
  if (account === null) return notFound;
  const held = permissionOf(ask.world, account.account.id, repositoryOf(ask).repository, ask.now);
  return ok({
    ...{ permission: OLD_WORDS[held], role_name: held },
    user: { ...userOf(ask, account), permissions: flags(held), role_name: held },
  });
}

function deployKeys(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const standing = state.repository.deployKeys.filter((one) => stands(one.createdAt, one.deletedAt, ask.now));
  return list(ask, standing, (one) => ({
    ...{ id: one.id, key: one.key, url: `${addressOf(ask, state)}/keys/${one.id}`, title: one.title, verified: true, read_only: one.readOnly },
    ...{ created_at: iso(one.createdAt), added_by: addedBy(ask, one.addedBy), last_used: isoOrNull(lastUse(one.uses, ask.now)), enabled: true },
  }));
}

function addedBy(ask: Ask, id: number): string | null {
  return (userOrNull(ask, id) as { login: string } | null)?.login ?? null;
}

function lastUse(uses: readonly Instant[], now: Instant): Instant | null {
  return uses.findLast((use) => use <= now) ?? null;
}

function repositoryHooks(ask: Ask): Reply {
  const { owner, name, repository: of } = repositoryOf(ask);
  return list(ask, standingHooks(of.webhooks, ask.now), (one) => hook(ask, one, `/repos/${owner}/${name}`));
}

export const repositoryRoutes: readonly Route[] = [
  get('/orgs/{org}/repos', listed),
  get('/installation/repositories', ofInstallation),
  get('/repos/{owner}/{repo}', (ask) => ok(fullRepository(ask, repositoryOf(ask)))),
  get('/repos/{owner}/{repo}/teams', (ask) => teamsOf(ask, repositoryOf(ask))),
  get('/repos/{owner}/{repo}/collaborators', collaborators),
  get('/repos/{owner}/{repo}/collaborators/{username}/permission', permission),
  get('/repos/{owner}/{repo}/keys', deployKeys),
  get('/repos/{owner}/{repo}/hooks', repositoryHooks),
  get('/repos/{owner}/{repo}/properties/values', () => ok([])),
  get('/repos/{owner}/{repo}/vulnerability-alerts', (ask) =>
    repositoryOf(ask).features.dependencyAlerts ? { status: 204, body: null } : notFoundBecause('Vulnerability alerts are disabled.'),
  ),
  get('/repos/{owner}/{repo}/automated-security-fixes', (ask) => ok({ enabled: repositoryOf(ask).features.dependencyUpdates, paused: false })),
];

function notFoundBecause(message: string): Reply {
  return { ...notFound, body: { ...(notFound.body as object), message } };
}
