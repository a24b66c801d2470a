import { afterEach, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { installationToken } from '../../demo/github/permissions/make-token.ts';
import type { GithubOptions } from '../../demo/github/server.ts';
import type { Token } from '../../demo/github/token.ts';
import type { GithubWorld, Repository } from '../../demo/github/world.ts';
import type { KindState } from '../../src/facts/kinds/index.ts';
import { bySha, reachable } from '../../src/populations/change-graph.ts';
import { walk } from '../../src/populations/changes-reconciled.ts';
import { type Looked, type Watched, watchGithub } from '../support/github-look.ts';

const servers: Watched[] = [];
afterEach(async () => {
  for (const { server } of servers.splice(0)) await server.close();
});

async function watching(world: GithubWorld, options: Partial<GithubOptions> & { token?: Token } = {}): Promise<Watched> {
  const watched = await watchGithub(world, options);
  servers.push(watched);
  return watched;
}

const clean = makeGithub(makeCompany('github changes', { changes: 260 }));
const END = '2026-01-02T06:00:00Z';
const settings = { since: '2024-12-15' };
const SINCE = Date.parse('2024-12-15T00:00:00Z');

/** The world with one repository changed. */
function withRepository(world: GithubWorld, name: string, change: (one: Repository) => Repository): GithubWorld {
  return { ...world, repositories: world.repositories.map((one) => (nameOf(one) === name ? change(one) : one)) };
}

function nameOf({ place }: Repository): string {
  return place.at(-1)?.value.name ?? '';
}

function repositoryNamed(name: string): Repository {
  return clean.repositories.find((one) => nameOf(one) === name) as Repository;
}

type Change = KindState<'change'>;

/** What a look at another time may say differently: when it was seen, and what only holds as of then. */
function lasting(state: Change): object {
  const approvals = Array.isArray(state.approvals) ? state.approvals.map(({ couldWrite: _, ...one }) => one) : state.approvals;
  return { ...state, seenAt: null, approvals, participants: null };
}

function statesOf(looks: readonly Looked[]): Map<string, object> {
  return new Map(looks.flatMap((one) => one.versions('change').map(({ vendorId, state }) => [vendorId, lasting(state)] as const)));
}

describe('a first look', () => {
  test('finds every change of the year, and the graph accounts for each commit', async () => {
    const github = await watching(clean);
    const look = await github.look(END, { settings });
    expect(look.gaps).toEqual([]);
    const changes = look.versions('change');
    const merged = clean.repositories.flatMap((one) => one.pulls.filter(({ merged }) => merged !== null && merged.at >= SINCE));
    expect(changes.filter((one) => one.state.pullRequest !== null)).toHaveLength(merged.length);
    for (const { state } of look.versions('branch')) {
      const own = changes.map((one) => one.state).filter((one) => one.repository === state.repository);
      const chain = walk(state.head, new Map(own.map((one) => [one.landed, one])));
      expect([state.repository, chain.length]).toEqual([state.repository, own.length]);
      expect([state.repository, state.firstParentCommits]).toEqual([state.repository, own.length]);
      const brought = chain.flatMap(({ landed, commits }) => [...reachable(landed, bySha(commits))].filter((sha) => bySha(commits).has(sha)));
      expect([state.repository, state.reachableCommits]).toEqual([state.repository, brought.length]);
    }
    expect(look.requests).toBeLessThan(20);
  });

  test('tells of each pull request what really was: how it landed, who approved which commit, what ran', async () => {
    const github = await watching(clean);
    const told = new Map(
      (await github.look(END, { settings })).versions('change').map(({ state }) => [`${state.repository}#${state.pullRequest}`, state]),
    );
    for (const repository of clean.repositories) {
      for (const pull of repository.pulls.filter(({ merged }) => merged !== null && merged.at >= SINCE)) {
        const state = told.get(`${nameOf(repository)}#${pull.number}`) as Change;
        expect(state).toMatchObject({ landed: pull.merged?.landed.at(-1), landedAt: pull.merged?.at, method: pull.merged?.method });
        expect(state).toMatchObject({ byQueue: pull.merged?.queue !== null, head: pull.pushes.at(-1)?.commits.at(-1), furtherCommits: 0 });
        expect(state.approvals).toMatchObject(approvalsOf(pull));
        const work = pull.pushes.at(-1)?.commits ?? [];
        expect(state.commits.map((one) => one.sha)).toEqual(expect.arrayContaining([...work, ...(pull.merged?.landed ?? [])]));
      }
    }
  });

  test('follows what is too long for one page: 260 commits, 120 reviews, 300 check runs', async () => {
    const github = await watching(clean);
    const states = (await github.look(END)).versions('change').map((one) => one.state);
    const longest = (field: (one: Change) => number) => Math.max(...states.map(field));
    expect(longest((one) => one.commits.length)).toBeGreaterThanOrEqual(260);
    expect(longest((one) => (Array.isArray(one.statusChecks) ? one.statusChecks.length : 0))).toBeGreaterThanOrEqual(300);
    expect(states.every((one) => one.furtherCommits === 0)).toBe(true);
  });

  test('takes smaller pages where GitHub gives up on large ones, and finds the same', async () => {
    const large = await (await watching(clean)).look(END);
    const small = await (await watching(clean, { mostNodes: 700 })).look(END);
    expect(statesOf([small])).toEqual(statesOf([large]));
    expect(small.requests).toBeGreaterThan(large.requests);
  });
});

test('looks every sixth day come to the same as one look at the end, and idle ones ask three things', async () => {
  const github = await watching(clean);
  const looks: Looked[] = [];
  for (let at = Date.parse('2025-01-01T06:00:00Z'); at < Date.parse(END); at += 6 * 86_400_000)
    looks.push(await github.look(new Date(at).toISOString(), { settings }));
  looks.push(await github.look(END, { settings }));
  const once = await github.look(END, { settings, alone: true });
  expect(statesOf(looks)).toEqual(statesOf([once]));
  expect(looks.flatMap((one) => one.gaps)).toEqual([]);
  const last = looks.at(-1) as Looked;
  const branches = (one: Looked) => one.versions('branch').map(({ state }) => state);
  expect(branches(last)).toEqual(branches(once));
  const idle = await github.look('2026-01-02T07:00:00Z', { settings });
  expect([idle.versions('change').length, idle.requests]).toEqual([0, 4]);
});

describe('what changes after it landed', () => {
  const api = repositoryNamed('api');
  const pull = api.pulls
    .filter((one) => one.merged !== null && one.merged.at < Date.parse('2025-06-01T00:00:00Z'))
    .at(-1) as Repository['pulls'][number];
  const touched = (change: Partial<typeof pull>) =>
    withRepository(clean, 'api', (one) => ({ ...one, pulls: one.pulls.map((each) => (each.id === pull.id ? { ...each, ...change } : each)) }));

  test('a label and a late approval make a new version of that change alone', async () => {
    const by = pull.reviews[0]?.author as number;
    const late = {
      id: 990_001,
      author: by,
      state: 'APPROVED',
      submittedAt: Date.parse('2025-07-01T10:00:00Z'),
      commit: pull.merged?.landed.at(-1),
      body: '',
    };
    const label = { name: 'emergency', at: Date.parse('2025-07-01T09:00:00Z'), by, removed: null };
    const world = touched({
      labels: [...pull.labels, label as never],
      reviews: [...pull.reviews, { ...late, dismissed: null } as never],
    });
    const github = await watching(world);
    await github.look('2025-06-30T06:00:00Z');
    const next = (await github.look('2025-07-01T12:00:00Z'))
      .versions('change')
      .filter((one) => one.state.pullRequest === pull.number && one.state.repository === 'api');
    expect(next).toHaveLength(1);
    expect(next[0]?.state).toMatchObject({ landed: pull.merged?.landed.at(-1), landedAt: pull.merged?.at, method: pull.merged?.method });
    expect(next[0]?.state.labels).toContainEqual(expect.objectContaining({ name: 'emergency', from: label.at, until: null }));
    expect(next[0]?.state.approvals).toContainEqual(expect.objectContaining({ at: late.submittedAt }));
    const again = (await github.look('2025-07-01T12:05:00Z')).versions('change').filter((one) => one.state.pullRequest === pull.number);
    expect(again).toEqual([]);
  });

  test('a dismissal, and a later no of the same person, withdraw an approval when they came', async () => {
    const [review] = pull.reviews.filter((one) => one.state === 'APPROVED');
    const at = (review?.submittedAt ?? 0) + 60_000;
    const dismissed = { at, by: review?.author, message: 'not yet' };
    const one = await (
      await watching(touched({ reviews: pull.reviews.map((each) => (each === review ? ({ ...each, dismissed } as never) : each)) }))
    ).look(END);
    const no = { ...review, id: 990_002, state: 'CHANGES_REQUESTED', submittedAt: at } as never;
    const other = await (await watching(touched({ reviews: [...pull.reviews, no] }))).look(END);
    for (const look of [one, other]) {
      const state = look.versions('change').find((each) => each.state.repository === 'api' && each.state.pullRequest === pull.number)
        ?.state as Change;
      expect(state.approvals).toContainEqual(expect.objectContaining({ at: review?.submittedAt, withdrawnAt: at }));
    }
  });
});

describe('what cannot be seen', () => {
  const needed = { metadata: 'read', contents: 'read', pull_requests: 'read', checks: 'read', statuses: 'read', issues: 'read' } as const;
  const installation = clean.organization.installations[0]?.id as number;
  const withToken = (permissions: Token['permissions']) => watching(clean, { token: installationToken('ghs_test', installation, permissions) });
  const gapsOf = (look: Looked, feed: string) => look.gaps.filter((one) => one.feed === feed);

  test('the published permissions are enough', async () => {
    const look = await (await withToken(needed)).look(END);
    const all = await (await watching(clean)).look(END);
    expect(look.gaps).toEqual([]);
    expect(statesOf([look])).toEqual(statesOf([all]));
  });

  test('without "Pull requests" the changes are unknown, the branches are not', async () => {
    const { pull_requests: _, ...rest } = needed;
    const look = await (await withToken(rest)).look(END);
    expect(look.versions('change')).toEqual([]);
    expect(gapsOf(look, 'changes').map((one) => one.reason)).toEqual(clean.repositories.filter((one) => isListed(one)).map(() => 'denied'));
    expect(gapsOf(look, 'branches')).toEqual([]);
  });

  test('without "Contents" neither is known', async () => {
    const { contents: _, ...rest } = needed;
    const look = await (await withToken(rest)).look(END);
    expect(look.observations.filter((one) => one.type === 'version')).toEqual([]);
    for (const feed of ['changes', 'branches']) expect(new Set(gapsOf(look, feed).map((one) => one.reason))).toEqual(new Set(['denied']));
  });

  test.each([
    ['checks', 'statusChecks'],
    ['issues', 'linkedIssues'],
  ] as const)('without "%s" that field alone is not told', async (permission, field) => {
    const { [permission]: _, ...rest } = needed;
    const look = await (await withToken(rest)).look(END);
    expect(look.gaps).toEqual([]);
    const pulls = look.versions('change').filter((one) => one.state.pullRequest !== null);
    const told = pulls.filter(({ state }) => Array.isArray(state[field]) && state[field].length > 0);
    expect(told).toEqual([]);
    expect(pulls.some(({ state }) => 'untold' in (state[field] ?? {}))).toBe(true);
  });

  test('one repository that is denied in the middle is one gap, and is caught up with later', async () => {
    const github = await watching(clean);
    await github.look('2025-06-01T06:00:00Z');
    github.server.setFaults([{ match: {}, act: { kind: 'deny-repository', name: 'api' } }]);
    const denied = await github.look('2025-06-20T06:00:00Z');
    const api = denied.gaps.filter((one) => one.feed === 'changes');
    expect(api).toMatchObject([{ reason: 'lost-sight', from: Date.parse('2025-06-01T06:00:00Z'), until: Date.parse('2025-06-20T06:00:00Z') }]);
    expect(denied.versions('change').some((one) => one.state.repository === 'api')).toBe(false);
    expect(denied.versions('change').length).toBeGreaterThan(0);
    github.server.setFaults([]);
    const later = await github.look('2025-07-01T06:00:00Z');
    expect(later.gaps).toEqual([]);
    const wanted = repositoryNamed('api').pulls.filter(
      ({ merged }) => merged !== null && merged.at > Date.parse('2025-06-01T06:00:00Z') && merged.at <= Date.parse('2025-07-01T06:00:00Z'),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(later.versions('change').filter((one) => one.state.repository === 'api')).toHaveLength(wanted.length);
  });

  test.each(['lose-page', 'end-early', 'empty-lists'] as const)('a list that is cut (%s) never passes for a whole one', async (kind) => {
    const whole = await (await watching(clean)).look(END);
    const github = await watching(clean, { faults: [{ match: { query: 'pullRequests(' }, times: 1, act: { kind } }] });
    const look = await github.look(END);
    const seen = statesOf([look]);
    const scopes = new Set(look.gaps.map((one) => one.scope));
    for (const { vendorId, scope, state } of whole.versions('change')) {
      if (!scopes.has(scope)) expect(asTold(seen.get(vendorId), lasting(state))).toEqual(lasting(state));
    }
    expect(github.server.log.filter((one) => one.fault === kind)).toHaveLength(1);
  });
});

/** Every yes, and when it ended: by a dismissal, or a later no of the same person. */
function approvalsOf({ reviews }: Repository['pulls'][number]): object[] {
  return reviews
    .filter((one) => one.state === 'APPROVED')
    .map((one) => {
      const noes = reviews.filter(
        (other) => other.author === one.author && other.state === 'CHANGES_REQUESTED' && other.submittedAt > one.submittedAt,
      );
      const ends = [...(one.dismissed ? [one.dismissed.at] : []), ...noes.map((other) => other.submittedAt)];
      return { at: one.submittedAt, commit: one.commit, withdrawnAt: ends.length === 0 ? null : Math.min(...ends) };
    });
}

/** What is said to be untold is no answer, and so no wrong one. */
function asTold(state: object | undefined, whole: object): object {
  const fields = Object.entries(state ?? {}).map(([name, value]) => {
    const isUntold = typeof value === 'object' && value !== null && 'untold' in value;
    return [name, isUntold ? (whole as Record<string, unknown>)[name] : value];
  });
  return Object.fromEntries(fields);
}

function isListed({ place, deletedAt }: Repository): boolean {
  return deletedAt === null && place.at(-1)?.value.owner === clean.organization.login;
}
