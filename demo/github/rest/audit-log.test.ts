import { describe, expect, test } from 'vitest';
import { DAY, type Instant, plus } from '../../../src/kernel/time.ts';
import { makeCompany } from '../../company/make-company.ts';
import { makeGithub } from '../make-github.ts';
import { makeCredentials } from '../permissions/credentials.ts';
import { makeLimits, PUBLISHED } from '../permissions/limits.ts';
import { ALL_SCOPES, anOwner, classicToken } from '../permissions/make-token.ts';
import { type RepositoryState, repositoriesAt } from '../state-at.ts';
import type { GithubWorld } from '../world.ts';
import { all, ask, nextOf } from './in-process.ts';
import type { RestHost } from './reply.ts';

const NOW = Date.parse('2025-09-10T10:00:00Z') as Instant;
const world = makeGithub(makeCompany('audit log', { changes: 400 }), { plan: 'enterprise' });
const owner = anOwner(world);
const [busiest] = repositoriesAt(world, NOW).sort((a, b) => b.repository.pulls.length - a.repository.pulls.length) as [RepositoryState];

function hostOf(of: GithubWorld = world): RestHost {
  const limits = makeLimits({ ...PUBLISHED, perMinute: { core: 5000, graphql: 5000 } }, () => NOW);
  return { world: of, now: NOW, credentials: makeCredentials([classicToken('good', owner, ALL_SCOPES)]), limits };
}

const host = hostOf();

describe('the audit log', () => {
  const log = '/orgs/harbourlight/audit-log';
  interface Entry {
    readonly action: string;
    readonly '@timestamp': number;
    readonly _document_id: string;
    readonly actor?: string;
  }

  test('is there on Enterprise only', () => {
    expect(ask(hostOf({ ...world, organization: { ...world.organization, plan: 'team' } }), 'good', log).status).toBe(404);
  });

  test('is paged by cursor, newest first, each entry once, and goes back three months unless asked', () => {
    const entries = all<Entry>(host, 'good', `${log}?per_page=50`);
    expect(new Set(entries.map((one) => one._document_id)).size).toBe(entries.length);
    const times = entries.map((one) => one['@timestamp']);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(Math.min(...times)).toBeGreaterThan(plus(NOW, -90 * DAY));
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
    const older = all<Entry>(host, 'good', `${log}?per_page=100&phrase=created:>=2025-01-01`);
    expect(Math.min(...older.map((one) => one['@timestamp']))).toBeGreaterThan(plus(NOW, -180 * DAY));
    expect(older.length).toBeGreaterThan(entries.length);
    expect(nextOf(ask(host, 'good', log))).toMatch(/after=/);
  });

  test('is searched by action, actor and day', () => {
    const [merge] = all<Entry>(host, 'good', `${log}?phrase=action:pull_request.merge`);
    const day = new Date(merge?.['@timestamp'] ?? 0).toISOString().slice(0, 10);
    const found = all<Entry>(host, 'good', `${log}?phrase=${encodeURIComponent(`action:pull_request actor:${merge?.actor} created:${day}..${day}`)}`);
    expect(found).toContainEqual(merge);
    expect(found.every(({ action, actor }) => action.startsWith('pull_request.') && actor === merge?.actor)).toBe(true);
    expect(all<Entry>(host, 'good', `${log}?phrase=-action:pull_request`).some(({ action }) => action.startsWith('pull_request.'))).toBe(false);
  });

  test('tells of Git only on request, and forgets after a week', () => {
    expect(all<Entry>(host, 'good', log).some(({ action }) => action.startsWith('git.'))).toBe(false);
    const pushes = all<Entry>(host, 'good', `${log}?include=git&per_page=100`);
    expect(pushes.length).toBeGreaterThan(0);
    expect(Math.min(...pushes.map((one) => one['@timestamp']))).toBeGreaterThan(plus(NOW, -7 * DAY));
  });

  test('tells that protection was lifted and put back', () => {
    const [first] = busiest.repository.rulesets;
    if (first === undefined) throw new Error('The demo company protects its repositories by rulesets no more: mend this test.');
    const state = first.state.at(-1)?.value ?? null;
    const lifted = {
      ...first,
      state: [
        ...first.state,
        { from: plus(NOW, -3 * DAY), value: state && { ...state, enforcement: 'disabled' as const }, by: owner },
        { from: plus(NOW, -2 * DAY), value: state, by: owner },
      ],
    };
    const repositories = world.repositories.map((one) => (one.id === busiest.repository.id ? { ...one, rulesets: [lifted] } : one));
    const entries = all<Entry>(hostOf({ ...world, repositories }), 'good', `${log}?phrase=action:repository_ruleset`);
    expect(entries).toMatchObject([
      {
        action: 'repository_ruleset.update',
        ruleset_enforcement: 'enabled',
        ruleset_old_enforcement: 'disabled',
        repo: `harbourlight/${busiest.name}`,
      },
      { action: 'repository_ruleset.update', ruleset_enforcement: 'disabled', ruleset_old_enforcement: 'enabled' },
    ]);
  });
});
