import { z } from 'zod';
import { parseInstant } from '../../../kernel/time.ts';
import { GitHubError } from '../github-error.ts';

/** `2025-03-01T09:30:00Z` */
export const instantText = z.iso.datetime({ offset: true }).transform((text) => parseInstant(text));

/** Whoever did something; null when the account is deleted, or GitHub did it itself. */
export const userShape = z.object({ login: z.string(), node_id: z.string(), type: z.string() });
export type User = z.infer<typeof userShape>;

/** `account:` and the node id; `''` where nobody is known. */
export function accountRef(user: Pick<User, 'node_id'> | null | undefined): string {
  return user ? `account:${user.node_id}` : '';
}

/** The organization in an answer. @throws GitHubError when it is not shown any more */
export function shown<T>(organization: T | null, login: string): T {
  if (organization !== null) return organization;
  throw new GitHubError('unreachable', `GitHub does not show the organization ${login} any more. Check what the token may see.`, { status: 404 });
}
