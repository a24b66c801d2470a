import { nodeId } from '../node-id.ts';
import { type AccountState, accountAt, accountByEmail, repositoriesAt } from '../state-at.ts';
import type { AccountId, GithubWorld } from '../world.ts';
import type { Ask } from './reply.ts';
import { iso } from './reply.ts';

/** The login as REST has it: bots carry a mark. */
export function loginOf({ account, login }: AccountState): string {
  return account.type === 'bot' ? `${login}[bot]` : login;
}

interface Named {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

const GHOST: Named = { id: 10_137, login: 'ghost', type: 'User' };

/** A `simple-user`; "ghost" where the account is gone. */
export function user(ask: Ask, id: AccountId | null): object {
  return userOrNull(ask, id) ?? simple(ask, GHOST);
}

export function userOrNull(ask: Ask, id: AccountId | null): object | null {
  const state = accountAt(ask.world, id, ask.now);
  return state === null ? null : userOf(ask, state);
}

export function userOf(ask: Ask, state: AccountState): object {
  return simple(ask, { id: state.account.id, login: loginOf(state), type: state.account.type === 'bot' ? 'Bot' : 'User' });
}

/** Whose commits an address counts for; null where nobody's. */
export function userByEmail(ask: Ask, email: string): object | null {
  const state = accountByEmail(ask.world, email, ask.now);
  return state === null ? null : userOf(ask, state);
}

export function ownerOf(ask: Ask): object {
  const { id, login } = ask.world.organization;
  return simple(ask, { id, login, type: 'Organization' });
}

function simple(ask: Ask, { id, login, type }: Named): object {
  const url = `${ask.request.root}/users/${encodeURIComponent(login)}`;
  return {
    ...{ login, id, node_id: nodeId(type, id), avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`, gravatar_id: '' },
    ...{ url, html_url: `https://github.com/${type === 'Bot' ? `apps/${login.replace('[bot]', '')}` : login}` },
    ...{ followers_url: `${url}/followers`, following_url: `${url}/following{/other_user}`, gists_url: `${url}/gists{/gist_id}` },
    ...{ starred_url: `${url}/starred{/owner}{/repo}`, subscriptions_url: `${url}/subscriptions`, organizations_url: `${url}/orgs` },
    ...{ repos_url: `${url}/repos`, events_url: `${url}/events{/privacy}`, received_events_url: `${url}/received_events` },
    ...{ type, user_view_type: 'public', site_admin: false },
  };
}

/** The whole profile, as `GET /user` shows it to its owner. */
export function profile(ask: Ask, state: AccountState): object {
  const { account } = state;
  return {
    ...userOf(ask, state),
    ...{ name: account.name, company: null, blog: '', location: null, email: account.email, hireable: null, bio: null, twitter_username: null },
    ...{ public_repos: 0, public_gists: 0, followers: 0, following: 0, created_at: iso(account.createdAt), updated_at: iso(account.createdAt) },
  };
}

/** Repositories of the organization that are not public. */
export function privateRepositories(world: GithubWorld, ask: Ask): number {
  return repositoriesAt(world, ask.now).filter(({ visibility }) => visibility !== 'public').length;
}

const KNOWN_APPS: Readonly<Record<number, string>> = { 15368: 'GitHub Actions', 29110: 'Dependabot', 57789: 'GitHub Advanced Security' };

/** An App (`integration`), by its id. */
export function app(ask: Ask, id: number): object {
  const installed = ask.world.organization.installations.find((one) => one.app.id === id);
  const bot = ask.world.accounts.find((account) => account.app === id);
  const name = installed?.app.name ?? KNOWN_APPS[id] ?? bot?.name ?? `app-${id}`;
  const slug = installed?.app.slug ?? name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const created = iso(ask.world.organization.createdAt);
  return {
    ...{ id, slug, client_id: `Iv1.${id.toString(16).padStart(16, '0')}`, node_id: nodeId('App', id), owner: ownerOf(ask), name, description: null },
    ...{ external_url: `https://github.com/apps/${slug}`, html_url: `https://github.com/apps/${slug}`, created_at: created, updated_at: created },
    ...{ permissions: installed?.permissions ?? { metadata: 'read' }, events: installed?.events ?? [] },
  };
}
