import { describe, expect, test } from 'vitest';
import { DAY, type Instant, plus } from '../../../src/kernel/time.ts';
import { makeCompany } from '../../company/make-company.ts';
import { makeGithub } from '../make-github.ts';
import { makeCredentials } from '../permissions/credentials.ts';
import { makeLimits, PUBLISHED } from '../permissions/limits.ts';
import { ALL_SCOPES, anOwner, classicToken } from '../permissions/make-token.ts';
import { membersAt, type RepositoryState, repositoriesAt } from '../state-at.ts';
import type { GithubWorld, Repository } from '../world.ts';
import { all, ask, json } from './in-process.ts';
import type { RestHost } from './reply.ts';

const NOW = Date.parse('2025-09-10T10:00:00Z') as Instant;
const world = makeGithub(makeCompany('resources', { changes: 400 }), { plan: 'enterprise' });
const owner = anOwner(world);
const [busiest] = repositoriesAt(world, NOW).sort((a, b) => b.repository.pulls.length - a.repository.pulls.length) as [RepositoryState];
const here = `/repos/harbourlight/${busiest.name}`;

function hostOf(of: GithubWorld = world, now: Instant = NOW): RestHost {
  const limits = makeLimits({ ...PUBLISHED, core: 100_000, perMinute: { core: 100_000, graphql: 100_000 } }, () => now);
  return { world: of, now, credentials: makeCredentials([classicToken('good', owner, ALL_SCOPES)]), limits };
}

const host = hostOf();

function with_(change: (repository: Repository) => Partial<Repository>): GithubWorld {
  const repositories = world.repositories.map((one) => (one.id === busiest.repository.id ? { ...one, ...change(one) } : one));
  return { ...world, repositories };
}

describe('pages', () => {
  test.each([1, 7, 100])('of %i hold each pull request once, in order', (size) => {
    const listed = all<{ number: number }>(host, 'good', `${here}/pulls?state=all&direction=asc&per_page=${size}`);
    const opened = busiest.repository.pulls.filter(({ openedAt }) => openedAt <= NOW);
    expect(listed.map(({ number }) => number)).toEqual(
      opened.toSorted((a, b) => a.openedAt - b.openedAt || a.number - b.number).map(({ number }) => number),
    );
  });

  test('have 30 items unless asked, and never more than 100', () => {
    expect(json<unknown[]>(ask(host, 'good', `${here}/pulls?state=all`))).toHaveLength(30);
    expect(json<unknown[]>(ask(host, 'good', `${here}/commits?per_page=1000`))).toHaveLength(100);
  });

  test('lead to the next, the last, the one before and the first', () => {
    const { headers } = ask(host, 'good', `${here}/pulls?state=all&per_page=5&page=2`);
    const rels = [...(headers['link'] ?? '').matchAll(/[?&]page=(\d+)[^>]*>; rel="(\w+)"/g)].map(([, page, rel]) => [rel, page]);
    expect(Object.fromEntries(rels)).toMatchObject({ next: '3', prev: '1', first: '1' });
    expect(Number(Object.fromEntries(rels)['last'])).toBeGreaterThan(3);
    expect(ask(host, 'good', '/orgs/harbourlight/hooks').headers['link']).toBeUndefined();
  });

  test('of Dependabot alerts go on after a cursor, not by number', () => {
    const listed = all<{ url: string }>(host, 'good', '/orgs/harbourlight/dependabot/alerts?per_page=3');
    const there = repositoriesAt(world, NOW).filter(({ features, archived }) => features.dependencyAlerts && !archived);
    const opened = there.flatMap(({ repository }) => repository.alerts.dependabot.filter(({ createdAt }) => createdAt <= NOW));
    expect(new Set(listed.map(({ url }) => url)).size).toBe(opened.length);
    expect(listed).toHaveLength(opened.length);
    expect(ask(host, 'good', '/orgs/harbourlight/dependabot/alerts?page=2').status).toBe(400);
  });
});

