import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/kernel/time.ts';
import { classicToken, fineGrainedToken } from '../permissions/make-token.ts';
import { answerGraphql } from './execute.ts';
import { almighty, ask, circumstances, NOW, organization, owner, pulls, repository, type Said, world } from './testing/asking.ts';

describe('limits', () => {
  it('wants first or last, from 1 to 100, also by a variable', async () => {
    const without = await ask(organization('teams { totalCount }'));
    expect(without.body.errors?.[0]).toMatchObject({ type: 'MISSING_PAGINATION_BOUNDARIES' });
    expect(without.body.data).toBeUndefined();
    const many = 'query($n: Int = 101) { organization(login: "harbourlight") { teams(first: $n) { totalCount } } }';
    expect((await ask(many)).body.errors?.[0]?.type).toBe('EXCESSIVE_PAGINATION');
    expect((await ask(many, { variables: { n: 0 } })).body.errors?.[0]?.type).toBe('EXCESSIVE_PAGINATION');
    expect((await ask(many, { variables: { n: 100 } })).body.errors).toBeUndefined();
  });

  it('counts nodes and points as GitHub’s documents do', async () => {
    const documented = organization('repositories(first: 100) { nodes { pullRequests(first: 50) { nodes { commits(first: 60) { totalCount } } } } }');
    const { cost, body } = await ask(`${documented.slice(0, -1)} rateLimit { cost nodeCount used remaining } }`);
    expect(body.errors).toBeUndefined();
    expect(body.data?.['rateLimit']).toEqual({ cost: 51, nodeCount: 100 + 5000 + 300_000, used: 3, remaining: 4997 });
    expect(cost).toBe(51);
    const tooMany = await ask(documented.replace('first: 60', 'first: 100'));
    expect(tooMany.body.errors?.[0]?.type).toBe('MAX_NODE_LIMIT_EXCEEDED');
  });

  it('answers 502 when an answer would hold more nodes than it is given', async () => {
    const query = pulls('number commits(first: 50) { nodes { commit { oid } } }');
    expect((await ask(query, { mostNodes: 50 })).status).toBe(502);
    expect((await ask(query)).status).toBe(200);
  });
});

describe('pages', () => {
  const page =
    'query($after: String) { repository(owner: "harbourlight", name: "web") { pullRequests(first: 7, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { number } } } }';

  it('hold every item once', async () => {
    const numbers: number[] = [];
    let after: string | null = null;
    for (;;) {
      const { body } = await ask(page, { variables: { after } });
      const { nodes, pageInfo, totalCount } = (body.data as never as Paged).repository.pullRequests;
      numbers.push(...nodes.map(({ number }) => number));
      after = pageInfo.endCursor;
      if (pageInfo.hasNextPage) continue;
      expect(new Set(numbers).size).toBe(totalCount);
      break;
    }
  });

  it('refuse a cursor that is none', async () => {
    expect((await ask(page, { variables: { after: 'bm9uc2Vuc2U=' } })).body.errors?.[0]?.type).toBe('INVALID_CURSOR_ARGUMENTS');
  });

  it('of a history go on from the head they began with, whatever landed since', async () => {
    const history =
      'query($after: String) { repository(owner: "harbourlight", name: "web") { defaultBranchRef { target { ... on Commit { history(first: 5, after: $after) { pageInfo { endCursor } nodes { oid } } } } } } }';
    const both = await ask(history.replaceAll('first: 5', 'first: 10'), { variables: { after: null } });
    const first = await ask(history, { variables: { after: null } });
    const later = (NOW + 30 * 86_400_000) as Instant;
    const second = await ask(history, { at: later, variables: { after: historyOf(first).pageInfo.endCursor } });
    expect([...historyOf(first).nodes, ...historyOf(second).nodes]).toEqual(historyOf(both).nodes);
    expect(historyOf(await ask(history, { at: later, variables: { after: null } })).nodes).not.toEqual(historyOf(first).nodes);
  });
});

