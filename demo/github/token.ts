import type { Instant } from '../../src/kernel/time.ts';
import { membershipAt, permissionOf, repositoryAt } from './state-at.ts';
import type { AccountId, GithubWorld, Repository, RepositoryId } from './world.ts';

export type Level = 'read' | 'write' | 'admin';

/** A credential, as data given to the server. */
export interface Token {
  /** What is sent after `Bearer` or `token`. */
  readonly token: string;
  readonly kind: 'classic' | 'fine-grained' | 'app-installation';
  /** Whose it is; null for an app. */
  readonly owner: AccountId | null;
  /** Classic only: `repo`, `read:org`, … */
  readonly scopes: readonly string[];
  /** Fine-grained and apps: GitHub's names with underscores, such as `contents`, `administration`, `organization_administration`, `members`. */
  readonly permissions: Readonly<Record<string, Level>>;
  readonly repositories: 'all' | readonly RepositoryId[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** Is it authorised for the organization's single sign-on? */
  readonly sso: boolean;
  /** App installations only. */
  readonly installation: number | null;
}

const LEVELS: readonly Level[] = ['read', 'write', 'admin'];

export function isAtLeast(held: Level | undefined, wanted: Level): boolean {
  return held !== undefined && LEVELS.indexOf(held) >= LEVELS.indexOf(wanted);
}

/** Is a fine-grained token or an app granted this permission? `metadata` comes with any repository. */
export function isGranted(token: Token, permission: string, wanted: Level = 'read'): boolean {
  if (permission === 'metadata' && wanted === 'read') return true;
  return isAtLeast(token.permissions[permission], wanted);
}

export function isLive(token: Token, at: Instant): boolean {
  return (token.revokedAt === null || at < token.revokedAt) && (token.expiresAt === null || at < token.expiresAt);
}

/** An owner of the organization then, or an app (whose permissions alone decide). */
export function isOwner(world: GithubWorld, token: Token, at: Instant): boolean {
  if (token.owner === null) return true;
  return membershipAt(world, token.owner, at) === 'admin';
}

/** May the token see the repository at all? Public ones are seen by all. */
export function mayBeSeen(world: GithubWorld, token: Token, repository: Repository, at: Instant): boolean {
  const state = repositoryAt(repository, at);
  if (state === null || state.owner !== world.organization.login) return false;
  if (state.visibility === 'public') return true;
  if (token.kind === 'classic' && !token.scopes.includes('repo')) return false;
  if (token.kind !== 'classic' && token.repositories !== 'all' && !token.repositories.includes(repository.id)) return false;
  return token.owner === null || permissionOf(world, token.owner, repository, at) !== 'none';
}
