import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DAY, type Instant, plus } from '../../../src/kernel/time.ts';
import { makeCompany } from '../../company/make-company.ts';
import { makeGithub } from '../make-github.ts';
import { ask, json } from '../rest/in-process.ts';
import type { RestAnswer, RestHost } from '../rest/reply.ts';
import { repositoriesAt } from '../state-at.ts';
import type { Token } from '../token.ts';
import type { GithubWorld, Installation } from '../world.ts';
import { makeCredentials } from './credentials.ts';
import { makeLimits, PUBLISHED } from './limits.ts';
import { ALL_SCOPES, allPermissions, anOwner, classicToken, fineGrainedToken } from './make-token.ts';

const NOW = Date.parse('2025-06-02T10:00:00Z') as Instant;
const world = makeGithub(makeCompany('credentials', { changes: 40 }));
const owner = anOwner(world);
const [first, second] = repositoriesAt(world, NOW);
const here = `/repos/${first?.owner}/${first?.name}`;
const there = `/repos/${second?.owner}/${second?.name}`;
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const others = generateKeyPairSync('rsa', { modulusLength: 2048 });
const app = world.organization.installations[0] as Installation;

function hostOf(tokens: readonly Token[], of: GithubWorld = world): RestHost {
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { world: of, now: NOW, credentials: makeCredentials(tokens, [{ app: app.app.id, publicKey }]), limits: makeLimits(PUBLISHED, () => NOW) };
}

function said(answer: RestAnswer): readonly [number, string] {
  return [answer.status, json<{ message: string }>(answer).message];
}

describe('a token', () => {
  const good = classicToken('good', owner, ALL_SCOPES);

  test.each([
    ['that is not sent', null, {}, 'Requires authentication'],
    ['that is unknown', 'bad', {}, 'Bad credentials'],
    ['that is expired', 'good', { expiresAt: NOW }, 'Bad credentials'],
    ['that is revoked', 'good', { revokedAt: plus(NOW, -DAY) }, 'Bad credentials'],
  ] as const)('%s gets 401', (_, sent, change, message) => {
    expect(said(ask(hostOf([{ ...good, ...change }]), sent, here))).toEqual([401, message]);
  });

  test('that expires later is good until then', () => {
    expect(ask(hostOf([{ ...good, expiresAt: plus(NOW, 1000) }]), 'good', here).status).toBe(200);
  });

  test('is taken as `token` and as the password of `Basic`, too', () => {
    const host = hostOf([good]);
    const basic = `Basic ${Buffer.from('x-access-token:good').toString('base64')}`;
    for (const authorization of ['token good', basic]) expect(ask(host, null, here, { headers: { authorization } }).status).toBe(200);
  });

  test('not authorised for single sign-on is told where to go', () => {
    const answer = ask(hostOf([{ ...good, sso: false }]), 'good', `/orgs/${world.organization.login}/members`);
    expect(answer.status).toBe(403);
    expect(answer.headers['x-github-sso']).toMatch(/^required; url=https:\/\/github\.com\/orgs\/harbourlight\/sso\?/);
  });

  test('for some repositories does not see the others, by name or in lists', () => {
    const host = hostOf([fineGrainedToken('some', owner, allPermissions('fine-grained'), { repositories: [first?.repository.id ?? 0] })]);
    expect(ask(host, 'some', here).status).toBe(200);
    expect(said(ask(host, 'some', there))).toEqual([404, 'Not Found']);
    expect(json<{ name: string }[]>(ask(host, 'some', '/orgs/harbourlight/repos')).map(({ name }) => name)).toEqual([first?.name]);
  });

  test('of a stranger sees neither a private repository nor members', () => {
    const stranger = world.accounts.find(({ membership, type }) => membership.length === 0 && type === 'person');
    const account = { ...(world.accounts[0] as GithubWorld['accounts'][number]), id: 1, membership: [] };
    const of = stranger === undefined ? { ...world, accounts: [...world.accounts, account] } : world;
    const host = hostOf([classicToken('stranger', stranger?.id ?? 1, ['repo'])], of);
    expect(ask(host, 'stranger', here).status).toBe(404);
    expect(json(ask(host, 'stranger', '/orgs/harbourlight/members'))).toEqual([]);
  });

  test('of no organization we know gets 404', () => {
    expect(said(ask(hostOf([good]), 'good', '/orgs/another'))).toEqual([404, 'Not Found']);
  });

  test('shows its scopes, and which would have done', () => {
    const { headers } = ask(hostOf([classicToken('few', owner, ['repo', 'read:org'])]), 'few', '/orgs/harbourlight/teams');
    expect(headers['x-oauth-scopes']).toBe('repo, read:org');
    expect(headers['x-accepted-oauth-scopes']).toBe('admin:org, read:org, write:org');
  });
});

