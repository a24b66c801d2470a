import { z } from 'zod';
import { DAY, plus } from '../../../kernel/time.ts';
import type { GitHubApi, RepositoryRef } from '../api.ts';
import { whatIsNotListed } from './counts.ts';
import { type Deployment, type DeploymentStatus, deploymentShape, deploymentState, statusShape } from './deployment-state.ts';
import { eventsFeed } from './events-feed.ts';
import { newestFirst } from './newest-first.ts';
import { eachRepository, type Found, repositoryScope } from './telling.ts';

export const deploymentsRoute = 'GET /repos/{owner}/{repo}/deployments';

const statuses = `statuses(first: 50, after: $after) {
  pageInfo { hasNextPage endCursor }
  nodes { state createdAt logUrl }
}`;

/** At most 50 × (1 + 50) nodes. */
export const statusesQuery = `query DeploymentStatuses($ids: [ID!]!, $after: String) {
  nodes(ids: $ids) { ... on Deployment { id ${statuses} } }
}`;

const statusesShape = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        statuses: z.object({
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          nodes: z.array(statusShape.nullable()),
        }),
      })
      .nullable(),
  ),
});

/** States are added for days after a deployment was made: those made shortly before the last look are looked at again. */
const STILL_MOVES = 7 * DAY;
const AT_ONCE = 50;

/** After the first look, a few are enough to find what is new. */
const MANY = 100;
const FEW = 25;

/** What was deployed, with the states it went through. */
export const deploymentsFeed = eventsFeed('deployments', 'deployment', {}, (api, { after, since }) =>
  eachRepository(api, async function* (repository) {
    const last = after(repositoryScope(repository));
    let [read, isWhole] = [0, false];
    const rows = newestFirst(api, {
      route: deploymentsRoute,
      parameters: { owner: api.organization.login, repo: repository.name, per_page: last === since ? MANY : FEW },
      shape: deploymentShape,
      sortedBy: (one) => one.created_at,
      after: plus(last, -STILL_MOVES),
      atEnd: () => {
        isWhole = true;
      },
    });
    let waiting: Deployment[] = [];
    for await (const one of rows) {
      read++;
      if (one.updated_at < plus(last, -DAY)) continue;
      waiting.push(one);
      if (waiting.length < AT_ONCE) continue;
      yield* tell(api, repository, waiting);
      waiting = [];
    }
    yield* tell(api, repository, waiting);
    if (isWhole) yield* whatIsNotListed(api, { list: 'deployments', repository, read, what: 'deployments' });
  }),
);

async function* tell(api: GitHubApi, repository: RepositoryRef, deployments: readonly Deployment[]): AsyncGenerator<Found> {
  const states = await askStatuses(
    api,
    deployments.map((one) => one.node_id),
  );
  for (const one of deployments) {
    const state = deploymentState(repository.name, one, states.get(one.node_id) ?? []);
    yield { kind: 'deployment', vendorId: String(one.id), scope: repositoryScope(repository), state, happenedAt: one.created_at };
  }
}

/** Statuses by deployment, read to their end. @throws VendorError */
async function askStatuses(api: GitHubApi, ids: readonly string[]): Promise<ReadonlyMap<string, readonly DeploymentStatus[]>> {
  const found = new Map<string, DeploymentStatus[]>();
  const asked: { ids: readonly string[]; after: string | null }[] = ids.length === 0 ? [] : [{ ids, after: null }];
  for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
    const { nodes } = await api.graphql(statusesQuery, { ...next }, statusesShape);
    for (const node of nodes) {
      if (node === null) continue;
      found.set(node.id, [...(found.get(node.id) ?? []), ...node.statuses.nodes.filter((one) => one !== null)]);
      if (node.statuses.pageInfo.hasNextPage) asked.push({ ids: [node.id], after: node.statuses.pageInfo.endCursor });
    }
  }
  return found;
}
