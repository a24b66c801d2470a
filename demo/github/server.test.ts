import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Instant } from '../../src/kernel/time.ts';
import { makeCompany } from '../company/make-company.ts';
import type { Fault } from './faults.ts';
import { makeGithub } from './make-github.ts';
import { anOwner, classicToken } from './permissions/make-token.ts';
import { type PretendGithub, startGithub } from './server.ts';

const NOW = Date.parse('2025-06-02T09:00:00Z') as Instant;
const world = makeGithub(makeCompany('served', { changes: 120 }));
const token = classicToken('secret', anOwner(world), ['repo', 'read:org']);
let github: PretendGithub;

beforeAll(async () => {
  github = await startGithub({ world, tokens: [token], now: NOW });
});
beforeEach(() => {
  github.setFaults([]);
  github.setNow(NOW);
});
afterAll(() => github.close());

const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' };
const rest = (path: string, more: Record<string, string> = {}): Promise<Response> =>
  fetch(`${github.url}${path}`, { headers: { ...headers, ...more } });
const graphql = (query: string, url = `${github.url}/graphql`, authorization = 'Bearer secret'): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...headers, authorization }, body: JSON.stringify({ query }) });

const LAST = '{ repository(owner: "harbourlight", name: "web") { pullRequests(last: 1) { totalCount pageInfo { hasNextPage } nodes { number } } } }';

interface Last {
  readonly data: {
    readonly repository: { readonly pullRequests: { readonly totalCount: number; readonly nodes: readonly unknown[] } } | null;
  } | null;
  readonly errors?: readonly { readonly type: string }[];
}

const last = async (): Promise<Last> => (await (await graphql(LAST)).json()) as Last;

describe('the server', () => {
  it('answers as of the clock that it is given', async () => {
    const before = (await last()).data?.repository?.pullRequests.totalCount as number;
    github.setNow((NOW + 90 * 86_400_000) as Instant);
    expect((await last()).data?.repository?.pullRequests.totalCount).toBeGreaterThan(before);
    expect(new Date((await rest('/user')).headers.get('date') as string).getTime()).toBe(NOW + 90 * 86_400_000);
  });

  it('answers below /api/v3 and /api/graphql, too, and names addresses there', async () => {
    expect((await graphql('{ viewer { login } }', `${github.url}/api/graphql`)).status).toBe(200);
    const answer = await fetch(`${github.enterpriseUrl}/orgs/harbourlight/repos?per_page=2`, { headers });
    expect(answer.headers.get('link')).toContain(`<${github.enterpriseUrl}/`);
    expect(((await answer.json()) as unknown[]).length).toBe(2);
  });

  it('tells the same of a repository over REST and GraphQL', async () => {
    const query =
      '{ repository(owner: "harbourlight", name: "web") { databaseId id defaultBranchRef { target { oid } } pullRequests(last: 1) { nodes { id fullDatabaseId } } } }';
    const { repository } = ((await (await graphql(query)).json()) as { data: { repository: Told } }).data;
    const told = (await (await rest('/repos/harbourlight/web')).json()) as { id: number; node_id: string };
    const branch = (await (await rest('/repos/harbourlight/web/branches/main')).json()) as { commit: { sha: string } };
    expect([told.id, told.node_id, branch.commit.sha]).toEqual([repository.databaseId, repository.id, repository.defaultBranchRef.target.oid]);
  });

  it('refuses who says nothing, and whom it does not know', async () => {
    expect((await graphql('{ viewer { login } }', undefined, 'Bearer other')).status).toBe(401);
    expect((await rest('/user', { authorization: '' })).status).toBe(401);
  });

  it('spends points by what a query costs, and counts requests and what was not modified', async () => {
    const before = github.counts();
    const answer = await graphql(
      '{ organization(login: "harbourlight") { repositories(first: 100) { nodes { refs(refPrefix: "refs/heads/", first: 1) { totalCount } pullRequests(first: 1) { totalCount } } } } rateLimit { cost } }',
    );
    expect(((await answer.json()) as { data: { rateLimit: unknown } }).data.rateLimit).toEqual({ cost: 2 });
    const etag = (await rest('/repos/harbourlight/web')).headers.get('etag') as string;
    expect((await rest('/repos/harbourlight/web', { 'if-none-match': etag })).status).toBe(304);
    const after = github.counts();
    expect([after.points - before.points, after.notModified - before.notModified, after.requests - before.requests]).toEqual([2, 1, 3]);
  });

  it('says over GraphQL that the hour is spent with a 200', async () => {
    const small = await startGithub({ world, tokens: [token], now: NOW, allowance: { graphql: 1 } });
    const ask = (): Promise<Response> => graphql('{ viewer { login } }', `${small.url}/graphql`);
    expect(await (await ask()).json()).toHaveProperty('data');
    const spent = await ask();
    expect([spent.status, spent.headers.get('x-ratelimit-remaining')]).toEqual([200, '0']);
    expect(await spent.json()).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
    await small.close();
  });
});

