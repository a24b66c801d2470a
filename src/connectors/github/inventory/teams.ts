import { z } from 'zod';
import { untold } from '../../../facts/told.ts';
import type { Json } from '../../../kernel/canonical-json.ts';
import type { GitHubApi } from '../api.ts';
import { GitHubError } from '../github-error.ts';
import { unlistedRepositories } from './completeness.ts';
import { permissionOf } from './permission-words.ts';
import { shown } from './shapes.ts';
import { stateFeed } from './state-feed.ts';
import { type Found, type Unread, wordsOf } from './telling.ts';

const members = `members(first: 100, after: $members) {
  pageInfo { hasNextPage endCursor }
  edges { role node { id } }
}`;
const repositories = `repositories(first: 100, after: $repositories) {
  pageInfo { hasNextPage endCursor }
  edges { permission node { name } }
}`;

/** At most 20 × (1 + 100 + 100) nodes. */
export const teamsQuery = `query Teams($login: String!, $after: String, $members: String, $repositories: String) {
  organization(login: $login) {
    teams(first: 20, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { id name parentTeam { name } ${members} ${repositories} }
    }
  }
}`;

export const teamQuery = `query Team($id: ID!, $members: String, $repositories: String) {
  node(id: $id) { ... on Team { id name parentTeam { name } ${members} ${repositories} } }
}`;

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

export const teamShape = z.object({
  id: z.string(),
  name: z.string(),
  parentTeam: z.object({ name: z.string() }).nullable(),
  members: z.object({ pageInfo, edges: z.array(z.object({ role: z.enum(['MAINTAINER', 'MEMBER']), node: z.object({ id: z.string() }) })) }),
  repositories: z.object({ pageInfo, edges: z.array(z.object({ permission: z.string(), node: z.object({ name: z.string() }) })) }),
});

type Team = z.infer<typeof teamShape>;

const teamsShape = z.object({
  organization: z.object({ teams: z.object({ totalCount: z.int(), pageInfo, nodes: z.array(teamShape.nullable()) }) }).nullable(),
});

/** Teams with everybody in them, those of teams below included. */
export const teamsFeed = stateFeed('teams', 'code-team', async function* (api) {
  yield* await wordsOf('', () => readTeams(api));
});

async function* readTeams(api: GitHubApi): AsyncGenerator<Found | Unread> {
  const { login } = api.organization;
  const [hidden] = await unlistedRepositories(api);
  const seen = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const answer: z.infer<typeof teamsShape> = await api.graphql(teamsQuery, { login, after, members: null, repositories: null }, teamsShape);
    const { nodes, pageInfo: page, totalCount } = shown(answer.organization, login).teams;
    for (const node of nodes) {
      if (node === null) continue;
      seen.add(node.id);
      const state = teamState(await wholeTeam(api, node));
      yield {
        kind: 'code-team',
        vendorId: node.id,
        scope: '',
        state: hidden === undefined ? state : { ...state, repositories: { ...untold(hidden) } },
      };
    }
    if (!page.hasNextPage) {
      if (seen.size < totalCount)
        yield {
          unread: '',
          reason: 'denied',
          why: `GitHub counts ${totalCount} teams of ${login} and shows ${seen.size}. Let the token see all of them.`,
        };
      return;
    }
    after = page.endCursor;
  }
}

/** A team with more members or repositories than stand on one page is read to its end. */
async function wholeTeam(api: GitHubApi, first: Team): Promise<Team> {
  const whole = { ...first, members: { ...first.members }, repositories: { ...first.repositories } };
  while (whole.members.pageInfo.hasNextPage || whole.repositories.pageInfo.hasNextPage) {
    const after = { members: whole.members.pageInfo.endCursor, repositories: whole.repositories.pageInfo.endCursor };
    const { node } = await api.graphql(teamQuery, { id: first.id, ...after }, z.object({ node: teamShape.nullable() }));
    if (node === null) throw new GitHubError('unreachable', `The team ${first.name} vanished while it was read. Collect again.`, { status: 404 });
    whole.members = joined(whole.members, node.members);
    whole.repositories = joined(whole.repositories, node.repositories);
  }
  return whole;
}

interface Page<E> {
  readonly pageInfo: z.infer<typeof pageInfo>;
  readonly edges: E[];
}

/** A list that had ended is not read again from its beginning. */
function joined<E>(before: Page<E>, next: Page<E>): Page<E> {
  if (!before.pageInfo.hasNextPage) return before;
  const { hasNextPage, endCursor } = next.pageInfo;
  return { pageInfo: { hasNextPage, endCursor: endCursor ?? before.pageInfo.endCursor }, edges: [...before.edges, ...next.edges] };
}

export function teamState({ name, parentTeam, members: people, repositories: may }: Team): Readonly<Record<string, Json>> {
  return {
    name,
    parent: parentTeam?.name ?? null,
    members: sortedBy(
      people.edges.map(({ role, node }) => ({ account: node.id, role: role === 'MAINTAINER' ? 'maintainer' : 'member' })),
      (one) => one.account,
    ),
    repositories: sortedBy(
      may.edges.map(({ permission, node }) => ({ repository: node.name, permission: permissionOf(permission) })),
      (one) => one.repository,
    ),
  };
}

/** In an order that does not depend on the vendor's. */
function sortedBy<T>(list: readonly T[], key: (one: T) => string): T[] {
  return list.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}
