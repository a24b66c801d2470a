import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { github } from '../../src/connectors/github/index.ts';
import type { Json } from '../../src/kernel/canonical-json.ts';
import { type Looked, lookAt } from '../support/looking.ts';
import { APP, type Emulated, startEmulated } from './emulated.ts';

/** The connector's REST feeds at `emulate`, which is not ours. What that lacks or errs in is asserted as such, so that a newer one is noticed. */

const AT = new Date().toISOString();
const asOwner = { type: 'token', token: 'token-of-the-owner' };
let host: Emulated;
let looked: Looked;

function look(settings: Readonly<Record<string, Json>> = {}): Promise<Looked> {
  return lookAt(github, { organization: 'acme', url: host.url, auth: asOwner, ...settings }, { at: AT });
}

before(async () => {
  host = await startEmulated();
  const config = { url: 'https://hooks.example.com/secret-path?key=1', content_type: 'json', secret: 'canary-of-the-hook' };
  const protection = {
    required_status_checks: { strict: true, contexts: ['build', 'lint ✓'] },
    enforce_admins: true,
    required_pull_request_reviews: { required_approving_review_count: 2, dismiss_stale_reviews: true, require_code_owner_reviews: true },
    restrictions: null,
  };
  assert.equal((await host.ask('PUT', '/repos/acme/api/branches/main/protection', protection)).status, 200);
  for (const path of ['/repos/acme/api/hooks', '/orgs/acme/hooks'])
    assert.equal((await host.ask('POST', path, { name: 'web', config, events: ['push'], active: false })).status, 201);
  looked = await look();
});
after(() => host.close());

const states = (feed: string) => looked.versions(feed).map(({ state }) => state as Readonly<Record<string, Json>>);
const gaps = (feed: string) => looked.gaps(feed).map(({ scope, reason }) => `${scope.replace(/^repository:.*/, 'repository')} ${reason}`);

describe('what emulate serves is told right', () => {
  test('the organization: what it says, and nothing that it does not', () => {
    const [organization] = states('organization');
    assert.deepEqual([organization?.['login'], organization?.['basePermission'], organization?.['members']], ['acme', 'read', 2]);
    for (const field of ['twoFactorRequired', 'plan', 'repositories']) assert.ok(Object.hasOwn(organization?.[field] as object, 'untold'), field);
  });

  test('repositories', () => {
    assert.deepEqual(gaps('repositories'), []);
    const told = states('repositories').map((one) => [one['name'], one['visibility'], one['archived'], one['defaultBranch']]);
    assert.deepEqual(told, [
      ['api', 'private', false, 'main'],
      ['web', 'public', false, 'main'],
    ]);
  });

  test('classic protection, of the repository whose rulesets are answered', () => {
    const [protection, ...more] = states('protection');
    assert.deepEqual(more, []);
    const { mergeQueueRequired, ...told } = protection as Record<string, Json>;
    assert.ok(Object.hasOwn(mergeQueueRequired as object, 'untold'));
    assert.deepEqual(told, {
      ...{ repository: 'api', branch: 'main', pullRequestRequired: true, approvalsRequired: 2, staleApprovalsDismissed: true },
      ...{ codeOwnersRequired: true, lastPushApprovalRequired: false, upToDateRequired: true, forcePushBlocked: true, deletionBlocked: true },
      ...{ signaturesRequired: false, bindsAdministrators: true, bypass: [] },
      requiredChecks: [
        { name: 'build', app: null },
        { name: 'lint ✓', app: null },
      ],
    });
  });

  test('webhooks: of the address only its host, and no secret anywhere', () => {
    assert.deepEqual(gaps('webhooks'), []);
    const told = states('webhooks').map((one) => [one['repository'], one['host'], one['scheme'], one['active'], one['certificateVerified']]);
    assert.deepEqual(told, [
      [null, 'hooks.example.com', 'https', false, true],
      ['api', 'hooks.example.com', 'https', false, true],
    ]);
    assert.doesNotMatch(JSON.stringify([looked.memory, states('webhooks'), looked.requests, looked.notes]), /canary-of-the-hook|secret-path/);
  });

  test('an empty list of runs is an empty list', () => {
    assert.deepEqual([gaps('pipelines'), states('pipelines')], [[], []]);
  });

  test('an App signs in with its private key', async () => {
    const asApp = await look({ auth: { type: 'app', appId: APP, privateKey: host.privateKey } });
    assert.match(asApp.open.identity, /; App; permissions: contents read, metadata read; all repositories$/);
    const wrong = look({ auth: { type: 'app', appId: APP + 1, privateKey: host.privateKey } });
    await assert.rejects(wrong, { kind: 'unauthorized', message: /401/ });
  });

  test('an organization that is not there', async () => {
    await assert.rejects(look({ organization: 'nobody', auth: { type: 'app', appId: APP, privateKey: host.privateKey } }), { kind: 'unreachable' });
  });
});