describe('conditional requests', () => {
  test('of what did not change are 304, without a body and free of charge', () => {
    const fresh = hostOf();
    const first = ask(fresh, 'good', `${here}/pulls?state=all`);
    const used = fresh.limits.rate('good', 'core').used;
    const again = ask(fresh, 'good', `${here}/pulls?state=all`, { headers: { 'if-none-match': first.headers['etag'] ?? '' } });
    expect([again.status, again.body, again.headers['etag']]).toEqual([304, '', first.headers['etag']]);
    expect(fresh.limits.rate('good', 'core').used).toBe(used);
  });

  test('of what changed meanwhile are answered anew', () => {
    const { etag = '' } = ask(hostOf(world, plus(NOW, -30 * DAY)), 'good', `${here}/pulls?state=all`).headers;
    expect(ask(host, 'good', `${here}/pulls?state=all`, { headers: { 'if-none-match': etag } }).status).toBe(200);
  });

  test('carry the date of the server, and when a thing last changed', () => {
    const { headers } = ask(host, 'good', '/orgs/harbourlight');
    expect(headers['date']).toBe('Wed, 10 Sep 2025 10:00:00 GMT');
    expect(headers['last-modified']).toMatch(/ GMT$/);
  });
});

describe('a repository', () => {
  const before = busiest.name;
  const moved = with_(({ place }) => ({ place: [...place, { from: plus(NOW, -DAY), value: { owner: 'harbourlight', name: 'another-name' } }] }));

  test('that was renamed leads from its old name to its number, and from there on', () => {
    const answer = ask(hostOf(moved), 'good', `/repos/harbourlight/${before}/pulls?state=all`);
    expect(answer.status).toBe(301);
    expect(answer.headers['location']).toMatch(new RegExp(`/repositories/${busiest.repository.id}/pulls\\?state=all$`));
    const there = ask(hostOf(moved), 'good', answer.headers['location'] ?? '');
    expect(there.status).toBe(200);
    expect(json<{ base: { repo: { name: string } } }[]>(there)[0]?.base.repo.name).toBe('another-name');
  });

  test('had its old name before', () => {
    expect(ask(hostOf(moved, plus(NOW, -2 * DAY)), 'good', `/repos/harbourlight/${before}`).status).toBe(200);
  });

  test.each([
    ['transferred away', { place: [...busiest.repository.place, { from: NOW, value: { owner: 'somebody', name: before } }] }],
    ['deleted', { deletedAt: NOW }],
  ])('that was %s is not there, by name, by number or in lists', (_, change) => {
    const gone = hostOf(with_(() => change));
    expect(ask(gone, 'good', here).status).toBe(404);
    expect(ask(gone, 'good', `/repositories/${busiest.repository.id}`).status).toBe(404);
    const names = all<{ name: string }>(gone, 'good', '/orgs/harbourlight/repos').map(({ name }) => name);
    expect(names).not.toContain(before);
    expect(names).toHaveLength(repositoriesAt(world, NOW).length - 1);
  });
});

test('members by role and by two-factor authentication, as of an instant', () => {
  const logins = (query: string, at = NOW): string[] =>
    all<{ login: string }>(hostOf(world, at), 'good', `/orgs/harbourlight/members?per_page=100${query}`).map(({ login }) => login);
  const expected = (at: Instant): string[] => membersAt(world, at).map(({ login }) => login);
  expect(logins('')).toEqual(expected(NOW));
  expect(logins('', plus(NOW, -200 * DAY))).toEqual(expected(plus(NOW, -200 * DAY)));
  expect([...logins('&role=admin'), ...logins('&role=member')].sort()).toEqual(expected(NOW).sort());
  expect(logins('&filter=2fa_disabled')).toEqual([]);
  const careless = membersAt(world, NOW)[3]?.account.id;
  const accounts = world.accounts.map((one) => (one.id === careless ? { ...one, twoFactor: [{ from: one.createdAt, value: false }] } : one));
  expect(all(hostOf({ ...world, accounts }), 'good', '/orgs/harbourlight/members?filter=2fa_disabled')).toHaveLength(1);
});

test('only owners may filter members by two-factor authentication', () => {
  const member = membersAt(world, NOW).find(({ role }) => role === 'member');
  const credentials = makeCredentials([classicToken('member', member?.account.id ?? 0, ALL_SCOPES)]);
  expect(ask({ ...host, credentials }, 'member', '/orgs/harbourlight/members?filter=2fa_disabled').status).toBe(422);
});