interface Paged {
  readonly repository: {
    readonly pullRequests: {
      readonly totalCount: number;
      readonly nodes: { readonly number: number }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

interface History {
  readonly pageInfo: { readonly endCursor: string };
  readonly nodes: readonly { readonly oid: string }[];
}

function historyOf({ body }: { readonly body: Said }): History {
  return (body.data as never as { repository: { defaultBranchRef: { target: { history: History } } } }).repository.defaultBranchRef.target.history;
}

describe('what a token may not see', () => {
  const reader = fineGrainedToken('f', owner, { contents: 'read', pull_requests: 'read', statuses: 'read' });

  it('is null, with FORBIDDEN and its path', async () => {
    const { body } = await ask(repository('name vulnerabilityAlerts(first: 1) { totalCount }'), { token: reader });
    expect(body.data?.['repository']).toEqual({ name: 'web', vulnerabilityAlerts: null });
    expect(body.errors).toMatchObject([
      { type: 'FORBIDDEN', path: ['repository', 'vulnerabilityAlerts'], message: 'Resource not accessible by personal access token' },
    ]);
  });

  it('leaves holes in the list of contexts where runs may not be read', async () => {
    const query = pulls('statusCheckRollup { contexts(first: 10) { totalCount nodes { __typename } } }');
    const { body } = await ask(query, { token: reader });
    expect(body.errors?.every(({ type }) => type === 'FORBIDDEN')).toBe(true);
    expect(JSON.stringify(body.data)).toContain('[null,null,null,{"__typename":"StatusContext"}]');
  });

  it('names the scopes that a classic token lacks', async () => {
    const { body } = await ask(organization('membersWithRole(first: 1) { totalCount }'), { token: classicToken('c', owner, ['repo']) });
    expect(body.errors?.[0]?.type).toBe('INSUFFICIENT_SCOPES');
    expect(body.errors?.[0]?.message).toContain("requires one of the following scopes: ['read:org'");
  });

  it('tells second factors to owners only', async () => {
    const query = organization('membersWithRole(first: 1) { edges { hasTwoFactorEnabled } }');
    const member = world.accounts.find(({ membership }) => membership.length === 1 && membership[0]?.value === 'member')?.id as number;
    expect(JSON.stringify((await ask(query)).body.data)).toContain('"hasTwoFactorEnabled":true');
    expect(JSON.stringify((await ask(query, { token: classicToken('m', member, ['repo', 'read:org']) })).body.data)).toContain(
      '"hasTwoFactorEnabled":null',
    );
  });

  it('is not found where a repository is not among the token’s, or the organization wants single sign-on', async () => {
    const [api] = world.repositories;
    const one = fineGrainedToken('o', owner, { contents: 'read' }, { repositories: [api?.id as number] });
    expect((await ask(repository('name'), { token: one })).body.errors?.[0]).toMatchObject({ type: 'NOT_FOUND', path: ['repository'] });
    expect((await ask(repository('name', 'api'), { token: one })).body.errors).toBeUndefined();
    const { body } = await ask(organization('login'), { token: { ...almighty, sso: false } });
    expect(body.errors?.[0]).toMatchObject({ type: 'FORBIDDEN', extensions: { saml_failure: true } });
  });
});

it('finds things by their node ids, and says which it does not', async () => {
  const { body } = await ask(pulls('id'));
  const id = (body.data as never as { repository: { pullRequests: { nodes: { id: string }[] } } }).repository.pullRequests.nodes[0]?.id as string;
  const found = await ask('query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { variables: { ids: [id, 'PR_kwDOnothing'] } });
  expect((found.body.data as never as { nodes: unknown[] }).nodes).toEqual([{ __typename: 'PullRequest', id }, null]);
  expect(found.body.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }]);
});

it('tells deleted accounts as nobody', async () => {
  const [pull] = world.repositories.find(({ place }) => place[0]?.value.name === 'web')?.pulls ?? [];
  const accounts = world.accounts.map((account) => (account.id === pull?.author ? { ...account, deletedAt: (NOW - 1000) as Instant } : account));
  const request = { query: repository(`pullRequest(number: ${pull?.number}) { author { login } }`), variables: {}, operationName: null };
  const gone = await answerGraphql(request, { ...circumstances(), world: { ...world, accounts } });
  expect(gone.body).toEqual({ data: { repository: { pullRequest: { author: null } } } });
});
