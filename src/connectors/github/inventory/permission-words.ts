import type { repositoryPermissions } from '../../../facts/kinds/code-organization.ts';
import { GitHubError } from '../github-error.ts';

export type Permission = (typeof repositoryPermissions)[number];

const words: Readonly<Record<string, Permission>> = {
  none: 'none',
  read: 'read',
  pull: 'read',
  triage: 'triage',
  write: 'write',
  push: 'write',
  maintain: 'maintain',
  admin: 'admin',
};

/** GitHub's word, in whichever spelling. @throws GitHubError for one that is new */
export function permissionOf(word: string): Permission {
  const known = words[word.toLowerCase()];
  if (known !== undefined) return known;
  throw new GitHubError('unexpected-shape', `GitHub names a permission "${word}" that Tickmark does not know. Collect with a newer version.`);
}

/** What a role may do: of a role that the organization made itself, the permission that it builds on. */
export function permissionOfRole(role: string, permissions: Readonly<Record<string, boolean>> | undefined): Permission {
  const known = words[role.toLowerCase()];
  if (known !== undefined) return known;
  const held = (['admin', 'maintain', 'push', 'triage', 'pull'] as const).find((one) => permissions?.[one] === true);
  return held === undefined ? permissionOf(role) : permissionOf(held);
}
