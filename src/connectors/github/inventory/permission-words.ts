import type { repositoryPermissions } from '../../../facts/kinds/code-organization.ts';
import { GitHubError } from '../github-error.ts';

export type Permission = (typeof repositoryPermissions)[number];

const words: Readonly<Record<string, Permission>> = {
  none: 'none',
  read: 'read',
  triage: 'triage',
  write: 'write',
  maintain: 'maintain',
  admin: 'admin',
};

/** GitHub's word, in whichever spelling. @throws GitHubError for one that is new */
export function permissionOf(word: string): Permission {
  const known = words[word.toLowerCase()];
  if (known !== undefined) return known;
  throw new GitHubError('unexpected-shape', `GitHub names a permission "${word}" that Tickmark does not know. Collect with a newer version.`);
}
