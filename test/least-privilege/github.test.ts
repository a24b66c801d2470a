import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { anOwner, classicToken, fineGrainedToken } from '../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import type { Installation } from '../../demo/github/world.ts';
import { github } from '../../src/connectors/github/index.ts';
import type { Permission } from '../../src/connectors/kit/connector.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { type Looked, lookAt } from '../support/looking.ts';
import { blindedFeeds, gapReasons, silences } from './blinded.ts';

/** What GitHub calls each permission in its headers and in an App's installation. */
const names: Readonly<Record<string, string>> = {
  'Metadata: read': 'metadata',
  'Contents: read': 'contents',
  'Pull requests: read': 'pull_requests',
  'Checks: read': 'checks',
  'Commit statuses: read': 'statuses',
  'Issues: read': 'issues',
  'Administration: read': 'administration',
  'Webhooks: read': 'repository_hooks',
  'Deployments: read': 'deployments',
  'Actions: read': 'actions',
  'Dependabot alerts: read': 'vulnerability_alerts',
  'Code scanning alerts: read': 'security_events',
  'Secret scanning alerts: read': 'secret_scanning_alerts',
  'Members: read (organization)': 'members',
  'Administration: read (organization)': 'organization_administration',
  'Webhooks: read (organization)': 'organization_hooks',
};

const at = '2025-06-01T00:00:00Z';
const made = makeGithub(makeCompany('least privilege', { changes: 150 }), { plan: 'enterprise' });
const owner = anOwner(made);
const [installed] = made.organization.installations as [Installation];
/** With something in the audit log that somebody did with special rights. */
const overridden = {
  ...{ at: parseInstant('2025-05-25T10:00:00Z'), action: 'protected_branch.policy_override', actor: owner, account: null, further: {} },
  repository: made.repositories[0]?.id ?? null,
};
const other = { ...installed, id: installed.id + 1, app: { ...installed.app, id: installed.app.id + 1, slug: 'another-app' } };
const world = { ...made, incidents: [overridden], organization: { ...made.organization, installations: [installed, other] } };
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let server: PretendGithub;
let count = 0;
beforeAll(async () => {
  const perMinute = { core: 1e6, graphql: 1e6 };
  const appKeys = [{ app: installed.app.id, publicKey: keys.publicKey }];
  server = await startGithub({ world, tokens: [], appKeys, now: parseInstant(at), allowance: { core: 1e6, graphql: 1e6, perMinute } });
});
afterAll(() => server.close());

const feeds = Object.keys(github.kinds);

function look(auth: Json): Promise<Looked> {
  return lookAt(github, { organization: world.organization.login, url: server.url, auth, since: '2025-05-15' }, { at });
}

function held(left: readonly Permission[]): Record<string, 'read'> {
  return Object.fromEntries(left.map((one) => [names[one.name] ?? one.name, 'read']));
}

/** A fine-grained token of an owner. GitHub has no permission "Checks" for those. */
async function asToken(permissions: readonly Permission[]): Promise<Looked> {
  const token = `github_pat_${++count}`;
  server.addToken(fineGrainedToken(token, owner, held(permissions.filter((one) => one.name !== 'Checks: read'))));
  return look({ type: 'token', token });
}

/** An App that signs in with its private key, and whose installation has these. */
async function asApp(permissions: readonly Permission[]): Promise<Looked> {
  const installations = [{ ...installed, permissions: held(permissions) }, other];
  server.setWorld({ ...world, organization: { ...world.organization, installations } });
  return withoutOwn(await look({ type: 'app', appId: installed.app.id, privateKey: keys.privateKey }));
}

/** What the App's own installation may do is told, too, and differs by what is tried here. */
function withoutOwn(looked: Looked): Looked {
  const others = looked.versions('app-installations').filter((one) => one.vendorId !== String(installed.id));
  return { ...looked, versions: (feed) => (feed === 'app-installations' ? others : looked.versions(feed)) };
}

async function asClassic(scopes: readonly string[]): Promise<Looked> {
  const token = `ghp_${++count}`;
  server.addToken(classicToken(token, owner, scopes));
  return look({ type: 'token', token });
}

/** GitHub demands it of every token, and gives it with any repository. */
const takeable = github.permissions.filter((one) => one.name !== 'Metadata: read');

test('each published permission is one that GitHub has, and none is to write', () => {
  expect(github.permissions.map((one) => one.name).filter((name) => names[name] === undefined || !/: read( \(organization\))?$/.test(name))).toEqual(
    [],
  );
  expect(github.permissions.flatMap((one) => one.feeds).filter((feed) => !feeds.includes(feed))).toEqual([]);
});

