import type { Instant } from '../../../src/kernel/time.ts';
import type { Level, Token } from '../token.ts';
import type { AccountId, GithubWorld } from '../world.ts';
import { demands, permissionsDemanded } from './demands.ts';

const COMMON: Omit<Token, 'kind' | 'token' | 'owner'> = {
  ...{ scopes: [], permissions: {}, createdAt: 0 as Instant, expiresAt: null, revokedAt: null, sso: true, installation: null },
  repositories: 'all',
};

export function classicToken(token: string, owner: AccountId, scopes: readonly string[], more: Partial<Token> = {}): Token {
  return { ...COMMON, kind: 'classic', token, owner, scopes, ...more };
}

export function fineGrainedToken(token: string, owner: AccountId, permissions: Token['permissions'], more: Partial<Token> = {}): Token {
  return { ...COMMON, kind: 'fine-grained', token, owner, permissions, ...more };
}

export function installationToken(token: string, installation: number, permissions: Token['permissions'], more: Partial<Token> = {}): Token {
  return { ...COMMON, kind: 'app-installation', token, owner: null, installation, permissions, ...more };
}

/** Every permission that any route demands of a kind of token, each at the highest level that any of them demands. */
export function allPermissions(kind: 'fine-grained' | 'app-installation'): Token['permissions'] {
  const all: Record<string, Level> = {};
  for (const demand of demands) {
    for (const set of permissionsDemanded(demand, kind) ?? []) {
      for (const [name, level] of Object.entries(set)) if (all[name] !== 'write') all[name] = level;
    }
  }
  return all;
}

/** Scopes that hold all others which any route demands. */
export const ALL_SCOPES: readonly string[] = ['repo', 'admin:org', 'admin:org_hook', 'admin:repo_hook', 'audit_log', 'user'];

/** Somebody who owns the organization all year. */
export function anOwner(world: GithubWorld): AccountId {
  const owner = world.accounts.find(
    ({ membership, deletedAt }) => deletedAt === null && membership.length > 0 && membership.every(({ value }) => value === 'admin'),
  );
  if (owner === undefined) throw new RangeError('Nobody owns the organization all year: pick an owner for the token yourself.');
  return owner.id;
}