interface Told {
  readonly id: string;
  readonly databaseId: number;
  readonly defaultBranchRef: { readonly target: { readonly oid: string } };
}

describe('faults', () => {
  const all = (act: Fault['act']): Fault => ({ match: {}, act });

  it('strike the requests that they match, after so many, so many times', async () => {
    github.setFaults([{ match: { api: 'rest', path: '/user' }, after: 1, times: 2, act: { kind: 'status', status: 503 } }]);
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await rest('/user')).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect((await graphql('{ viewer { login } }')).status).toBe(200);
  });

  it('match a query by its text and its variables', async () => {
    github.setFaults([{ match: { query: 'pullRequests' }, act: { kind: 'status', status: 502 } }]);
    expect((await graphql(LAST)).status).toBe(502);
    expect((await graphql('{ viewer { login } }')).status).toBe(200);
  });

  it('limit: the hour is spent, or too fast with a wait; who asks inside the wait is counted', async () => {
    github.setFaults([{ match: { path: '/user' }, times: 1, act: { kind: 'primary-limit', resetIn: 600 } }]);
    const spent = await rest('/user');
    expect([spent.status, spent.headers.get('x-ratelimit-reset')]).toEqual([403, String(NOW / 1000 + 600)]);
    const before = github.counts().insidePenalty;
    github.setFaults([{ match: { path: '/user' }, times: 1, act: { kind: 'secondary-limit', retryAfter: 30 } }]);
    expect((await rest('/user')).headers.get('retry-after')).toBe('30');
    await rest('/user');
    expect(github.counts().insidePenalty).toBe(before + 1);
  });

  it('hang, and cut', async () => {
    github.setFaults([all({ kind: 'hang' })]);
    await expect(fetch(`${github.url}/user`, { headers, signal: AbortSignal.timeout(200) })).rejects.toThrow();
    github.setFaults([all({ kind: 'cut' })]);
    await expect(rest('/user').then((answer) => answer.text())).rejects.toThrow();
  });

  it('empty: no body, no items though paging goes on, no items and no paging, the end too early', async () => {
    github.setFaults([all({ kind: 'empty-body' })]);
    expect(await (await rest('/orgs/harbourlight/repos')).text()).toBe('');
    github.setFaults([all({ kind: 'lose-page' })]);
    const lost = await rest('/orgs/harbourlight/repos?per_page=2');
    expect([await lost.json(), lost.headers.get('link')?.includes('rel="next"')]).toEqual([[], true]);
    expect((await last()).data?.repository?.pullRequests.nodes).toEqual([]);
    github.setFaults([all({ kind: 'empty-lists' })]);
    const empty = await rest('/orgs/harbourlight/repos?per_page=2');
    expect([await empty.json(), empty.headers.get('link')]).toEqual([[], null]);
    expect((await last()).data?.repository?.pullRequests.totalCount).toBe(0);
    github.setFaults([all({ kind: 'end-early' })]);
    const early = await rest('/orgs/harbourlight/repos?per_page=2');
    expect([((await early.json()) as unknown[]).length, early.headers.get('link')]).toEqual([2, null]);
  });

  it('deny one repository, and leave the others', async () => {
    github.setFaults([all({ kind: 'deny-repository', name: 'web' })]);
    expect((await rest('/repos/harbourlight/web')).status).toBe(404);
    expect((await rest('/repos/harbourlight/api')).status).toBe(200);
    expect(await last()).toMatchObject({ data: { repository: null }, errors: [{ type: 'NOT_FOUND' }] });
    const names = ((await (await rest('/orgs/harbourlight/repos?per_page=100')).json()) as { name: string }[]).map(({ name }) => name);
    expect(names).not.toContain('web');
  });

  it('change a shape', async () => {
    github.setFaults([all({ kind: 'rename-field', from: 'login', to: 'handle' })]);
    expect(await (await rest('/user')).json()).not.toHaveProperty('login');
    github.setFaults([all({ kind: 'replace-field', name: 'number', value: 'seven' })]);
    expect((await last()).data?.repository?.pullRequests.nodes).toEqual([{ number: 'seven' }]);
  });

  it('let a token expire: from then on nothing is answered', async () => {
    github.setFaults([{ match: {}, after: 1, times: 1, act: { kind: 'token-expires' } }]);
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await rest('/user')).status);
    expect(statuses).toEqual([200, 401, 401]);
  });

  it('forbid, and answer a page in place of data', async () => {
    github.setFaults([all({ kind: 'forbid' })]);
    expect((await rest('/user')).status).toBe(403);
    expect((await last()).errors?.[0]?.type).toBe('FORBIDDEN');
    github.setFaults([all({ kind: 'html' })]);
    expect((await rest('/user')).headers.get('content-type')).toBe('text/html');
  });
});
