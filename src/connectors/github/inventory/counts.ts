import { z } from 'zod';
import { VendorError } from '../../../kernel/refusal.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { once } from './once.ts';
import { endsLook, repositoryScope, type Unread } from './telling.ts';

/** Lists of a repository that GitHub counts in another answer than the one that lists them. */
export type Counted = 'deployKeys' | 'deployments' | 'vulnerabilityAlerts';

export function countedQuery(list: Counted): string {
  return `query Counted($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Repository { id ${list}(first: 1) { totalCount } } }
}`;
}

const AT_ONCE = 100;

/** How many there are in a list of a repository, asked once per look for a hundred of them; null where GitHub does not tell. @throws VendorError */
export async function countIn(api: GitHubApi, list: Counted, { id }: RepositoryRef): Promise<number | null> {
  const counts = await once(api, `counted ${list}`, async () => {
    const ids = (await api.repositories()).map((one) => one.id);
    const found = new Map<string, number>();
    for (let from = 0; from < ids.length; from += AT_ONCE) await askSome(api, list, { ids: ids.slice(from, from + AT_ONCE), found });
    return found;
  });
  return counts.get(id) ?? null;
}

async function askSome(api: GitHubApi, list: Counted, { ids, found }: { ids: readonly string[]; found: Map<string, number> }): Promise<void> {
  const shape = z.object({ nodes: z.array(z.object({ id: z.string(), [list]: z.object({ totalCount: z.int() }).nullable() }).nullable()) });
  try {
    const { data } = await api.graphqlPartial(countedQuery(list), { ids }, shape);
    for (const node of data.nodes) {
      const told = node?.[list];
      if (node && typeof told === 'object' && told) found.set(String(node.id), told.totalCount);
    }
  } catch (error) {
    if (!(error instanceof VendorError) || endsLook(error)) throw error;
  }
}

/** A list that was read to its end, and is shorter than GitHub counts it elsewhere. `what`: as in `deploy keys`. */
export async function* whatIsNotListed(
  api: GitHubApi,
  { list, repository, read, what }: { list: Counted; repository: RepositoryRef; read: number; what: string },
): AsyncGenerator<Unread> {
  const counted = await countIn(api, list, repository);
  if (counted === null || read >= counted) return;
  const why = `GitHub counts ${counted} ${what} of ${repository.name} and lists ${read}. Collect again.`;
  yield { unread: repositoryScope(repository), reason: 'lost-sight', why };
}