describe.each([
  { who: 'an App', lookWith: asApp, never: [] as string[] },
  { who: 'a fine-grained token', lookWith: asToken, never: ['Checks: read', 'Commit statuses: read'] },
])('$who with exactly the published permissions', ({ lookWith, never }) => {
  let whole: Looked;
  beforeAll(async () => {
    whole = await lookWith(github.permissions);
  });

  test('has every feed whole', () => {
    expect(feeds.flatMap((feed) => whole.gaps(feed))).toEqual([]);
    expect(feeds.filter((feed) => !feed.includes('scanning') && feed !== 'dependency-alerts' && whole.versions(feed).length === 0)).toEqual([]);
  });

  if (never.length > 0)
    test('is not told what ran on a commit, and says so of each change: GitHub has no such permission for it', () => {
      const checks = whole.versions('changes').map(({ state }) => (state as { statusChecks: Json }).statusChecks);
      expect(checks.length).toBeGreaterThan(0);
      for (const one of checks) expect(one).toMatchObject({ untold: expect.stringContaining('denied') });
    });

  test.each(takeable.filter((one) => !never.includes(one.name)))('without "$name" exactly its feeds are blind, and say so', async (permission) => {
    const without = await lookWith(github.permissions.filter((one) => one !== permission));
    expect(blindedFeeds(whole, without, feeds)).toEqual([...permission.feeds].sort());
    expect(silences(whole, without, feeds)).toEqual([]);
    expect(gapReasons(without, feeds).filter((reason) => reason !== 'denied')).toEqual([]);
  });

  test('control: a feed that a permission names wrongly, or does not name, is caught', async () => {
    const permission = takeable.find((one) => one.name === 'Webhooks: read') as Permission;
    const without = await lookWith(github.permissions.filter((one) => one !== permission));
    const blind = blindedFeeds(whole, without, feeds);
    for (const wrong of [['webhooks', 'deploy-keys'], ['deploy-keys'], []]) expect(blind).not.toEqual(wrong);
  });
});

describe('a classic token of an owner with the scopes that "connect github" names', () => {
  const scopes = ['repo', 'read:org', 'read:audit_log'];
  let whole: Looked;
  beforeAll(async () => {
    server.setWorld(world);
    whole = await asClassic(scopes);
  });

  test('is told all but what GitHub keeps for wider scopes: hooks and settings of the organization', () => {
    expect(feeds.filter((feed) => whole.gaps(feed).length > 0)).toEqual(['webhooks']);
    expect(whole.versions('organization')[0]?.state).toMatchObject({ twoFactorRequired: { untold: expect.any(String) } });
  });

  const ofRepositories = [
    'access',
    'branches',
    'changes',
    'code-scanning',
    'dependency-alerts',
    'deploy-keys',
    'deployments',
    'pipelines',
    'protection',
  ];

  test.each([
    ['repo', [...ofRepositories, 'repositories', 'secret-scanning', 'teams', 'webhooks']],
    ['read:org', ['accounts', 'app-installations', 'audit-log', 'deploy-keys', 'organization', 'teams']],
    ['read:audit_log', ['audit-log']],
  ])('without "%s" exactly what rests on it is blind, and says so', async (scope, blind) => {
    const without = await asClassic(scopes.filter((one) => one !== scope));
    expect(blindedFeeds(whole, without, feeds)).toEqual(blind);
    expect(silences(whole, without, feeds)).toEqual([]);
  });
});

describe('control: silence is seen', () => {
  const looked = (versions: object[], gaps: object[] = []): Looked => ({ versions: () => versions, gaps: () => gaps }) as unknown as Looked;
  const seen = { vendorId: '1', scope: 'repository:R', state: { readOnly: true } };

  test.each([
    ['a subject that is not told any more', looked([])],
    ['a field that is told otherwise', looked([{ ...seen, state: { readOnly: false } }])],
    ['a gap elsewhere', looked([], [{ scope: 'repository:S', reason: 'denied' }])],
  ])('%s', (_what, without) => {
    expect(silences(looked([seen]), without, ['deploy-keys'])).toEqual(['deploy-keys 1']);
  });

  test.each([
    ['a gap of its scope', looked([], [{ scope: 'repository:R', reason: 'denied' }])],
    ['a gap of the list', looked([], [{ scope: '', reason: 'denied' }])],
    ['a field that is not told', looked([{ ...seen, state: { readOnly: { untold: 'Give the token more.' } } }])],
  ])('and %s is no silence', (_what, without) => {
    expect(silences(looked([seen]), without, ['deploy-keys'])).toEqual([]);
  });
});
