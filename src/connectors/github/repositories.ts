import { z } from 'zod';
import type { GitHubCalls, RepositoryRef } from './api.ts';
import { GitHubError } from './github-error.ts';
import type { GitHubSettings } from './settings.ts';

export const repositoriesQuery = `query Repositories($login: String!, $after: String) {
  organization(login: $login) {
    repositories(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { id databaseId name isArchived isEmpty defaultBranchRef { name } }
    }
  }
}`;

const pageShape = z.object({
  organization: z
    .object({
      repositories: z.object({
        totalCount: z.int(),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(
          z
            .object({
              id: z.string(),
              databaseId: z.int(),
              name: z.string(),
              isArchived: z.boolean(),
              isEmpty: z.boolean(),
              defaultBranchRef: z.object({ name: z.string() }).nullable(),
            })
            .nullable(),
        ),
      }),
    })
    .nullable(),
});

type Node = NonNullable<NonNullable<z.infer<typeof pageShape>['organization']>['repositories']['nodes'][number]>;

export interface ListedRepositories {
  readonly repositories: readonly RepositoryRef[];
  /** Why the list is not complete, each with what to do; empty when it is. */
  readonly unlisted: readonly string[];
}

/** All repositories that the token may see, in the order in which they were made. */
export async function listRepositories(
  calls: Pick<GitHubCalls, 'graphqlPartial'>,
  login: string,
  settings: GitHubSettings,
): Promise<ListedRepositories> {
  const { found, total } = await readNodes(calls, login);
  const listed = new Map(found.map((one) => [one.id, one]));
  const wanted = settings.repositories;
  const all = [...listed.values()].map((one) => repositoryRef(one, settings));
  return {
    repositories: wanted ? all.filter((one) => wanted.includes(one.name)) : all,
    unlisted: [
      ...(listed.size < total
        ? [`GitHub counts ${total} repositories of ${login} and shows ${listed.size} of them. Let the token see all of them.`]
        : []),
      ...(wanted ?? [])
        .filter((name) => !all.some((one) => one.name === name))
        .map((name) => `GitHub lists no repository "${name}" in ${login}. Check \`repositories\` in the configuration, and what the token may see.`),
    ],
  };
}

async function readNodes(calls: Pick<GitHubCalls, 'graphqlPartial'>, login: string): Promise<{ found: readonly Node[]; total: number }> {
  const found: Node[] = [];
  const variables: { login: string; after: string | null } = { login, after: null };
  for (;;) {
    const { data } = await calls.graphqlPartial(repositoriesQuery, variables, pageShape);
    if (data.organization === null)
      throw new GitHubError('unreachable', `GitHub does not show the organization ${login} any more. Check what the token may see.`, { status: 404 });
    const { nodes, pageInfo, totalCount } = data.organization.repositories;
    found.push(...nodes.filter((one) => one !== null));
    if (!pageInfo.hasNextPage) return { found, total: totalCount };
    variables.after = pageInfo.endCursor;
  }
}

function repositoryRef({ id, databaseId, name, isArchived, isEmpty, defaultBranchRef }: Node, { branches }: GitHubSettings): RepositoryRef {
  const defaultBranch = defaultBranchRef?.name ?? null;
  const named = branches && Object.hasOwn(branches, name) ? branches[name] : undefined;
  return {
    id,
    databaseId,
    name,
    defaultBranch,
    archived: isArchived,
    empty: isEmpty,
    productionBranches: named ?? (defaultBranch === null ? [] : [defaultBranch]),
  };
}
