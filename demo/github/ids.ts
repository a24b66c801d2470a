import { hash } from 'node:crypto';
import type { Instant } from '../../src/kernel/time.ts';
import type { Commit, GitActor, Sha } from './world.ts';

/** Hands out database ids, each once. Below 2^31: GraphQL tells them as Int. */
export interface Ids {
  next(): number;
  /** The first one that was not handed out. */
  readonly unused: number;
}

export function idsFrom(first: number): Ids {
  let next = first;
  return {
    next: () => next++,
    get unused() {
      return next;
    },
  };
}

export const GITHUB = { name: 'GitHub', email: 'noreply@github.com' };

/** Ids of apps, as they are on github.com. */
export const APPS = {
  actions: { id: 15368, slug: 'github-actions', name: 'GitHub Actions' },
  dependabot: { id: 29110, slug: 'dependabot', name: 'Dependabot' },
  mergeQueue: { id: 247022, slug: 'github-merge-queue', name: 'GitHub Merge Queue' },
  codeScanning: { id: 57789, slug: 'github-advanced-security', name: 'GitHub Advanced Security' },
} as const;

export interface CommitParts {
  readonly repository: string;
  readonly parents: readonly Sha[];
  readonly author: GitActor;
  readonly committer: GitActor;
  readonly message: string;
  readonly coAuthors?: Commit['coAuthors'];
  readonly pushedAt: Instant;
  readonly signature?: Commit['signature'];
  readonly changedFiles?: number;
  /** What the files hold, as far as it matters: the same gives the same tree. Left out: all new. */
  readonly content?: string;
}

/** A commit whose sha is the SHA-1 of what it holds. */
export function makeCommit(parts: CommitParts): Commit {
  const { repository, parents, author, committer, coAuthors = [], pushedAt, signature = 'none', changedFiles = 1 } = parts;
  const trailers = coAuthors.map(({ name, email }) => `Co-authored-by: ${name} <${email}>`).join('\n');
  const message = trailers === '' || parts.message.includes(trailers) ? parts.message : `${parts.message}\n\n${trailers}`;
  const sha = sha1(JSON.stringify([repository, parents, author, committer, message, parts.content ?? null]));
  const tree = sha1(`tree ${parts.content === undefined ? sha : `${repository} ${parts.content}`}`);
  return { sha, tree, parents, author, committer, message, coAuthors, pushedAt, signature, changedFiles };
}

export function sha1(text: string): Sha {
  return hash('sha1', text, 'hex');
}
