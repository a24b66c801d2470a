import { isGranted, type Level, type Token } from '../token.ts';
import type { Permission } from '../world.ts';
import rest from './rest.json' with { type: 'json' };

/** `contents` to `read`, … All of it must be held. */
export type PermissionSet = Readonly<Record<string, Level>>;
export type ScopeSet = readonly string[];

/** What one route asks of a request: a row of rest.json, which says where each demand is documented. */
export interface Demand {
  readonly method: string;
  readonly path: string;
  /** null: no token of this kind may ask. */
  readonly fineGrained: readonly PermissionSet[] | null;
  readonly app?: readonly PermissionSet[] | null;
  readonly classic?: readonly ScopeSet[];
  readonly access?: 'owner' | 'admin' | 'write';
  readonly denied?: number;
  readonly jwt?: boolean;
}

/** What the account behind a token is itself. An app's installation is no account: its permissions alone decide. */
export interface Standing {
  readonly owner: boolean;
  readonly permission: Permission;
}

export interface Denial {
  readonly status: number;
  readonly message: string;
}

export const demands: readonly Demand[] = rest.rows as unknown as readonly Demand[];

const byRoute = new Map(demands.map((demand) => [`${demand.method} ${demand.path}`, demand]));

/** @throws RangeError for a route that stands in no row: then it is not known who may ask. */
export function demandOf(method: string, path: string): Demand {
  const demand = byRoute.get(`${method} ${path}`);
  if (demand === undefined) throw new RangeError(`demo/github/permissions/rest.json does not say who may ask ${method} ${path}: add its row.`);
  return demand;
}

/** The sets of which a fine-grained token or an installation must hold one; null where its kind may not ask at all. */
export function permissionsDemanded(demand: Demand, kind: Token['kind']): readonly PermissionSet[] | null {
  return kind === 'app-installation' && demand.app !== undefined ? demand.app : demand.fineGrained;
}

/** null: granted. */
export function denialOf(demand: Demand, token: Token, standing: Standing): Denial | null {
  if (demand.jwt) return { status: 401, message: 'A JSON web token could not be decoded' };
  if (token.kind === 'classic') {
    if (!hasScopes(token, demand.classic ?? [])) return { status: demand.denied ?? 403, message: adminRights(demand) };
  } else {
    const sets = permissionsDemanded(demand, token.kind);
    if (sets === null || !sets.some((set) => holds(token, set))) return { status: 403, message: `Resource not accessible by ${nameOf(token.kind)}` };
  }
  if (!hasAccess(demand, token, standing)) return { status: demand.denied ?? 403, message: adminRights(demand) };
  return null;
}

function adminRights({ denied, path }: Demand): string {
  if (denied === 404) return 'Not Found';
  return path.startsWith('/repos/')
    ? 'Must have admin rights to Repository.'
    : 'You must be an organization owner or have the scopes that this needs.';
}

function nameOf(kind: Token['kind']): string {
  return kind === 'app-installation' ? 'integration' : 'personal access token';
}

export function holds(token: Token, set: PermissionSet): boolean {
  return Object.entries(set).every(([permission, level]) => isGranted(token, permission, level));
}

const ACCESS: Readonly<Record<'admin' | 'write', readonly Permission[]>> = { admin: ['admin'], write: ['write', 'maintain', 'admin'] };

function hasAccess({ access }: Demand, token: Token, { owner, permission }: Standing): boolean {
  if (access === undefined || token.owner === null) return true;
  return access === 'owner' ? owner : ACCESS[access].includes(permission);
}

/** Scopes that hold others. */
const HOLDS: Readonly<Record<string, readonly string[]>> = {
  repo: ['repo:status', 'repo_deployment', 'public_repo', 'repo:invite', 'security_events'],
  'admin:org': ['write:org', 'read:org'],
  'write:org': ['read:org'],
  'admin:repo_hook': ['write:repo_hook', 'read:repo_hook'],
  'write:repo_hook': ['read:repo_hook'],
  audit_log: ['read:audit_log'],
  user: ['read:user', 'user:email'],
};

export function hasScopes(token: Token, sets: readonly ScopeSet[]): boolean {
  const held = new Set(token.scopes.flatMap((scope) => [scope, ...(HOLDS[scope] ?? [])]));
  return sets.some((set) => set.every((scope) => held.has(scope)));
}

/**
 * The token as it sees repositories on a route. A classic one needs `repo` to see a private repository, but where a narrower scope is enough
 * for the route (`security_events`, `repo:status`, `repo_deployment`, `read:repo_hook`), it is enough there to see it, too.
 */
export function seeingToken(demand: Demand, token: Token): Token {
  const narrower = (demand.classic ?? []).filter((set) => set.length > 0);
  return token.kind === 'classic' && hasScopes(token, narrower) ? { ...token, scopes: [...token.scopes, 'repo'] } : token;
}

/** `contents=read; pull_requests=read`: a set's permissions are parted by commas, sets by semicolons. Empty where none is asked for. */
export function acceptedPermissions(demand: Demand, kind: Token['kind']): string {
  const sets = permissionsDemanded(demand, kind) ?? [];
  return sets
    .map((set) => Object.entries(set).map(([name, level]) => `${name}=${level}`))
    .map((set) => set.join(','))
    .filter(Boolean)
    .join('; ');
}

/** `admin:org, repo`: every scope that would do. */
export function acceptedScopes({ classic = [] }: Demand): string {
  const enough = new Set(classic.flat());
  for (const [scope, held] of Object.entries(HOLDS)) if (held.some((one) => enough.has(one))) enough.add(scope);
  return [...enough].sort().join(', ');
}