test('a fine-grained token with a permission that only Apps can have is none', () => {
  expect(() => makeCredentials([fineGrainedToken('t', owner, { checks: 'read' })])).toThrow('checks');
});

interface Claims {
  readonly iss?: number | string;
  readonly iat?: number;
  readonly exp?: number;
}

function jwt({ iss = app.app.id, iat = NOW / 1000 - 10, exp = NOW / 1000 + 300 }: Claims = {}, key: KeyObject = keys.privateKey): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss, iat, exp })}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

describe('an App', () => {
  const tokens = `/app/installations/${app.id}/access_tokens`;

  function getToken(host: RestHost, body = ''): RestAnswer {
    return ask(host, jwt(), tokens, { method: 'POST', body });
  }

  test('tells who it is and where it is installed', () => {
    const host = hostOf([]);
    expect(json(ask(host, jwt(), '/app'))).toMatchObject({ id: app.app.id, slug: app.app.slug, installations_count: 1 });
    expect(json(ask(host, jwt({ iss: String(app.app.id) }), '/orgs/harbourlight/installation'))).toMatchObject({
      id: app.id,
      app_slug: app.app.slug,
    });
  });

  test.each([
    ['signed with another key', jwt({}, others.privateKey), /could not be decoded/],
    ['of an unknown App', jwt({ iss: 99 }), /could not be decoded/],
    ['that is over', jwt({ exp: NOW / 1000 - 1 }), /'exp'/],
    ['for too long', jwt({ exp: NOW / 1000 + 3600 }), /too far in the future/],
    ['from the future', jwt({ iat: NOW / 1000 + 300 }), /'iat'/],
    ['cut off', jwt().slice(0, -20), /could not be decoded/],
  ])('with a signature %s gets 401', (_, sent, message) => {
    const answer = ask(hostOf([]), sent, '/app');
    expect(answer.status).toBe(401);
    expect(json<{ message: string }>(answer).message).toMatch(message);
  });

  test('does not read repositories with its signature, nor itself with a token', () => {
    const host = hostOf([classicToken('good', owner, ALL_SCOPES)]);
    expect(ask(host, jwt(), here).status).toBe(401);
    expect(ask(host, 'good', '/app').status).toBe(401);
  });

  test('gets a token of an hour that holds what the installation has', () => {
    const host = hostOf([]);
    const given = json<{ token: string; expires_at: string; permissions: object }>(getToken(host));
    expect(given).toMatchObject({ permissions: app.permissions, expires_at: '2025-06-02T11:00:00Z' });
    expect(ask(host, given.token, `${here}/pulls`).status).toBe(200);
    expect(said(ask(host, given.token, `${here}/commits`))).toEqual([403, 'Resource not accessible by integration']);
    expect(ask({ ...host, now: plus(NOW, 3_600_000) }, given.token, `${here}/pulls`).status).toBe(401);
    expect(ask(host, given.token, '/user').status).toBe(403);
  });

  test('may ask for less, for fewer repositories, and not for more', () => {
    const host = hostOf([]);
    const body = JSON.stringify({ permissions: { metadata: 'read' }, repositories: [first?.name] });
    const given = json<{ token: string; repositories: { name: string }[] }>(getToken(host, body));
    expect(given.repositories.map(({ name }) => name)).toEqual([first?.name]);
    expect(ask(host, given.token, here).status).toBe(200);
    expect(ask(host, given.token, there).status).toBe(404);
    expect(ask(host, given.token, `${here}/pulls`).status).toBe(403);
    expect(json(ask(host, given.token, '/installation/repositories'))).toMatchObject({ total_count: 1, repository_selection: 'selected' });
    expect(getToken(host, JSON.stringify({ permissions: { members: 'read' } })).status).toBe(422);
    expect(getToken(host, JSON.stringify({ repositories: ['nowhere'] })).status).toBe(422);
  });

  test.each([
    ['suspended', { suspended: [{ from: plus(NOW, -DAY), value: true }] }, 403, 403],
    ['removed', { removedAt: plus(NOW, -DAY) }, 404, 401],
  ] as const)('that was %s gets no token, and the one it has is worth nothing', (_, change, asking, using) => {
    const host = hostOf([]);
    const { token } = json<{ token: string }>(getToken(host));
    const after = { ...host, world: { ...world, organization: { ...world.organization, installations: [{ ...app, ...change }] } } };
    expect(getToken(after).status).toBe(asking);
    expect(ask(after, token, `${here}/pulls`).status).toBe(using);
  });
});