test('a leaked secret is in the answer unless the request hides it', () => {
  const alerts = '/orgs/harbourlight/secret-scanning/alerts';
  const live = repositoriesAt(world, NOW).flatMap(({ repository }) => repository.alerts.secretScanning.filter(({ createdAt }) => createdAt <= NOW));
  expect(live.length).toBeGreaterThan(0);
  expect(
    all<{ secret?: string }>(host, 'good', alerts)
      .map(({ secret }) => secret)
      .sort(),
  ).toEqual(live.map(({ secret }) => secret).sort());
  expect(all<{ secret?: string }>(host, 'good', `${alerts}?hide_secret=true`).filter((alert) => 'secret' in alert)).toEqual([]);
});

test('alerts of a repository whose feature is off are refused, each in its own way', () => {
  const off = { dependencyAlerts: false, dependencyUpdates: false, codeScanning: false, secretScanning: false, pushProtection: false };
  const dark = hostOf(with_(({ createdAt }) => ({ features: [{ from: createdAt, value: off }] })));
  const statuses = ['dependabot/alerts', 'code-scanning/alerts', 'secret-scanning/alerts', 'vulnerability-alerts', 'automated-security-fixes'];
  expect(statuses.map((path) => ask(dark, 'good', `${here}/${path}`).status)).toEqual([403, 403, 404, 404, 200]);
  expect(json(ask(dark, 'good', `${here}/automated-security-fixes`))).toEqual({ enabled: false, paused: false });
});

describe('history', () => {
  const main = json<{ sha: string; parents: { sha: string }[] }[]>(ask(host, 'good', `${here}/commits?per_page=100`));
  const [head, , older] = main;

  test('begins at the head of the default branch, children before parents', () => {
    const at = new Map(main.map(({ sha }, index) => [sha, index]));
    const wrong = main.filter(({ sha, parents }) => parents.some((parent) => (at.get(parent.sha) ?? 1000) < (at.get(sha) ?? 0)));
    expect(wrong).toEqual([]);
    expect(json<{ commit: { sha: string } }>(ask(host, 'good', `${here}/branches/main`)).commit.sha).toBe(head?.sha);
  });

  test('compares two of its commits', () => {
    const comparison = json<{ status: string; ahead_by: number; behind_by: number; commits: { sha: string }[] }>(
      ask(host, 'good', `${here}/compare/${older?.sha}...${head?.sha}`),
    );
    expect(comparison).toMatchObject({ status: 'ahead', behind_by: 0 });
    expect(comparison.commits.at(-1)?.sha).toBe(head?.sha);
    expect(comparison.commits).toHaveLength(comparison.ahead_by);
    expect(json(ask(host, 'good', `${here}/compare/${head?.sha}...${older?.sha}`))).toMatchObject({ status: 'behind', ahead_by: 0 });
    expect(ask(host, 'good', `${here}/compare/${'0'.repeat(40)}...main`).status).toBe(404);
  });

  test('of a pull request ends after 250 commits', () => {
    const state = repositoriesAt(world, NOW).find(({ repository }) =>
      repository.pulls.some(({ pushes }) => pushes.some(({ commits }) => commits.length > 250)),
    );
    const pull = state?.repository.pulls.find(({ pushes }) => pushes.some(({ commits }) => commits.length > 250));
    const later = hostOf(world, plus(NOW, 110 * DAY));
    expect(all(later, 'good', `/repos/harbourlight/${state?.name}/pulls/${pull?.number}/commits?per_page=100`)).toHaveLength(250);
  });
});

test('an unknown path, and a method that is not served, are not found', () => {
  expect(ask(host, 'good', '/orgs/harbourlight/nothing').status).toBe(404);
  expect(ask(host, 'good', '/orgs/harbourlight', { method: 'POST' }).status).toBe(404);
});

test('a parameter that is not heeded is said, not passed over', () => {
  const answer = ask(host, 'good', `${here}/pulls?head=harbourlight:fix`);
  expect([answer.status, json<{ message: string }>(answer).message]).toEqual([501, expect.stringContaining('head')]);
});