describe('what emulate lacks is a gap, never an empty list', () => {
  test('GraphQL: nothing opens', async () => {
    assert.equal((await host.ask('POST', '/graphql', { query: '{ viewer { login } }' })).status, 404);
    await assert.rejects(look({ url: host.bare }), { kind: 'unreachable', message: /404.*Check the name/ });
  });

  test('and what rests on GraphQL is denied', () => {
    for (const feed of ['changes', 'branches', 'access']) assert.deepEqual([feed, gaps(feed)], [feed, ['repository denied', 'repository denied']]);
    assert.deepEqual(gaps('teams'), [' denied']);
  });

  for (const feed of ['deployments', 'dependency-alerts', 'code-scanning', 'secret-scanning', 'deploy-keys'])
    test(`${feed}: each repository is a gap`, () => {
      assert.deepEqual([gaps(feed), states(feed)], [['repository lost-sight', 'repository lost-sight'], []]);
    });

  test('rulesets, installations, outside collaborators, the audit log', async () => {
    assert.deepEqual(gaps('protection'), ['repository lost-sight']);
    assert.deepEqual(gaps('app-installations'), [' lost-sight']);
    assert.deepEqual(gaps('accounts'), ['collaborators lost-sight']);
    assert.deepEqual(gaps('audit-log'), [' not-told']);
    const lacking = ['/orgs/acme/repos', '/orgs/acme/audit-log', '/orgs/acme/installations', '/repos/acme/api/rules/branches/main'];
    for (const path of lacking) assert.deepEqual([path, (await host.ask('GET', path)).status], [path, 404]);
  });
});

describe('where emulate errs', () => {
  test('a token that it does not know is let in as the first user', async () => {
    const unknown = await host.ask('GET', '/user', undefined, 'ghp_that_nobody_made');
    assert.deepEqual([unknown.status, (unknown.body as { login: string }).login], [200, 'octocat']);
    assert.match((await look({ auth: { type: 'token', token: 'ghp_that_nobody_made' } })).open.identity, /^octocat; classic token/);
  });

  test('members without a second factor are all members: the filter is passed over', async () => {
    const { body } = await host.ask('GET', '/orgs/acme/members?filter=2fa_disabled');
    assert.equal((body as unknown[]).length, 2);
    assert.deepEqual(
      states('accounts').map((one) => one['twoFactor']),
      [false, false],
    );
  });

  test('a webhook with a secret is shown as one without', () => {
    assert.deepEqual(
      states('webhooks').map((one) => one['signed']),
      [false, false],
    );
  });

  test('no answer says which scopes a token has', async () => {
    const answer = await fetch(`${host.bare}/orgs/acme`, { headers: { authorization: 'Bearer token-of-the-owner' } });
    assert.deepEqual([answer.status, answer.headers.get('x-oauth-scopes')], [200, null]);
  });

  test('an owner is not told how many private repositories there are', async () => {
    const { body } = await host.ask('GET', '/orgs/acme');
    assert.equal((body as Record<string, unknown>)['total_private_repos'], undefined);
  });
});

test('a next page on another host is not asked: that repository is a gap, the others are told', async () => {
  for (let n = 0; n < 100; n++) {
    const config = { url: `https://hooks.example.com/${n}`, content_type: 'json' };
    await host.ask('POST', '/repos/acme/web/hooks', { name: 'web', config, events: ['push'], active: false });
  }
  assert.deepEqual((await look()).gaps('webhooks'), []);
  await host.ask('POST', '/repos/acme/web/hooks', {
    name: 'web',
    config: { url: 'https://hooks.example.com/last' },
    events: ['push'],
    active: false,
  });
  const cut = await look();
  assert.match(cut.gaps('webhooks')[0]?.why ?? '', /says that its next page is at 127\.0\.0\.1:\d+, which was not asked/);
  assert.deepEqual(
    cut.versions('webhooks').map((one) => (one.state as { repository: string | null }).repository),
    [null, 'api'],
  );
});
