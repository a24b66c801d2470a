import { z } from 'zod';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { GitHubError, problemError } from '../github-error.ts';
import { once } from './once.ts';
import { permissionOf } from './permission-words.ts';
import { stateFeed } from './state-feed.ts';
import { eachRepository, repositoryScope } from './telling.ts';

/** At most 10 × (1 + 100) nodes. */
export const accessQuery = `query Access($ids: [ID!]!, $after: String) {
  nodes(ids: $ids) {
    ... on Repository {
      id
      collaborators(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { permission node { id login } }
      }
    }
  }
}`;

const edgeShape = z.object({ permission: z.string(), node: z.object({ id: z.string(), login: z.string() }) });
type Edge = z.infer<typeof edgeShape>;

const accessShape = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        collaborators: z
          .object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }), edges: z.array(edgeShape.nullable()) })
          .nullable(),
      })
      .nullable(),
  ),
});

const AT_ONCE = 10;

/** Everybody who may do something with each repository, however they were let in. */
export const accessFeed = stateFeed('access', 'repository-access', (api) =>
  eachRepository(api, async function* (repository) {
    const told = (await askEverybody(api)).get(repository.id);
    if (told === undefined || told instanceof GitHubError) throw told ?? notShown(repository.name);
    for (const one of told) {
      const vendorId = `${repository.id}/${one.node.id}`;
      yield { kind: 'repository-access', vendorId, scope: repositoryScope(repository), state: accessState(repository, one) };
    }
  }),
);

export function accessState({ name }: Pick<RepositoryRef, 'name'>, { permission, node }: Edge): Json {
  return { repository: name, account: node.id, login: node.login, permission: permissionOf(permission) };
}

/** Whoever may not write is not shown who else may. */
function notShown(repository: string): GitHubError {
  return new GitHubError(
    'forbidden',
    `GitHub does not show who may do what with ${repository}. Let somebody make the token who may write to it, or use an App.`,
    { status: 200 },
  );
}

type Everybody = Map<string, readonly Edge[] | GitHubError>;

/** Asked once per look. By repository; an error for one that is not shown. @throws VendorError when nothing can be asked */
export function askEverybody(api: GitHubApi): Promise<Everybody> {
  return once(api, 'access', async () => {
    const found: Everybody = new Map();
    const repositories = await api.repositories();
    for (let from = 0; from < repositories.length; from += AT_ONCE) await askSome(api, repositories.slice(from, from + AT_ONCE), found);
    return found;
  });
}

/** What is too much for one answer is asked for in halves. */
async function askSome(api: GitHubApi, repositories: readonly RepositoryRef[], found: Everybody): Promise<void> {
  const half = Math.ceil(repositories.length / 2);
  try {
    await askPages(api, repositories, found);
  } catch (error) {
    if (!(error instanceof GitHubError) || !error.heavy || repositories.length === 1) throw error;
    await askSome(api, repositories.slice(0, half), found);
    await askSome(api, repositories.slice(half), found);
  }
}

async function askPages(api: GitHubApi, repositories: readonly RepositoryRef[], found: Everybody): Promise<void> {
  const asked = [{ some: repositories, after: null as string | null, before: [] as readonly Edge[] }];
  for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
    const { some, after, before } = next;
    const { data, problems } = await api.graphqlPartial(accessQuery, { ids: some.map((one) => one.id), after }, accessShape);
    for (const [place, repository] of some.entries()) {
      const problem = problems.find((one) => one.path[1] === place || one.path.length === 0);
      const told = data.nodes[place]?.collaborators;
      if (problem || !told) {
        found.set(repository.id, problem ? problemError(problem, 'Access') : notShown(repository.name));
        continue;
      }
      const edges = [...before, ...told.edges.filter((one) => one !== null)];
      found.set(repository.id, edges);
      if (told.pageInfo.hasNextPage) asked.push({ some: [repository], after: told.pageInfo.endCursor, before: edges });
    }
  }
}
