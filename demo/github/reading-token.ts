import { installationToken } from './permissions/make-token.ts';
import type { Token } from './token.ts';
import type { GithubWorld } from './world.ts';

/** Reading, everywhere an organization can be read; writing, nowhere. */
const READS = [
  ...['metadata', 'contents', 'pull_requests', 'checks', 'statuses', 'issues', 'actions', 'deployments', 'administration', 'repository_hooks'],
  ...['vulnerability_alerts', 'security_events', 'secret_scanning_alerts', 'members', 'organization_administration', 'organization_hooks'],
];

/** What an App of the company holds that was installed for all repositories. Only an App may read checks. */
export function readingToken(world: GithubWorld, token: string): Token {
  const permissions = Object.fromEntries(READS.map((one) => [one, 'read' as const]));
  return installationToken(token, world.organization.installations[0]?.id ?? 1, permissions);
}
