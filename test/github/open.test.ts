import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { anOwner, classicToken, fineGrainedToken } from '../../demo/github/permissions/make-token.ts';
import type { PretendGithub } from '../../demo/github/server.ts';
import type { Token } from '../../demo/github/token.ts';
import { github } from '../../src/connectors/github/index.ts';
import { type Instant, parseInstant } from '../../src/kernel/time.ts';
import { type Watched, watchGithub } from '../support/github-look.ts';
import { httpLook } from '../support/http-look.ts';

const world = makeGithub(makeCompany('github open', { changes: 40 }));
const owner = anOwner(world);
const { login } = world.organization;
const at = parseInstant('2025-12-31T00:00:00Z');
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const [installation] = world.organization.installations;

const servers: Watched[] = [];
afterEach(async () => {
  for (const { server } of servers.splice(0)) await server.close();
});

async function serving(token: Token, appKeys: { app: number; publicKey: string }[] = []): Promise<PretendGithub> {
  const watched = await watchGithub(world, { token, appKeys, now: at });
  servers.push(watched);
  return watched.server;
}

async function opened(url: string, auth: unknown, organization = login) {
  const notes: string[] = [];
  const look = httpLook({ at, note: (sentence) => void notes.push(sentence) });
  const open = await github.open({ organization, url, auth }, look);
  return { open, notes, look };
}

const asToken = (token: string) => ({ type: 'token', token });

describe('as whom GitHub is asked', () => {
  test('with a classic token: its scopes are told, and that it may do too much', async () => {
    const { url } = await serving(classicToken('ghp_one', owner, ['repo', 'read:org']));
    const { open, notes } = await opened(url, asToken('ghp_one'));
    expect(open.identity).toMatch(/^\S+; classic token; scopes: repo, read:org$/);
    expect(notes).toEqual([expect.stringContaining('may do more than read (repo)')]);
    expect(open.tenant).toMatch(/^O_/);
  });

  test('with a fine-grained token: GitHub does not tell what it may do', async () => {
    const { url } = await serving(fineGrainedToken('github_pat_one', owner, { contents: 'read' }));
    expect((await opened(url, asToken('github_pat_one'))).open.identity).toMatch(/^\S+; fine-grained token; GitHub does not tell what it may do$/);
  });

  test.each([true, false])('as an App, whose installation is %s given: reading changes, under the same tenant', async (given) => {
    const app = installation?.app.id as number;
    const { url, log } = await serving(classicToken('ghp_one', owner, ['repo', 'read:org']), [{ app, publicKey: keys.publicKey }]);
    const auth = { type: 'app', appId: app, privateKey: keys.privateKey, ...(given && { installationId: installation?.id }) };
    const { open, look } = await opened(url, auth);
    expect(open.identity).toMatch(/; App; permissions: metadata read, pull_requests read; all repositories$/);
    expect(open.tenant).toBe((await opened(url, asToken('ghp_one'))).open.tenant);
    expect(log.some((one) => one.what.includes('access_tokens'))).toBe(true);
    expect(JSON.stringify(look.log.requests)).not.toMatch(/ghs_/);
  });

  test('on GitHub Enterprise, whose API has a path of its own', async () => {
    const server = await serving(classicToken('ghp_one', owner, ['repo', 'read:org']));
    const { open } = await opened(server.enterpriseUrl, asToken('ghp_one'));
    expect(open.tenant).toMatch(/^O_/);
    expect(server.log.map((one) => one.status)).toEqual([200]);
  });
});

describe('what cannot be opened says why, and what to do', () => {
  const live = classicToken('ghp_one', owner, ['repo', 'read:org']);
  const past = parseInstant('2025-06-01T00:00:00Z') as Instant;

  test.each([
    ['a wrong token', live, 'ghp_other', login, 'unauthorized', /401.*token is wrong, has expired, or was revoked/],
    ['an expired token', { ...live, expiresAt: past }, 'ghp_one', login, 'unauthorized', /Make a new one/],
    ['a revoked token', { ...live, revokedAt: past }, 'ghp_one', login, 'unauthorized', /Make a new one/],
    ['a token that is not authorised for single sign-on', { ...live, sso: false }, 'ghp_one', login, 'forbidden', /single sign-on/],
    ['an unknown organization', live, 'ghp_one', 'nobody-at-all', 'unreachable', /no organization "nobody-at-all"/],
  ])('%s', async (_, token, sent, organization, kind, sentence) => {
    const { url } = await serving(token);
    const error: unknown = await opened(url, asToken(sent), organization).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind, message: expect.stringMatching(sentence) });
    expect(String(error)).not.toContain(sent);
  });

  test('an App with a key that is not its own', async () => {
    const other = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const app = installation?.app.id as number;
    const { url } = await serving(live, [{ app, publicKey: keys.publicKey }]);
    await expect(opened(url, { type: 'app', appId: app, privateKey: other.privateKey })).rejects.toMatchObject({ kind: 'unauthorized' });
    await expect(opened(url, { type: 'app', appId: app, privateKey: 'no key at all' })).rejects.toMatchObject({ kind: 'unauthorized' });
  });

  test('an address that is not encrypted, unless it is this machine', async () => {
    await expect(opened('http://github.example', asToken('x'))).rejects.toThrow(/not encrypted/);
  });
});
