import { BEGINNING, type Instant } from '../../../kernel/time.ts';
import { reasonOf, type SeenGap, type SeenSpan } from '../../kit/observation.ts';
import type { GitHubApi } from '../api.ts';
import { unlistedRepositories as whyUnlisted } from '../inventory/completeness.ts';
import type { ChangesHistory, RepositoryHistory } from './history.ts';

export function repositoryScope({ id }: { readonly id: string }): string {
  return `repository:${id}`;
}

type Seen = SeenSpan | SeenGap;

/** From when a repository is unseen: since the last look that read all of it, or ever. */
export function unseenSince({ before }: ChangesHistory, id: string): Instant {
  return before.repositories[id]?.at ?? BEGINNING;
}

/** The list of repositories: why it is not complete, or that it was seen from `from` on. */
export async function listCoverage(api: GitHubApi, from: Instant): Promise<Seen[]> {
  const unlisted = await whyUnlisted(api);
  const gaps = unlisted.map((why): Seen => ({ type: 'gap', scope: '', from: BEGINNING, until: api.at, reason: 'denied', why }));
  return [...gaps, { type: 'covered', scope: '', from, until: api.at }];
}

/** A repository that could not be read. The others are seen all the same. */
export function failureGap(history: ChangesHistory, { reading, failure }: RepositoryHistory, at: Instant): Seen[] {
  if (failure === null) return [];
  const from = unseenSince(history, reading.ref.id);
  return [
    { type: 'gap', scope: repositoryScope(reading.ref), from, until: at, reason: reasonOf(failure), why: `${reading.ref.name}: ${failure.message}` },
  ];
}

/** Repositories that were seen before and are not listed any more: deleted, transferred, or not shown. */
export function unlistedRepositories({ before, repositories }: ChangesHistory, at: Instant): Seen[] {
  const listed = new Set(repositories.map((one) => one.reading.ref.id));
  return Object.entries(before.repositories)
    .filter(([id, one]) => !listed.has(id) && one.at < at)
    .map(([id, one]) => {
      const why = `GitHub no longer lists the repository ${one.name}: it is gone, was transferred, or this token may not see it. Check what the token may see.`;
      return { type: 'gap', scope: repositoryScope({ id }), from: one.at, until: at, reason: 'lost-sight', why };
    });
}
