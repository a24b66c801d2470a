import { isGranted, isOwner, type Level } from '../token.ts';
import { type Context, GithubError } from './served.ts';

/**
 * What GitHub asks of a token before it tells a field. GraphQL's permissions are documented for few fields; the others follow the REST
 * endpoint that tells the same.
 */
export interface Need {
  /** The permission of a fine-grained token or an app. */
  readonly permission: string;
  readonly level?: Level;
  /** Any one of these scopes of a classic token. */
  readonly scopes: readonly string[];
  /** Must the account own the organization? */
  readonly owner?: boolean;
}

export const NEEDS = {
  contents: { permission: 'contents', scopes: ['repo'] },
  pulls: { permission: 'pull_requests', scopes: ['repo'] },
  issues: { permission: 'issues', scopes: ['repo'] },
  checks: { permission: 'checks', scopes: ['repo'] },
  statuses: { permission: 'statuses', scopes: ['repo', 'repo:status'] },
  actions: { permission: 'actions', scopes: ['repo'] },
  deployments: { permission: 'deployments', scopes: ['repo', 'repo_deployment'] },
  administration: { permission: 'administration', scopes: ['repo'] },
  bypass: { permission: 'administration', level: 'write', scopes: ['repo'] },
  alerts: { permission: 'vulnerability_alerts', scopes: ['repo', 'security_events'] },
  members: { permission: 'members', scopes: ['read:org', 'write:org', 'admin:org'] },
  organization: { permission: 'organization_administration', scopes: ['read:org', 'write:org', 'admin:org'], owner: true },
  organizationRulesets: { permission: 'organization_administration', level: 'write', scopes: ['admin:org'], owner: true },
} as const satisfies Record<string, Need>;

export function may({ world, token, at }: Context, need: Need): boolean {
  if (need.owner === true && !isOwner(world, token, at)) return false;
  if (token.kind === 'classic') return need.scopes.some((scope) => token.scopes.includes(scope));
  return isGranted(token, need.permission, need.level ?? 'read');
}

/** @throws GithubError as GitHub words it, by the kind of the token */
export function demand(context: Context, need: Need, field: string): void {
  if (may(context, need)) return;
  const { kind, scopes } = context.token;
  if (kind === 'classic' && !need.scopes.some((scope) => scopes.includes(scope))) {
    const wanted = need.scopes.map((scope) => `'${scope}'`).join(', ');
    const held = scopes.map((scope) => `'${scope}'`).join(', ');
    const sentence = `The '${field}' field requires one of the following scopes: [${wanted}], but your token has only been granted the: [${held}] scopes.`;
    throw new GithubError('INSUFFICIENT_SCOPES', `Your token has not been granted the required scopes to execute this query. ${sentence}`);
  }
  const by = kind === 'app-installation' ? 'integration' : 'personal access token';
  throw new GithubError('FORBIDDEN', `Resource not accessible by ${by}`);
}
