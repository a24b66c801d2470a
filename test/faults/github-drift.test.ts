import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingToken } from '../../demo/github/reading-token.ts';
import { github } from '../../src/connectors/github/index.ts';
import { silences } from '../least-privilege/blinded.ts';
import { type Looked as Seen, type Watched, watchGithub } from '../support/github-look.ts';
import type { Looked } from '../support/looking.ts';
import { makeEventfulWorld } from '../vendor/world.ts';

/** Fault 30 at GitHub: fields that are missing, renamed, or of another sort, in the answers that each feed rests on. */
const world = makeEventfulWorld('drift', 'enterprise');
let watched: Watched;
beforeAll(async () => {
  watched = await watchGithub(world, { token: readingToken(world, 'ghs_reading') });
});
afterAll(() => watched.server.close());

const settings = { since: '2025-01-02' };

async function look(feed: string): Promise<Looked> {
  return byFeed(await watched.look('2025-09-10T17:45:00Z', { feeds: [feed], settings, alone: true }));
}

/** The same, asked by feed. */
function byFeed({ observations }: Seen): Looked {
  const of = (type: string) => (feed: string) => observations.filter((one) => one.type === type && one.feed === feed);
  return { versions: of('version'), gaps: of('gap') } as unknown as Looked;
}

/** Fields that say something of their own, by feed and by the part of the address, or of the query, that answers them. */
const told: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  organization: [
    ['/orgs/harbourlight', ['two_factor_requirement_enabled', 'default_repository_permission', 'members_can_create_public_repositories', 'plan']],
  ],
  accounts: [
    ['Members', ['role', 'login', 'databaseId']],
    ['/outside_collaborators', ['node_id', 'login']],
  ],
  teams: [['Teams', ['role', 'permission', 'name', 'members', 'repositories']]],
  repositories: [['/orgs/harbourlight/repos', ['private', 'archived', 'created_at', 'name', 'node_id']]],
  access: [['Access', ['permission', 'login']]],
  protection: [
    [
      '/protection',
      [
        'enforce_admins',
        'allow_force_pushes',
        'allow_deletions',
        'enabled',
        'dismiss_stale_reviews',
        'require_code_owner_reviews',
        'app_id',
        'context',
      ],
    ],
    ['/rules/branches', ['type', 'context']],
  ],
  deployments: [['/deployments', ['environment', 'sha', 'created_at', 'node_id']]],
  pipelines: [['/actions/runs', ['event', 'status', 'head_sha', 'created_at', 'conclusion']]],
  'dependency-alerts': [['/dependabot/alerts', ['state', 'severity', 'fixed_at', 'dismissed_at', 'created_at', 'number']]],
  'code-scanning': [['/code-scanning/alerts', ['state', 'dismissed_at', 'created_at', 'number', 'rule']]],
  'secret-scanning': [['/secret-scanning/alerts', ['state', 'resolved_at', 'secret_type', 'created_at', 'number']]],
  'deploy-keys': [['/keys', ['read_only', 'created_at', 'last_used', 'added_by', 'title']]],
  webhooks: [['/hooks', ['active', 'insecure_ssl', 'events']]],
  'app-installations': [['/installations', ['permissions', 'app_slug', 'repository_selection']]],
  'audit-log': [['/audit-log', ['action', '_document_id', 'repo']]],
  changes: [
    [
      'Changes',
      [
        'state',
        'submittedAt',
        'commit',
        'author',
        'mergedAt',
        'mergeCommit',
        'parents',
        'committedDate',
        '__typename',
        'conclusion',
        'status',
        'name',
      ],
    ],
  ],
  branches: [['Changes', ['oid', 'parents', 'totalCount', 'hasNextPage', 'target']]],
};

const drifts = Object.entries(told).flatMap(([feed, places]) =>
  places.flatMap(([where, names]) => names.map((name) => [feed, where, name] as const)),
);

test('every feed is tried', () => {
  expect(Object.keys(told).sort()).toEqual(Object.keys(github.kinds).sort());
});

describe.each(Object.keys(told))('%s', (feed) => {
  let whole: Looked;
  beforeAll(async () => {
    watched.server.setFaults([]);
    whole = await look(feed);
    // Of one repository of this world GraphQL tells alerts that the REST list lacks.
    if (feed !== 'dependency-alerts') expect([feed, whole.gaps(feed)]).toEqual([feed, []]);
    expect(whole.versions(feed).length).toBeGreaterThan(0);
  });

  test.each(drifts.filter(([of]) => of === feed).map(([, where, name]) => [where, name] as const))(
    '%s: a field %s that is called otherwise, or is of another sort, is not known; nothing is told in its place',
    async (where, name) => {
      const match = where.startsWith('/') ? { path: where } : { query: `query ${where}` };
      for (const act of [
        { kind: 'rename-field', from: name, to: `${name}_now` },
        { kind: 'replace-field', name, value: [{ not: ['as', 'documented'] }] },
      ] as const) {
        watched.server.setFaults([{ match, act }]);
        const drifted = await look(feed).catch((error: unknown) => error);
        watched.server.setFaults([]);
        if (drifted instanceof Error) expect(drifted).toMatchObject({ kind: 'unexpected-shape' });
        else {
          expect([act.kind, silences(whole, drifted as Looked, [feed]).length]).toEqual([act.kind, 0]);
          expect([act.kind, isLess(drifted as Looked, whole, feed)]).toEqual([act.kind, true]);
        }
      }
    },
  );
});

/** The drift was there, and was noticed. */
function isLess(drifted: Looked, whole: Looked, feed: string): boolean {
  return JSON.stringify([drifted.versions(feed), drifted.gaps(feed)]) !== JSON.stringify([whole.versions(feed), whole.gaps(feed)]);
}

test('control: a field that nobody reads may be called otherwise, and all is told as before', async () => {
  const whole = await look('deploy-keys');
  watched.server.setFaults([{ match: { path: '/keys' }, act: { kind: 'rename-field', from: 'verified', to: 'verified_now' } }]);
  const drifted = await look('deploy-keys');
  watched.server.setFaults([]);
  expect(isLess(drifted, whole, 'deploy-keys')).toBe(false);
});
