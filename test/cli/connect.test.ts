import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { allPermissions, anOwner, classicToken, fineGrainedToken } from '../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import type { Installation } from '../../demo/github/world.ts';
import { instant, parseInstant } from '../../src/kernel/time.ts';
import { filesHolding, holds } from '../support/canary.ts';
import { ended, startTickmark, tickmark } from '../support/cli.ts';
import { temporaryFolder } from '../support/git.ts';

/** `connect github` and `check --github` as somebody types them, against a pretend GitHub that asks of each request what GitHub documents. */

const at = '2025-12-20T09:00:00Z';
const before = parseInstant('2025-12-01T00:00:00Z');
const folder = temporaryFolder();
const place = (...names: string[]) => join(folder.path, ...names);
const good = 'github_pat_good_0123456789abcdef';
let server: PretendGithub;
const world = makeGithub(makeCompany('connect', { changes: 40 }), { plan: 'enterprise' });

beforeAll(async () => {
  const owner = anOwner(world);
  const { pull_requests: _left, members: _out, ...fewer } = allPermissions('fine-grained');
  const all = allPermissions('fine-grained');
  const tokens = [
    fineGrainedToken(good, owner, all),
    fineGrainedToken('github_pat_revoked_0123456789', owner, all, { revokedAt: before }),
    fineGrainedToken('github_pat_expired_0123456789', owner, all, { expiresAt: before }),
    fineGrainedToken('github_pat_unsigned_0123456789', owner, all, { sso: false }),
    classicToken('ghp_unsigned_0123456789abcdef', owner, ['repo', 'read:org'], { sso: false }),
    fineGrainedToken('github_pat_fewer_0123456789', owner, fewer),
  ];
  // Its clock stands, so that all requests of these tests fall into one minute of it.
  const perMinute = { core: 1e6, graphql: 1e6 };
  server = await startGithub({ world, tokens, now: parseInstant(at), allowance: { core: 1e6, graphql: 1e6, perMinute } });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});
beforeEach(() => {
  for (const name of ['tickmark.yaml', 'data']) rmSync(place(name), { recursive: true, force: true });
});

const connect = (input: string, ...args: string[]) =>
  tickmark(['connect', 'github', 'harbourlight', '--url', server.url, '--data', 'data', ...args], { folder: folder.path, at, input: `${input}\n` });

test('without an organization it teaches: three ways, and every permission with its reason', async () => {
  const { code, out, err } = await tickmark(['connect', 'github'], { folder: folder.path });
  expect([code, err]).toEqual([0, '']);
  for (const text of ['A fine-grained token', 'A GitHub App', 'A classic token', 'Pull requests: read', 'Contents: read', 'Members: read'])
    expect(out).toContain(text);
  expect(out).not.toMatch(/: write/);
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('an address that is none is refused in a sentence, before anything is read or written', async () => {
  const { code, err } = await tickmark(['connect', 'github', '--url', 'notaurl'], { folder: folder.path });
  expect(code).toBe(2);
  expect(err).toContain('"notaurl" is no address of a GitHub Enterprise');
});

test('a good token is tested, sealed, and named in tickmark.yaml; the next look uses it; it stands nowhere', async () => {
  const { code, out } = await connect(good);
  expect(out).toContain('+     token: sealed');
  expect(out).toMatch(/✓ changes +answers/);
  expect([0, 3]).toContain(code);
  expect(readFileSync(place('tickmark.yaml'), 'utf8')).toContain('organization: harbourlight');
  const looked = await tickmark(['collect', '--data', 'data'], { folder: folder.path, at });
  expect(looked.out).toMatch(/github +[\d,]+ facts seen/);
  const again = await connect(good);
  expect(again.out).toContain('sealed in the place of the one before');
  expect(again.out).not.toContain('+ ');
  const listed = await tickmark(['secrets', '--data', 'data'], { folder: folder.path });
  expect(listed.out).toMatch(/^github {2}token {2}stored 2025-12-20T09:/);
  expect(filesHolding(place('data'), good).found).toEqual([]);
  for (const { out: text, err } of [looked, again, listed]) expect(holds(Buffer.from(text + err), good)).toBe(false);
});

test('--dry-run tests and shows, and keeps nothing', async () => {
  const { out } = await connect(good, '--dry-run');
  expect(out).toContain('+     organization: harbourlight');
  expect(out).toContain('Nothing was kept.');
  expect([existsSync(place('tickmark.yaml')), existsSync(place('data'))]).toEqual([false, false]);
});

test('a token with too little says which feeds are blind, and what each rests on', async () => {
  const { code, out } = await connect('github_pat_fewer_0123456789', '--dry-run');
  expect(code).toBe(3);
  expect(out).toMatch(/[?✗] changes +(answers in part|sees nothing)/);
  expect(out).toMatch(/[?✗] accounts +(answers in part|sees nothing)/);
  expect(out).toContain('Rests on: Members: read (organization)');
  expect(out).toMatch(/✓ repositories +answers/);
});

describe('a GitHub App', () => {
  test('signs in with the private key that stands on standard input; the key is sealed, and the next look signs in with it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const installed = {
      ...(world.organization.installations[0] as Installation),
      permissions: allPermissions('app-installation'),
      repositories: 'all',
    } as const;
    const withApp = { ...world, organization: { ...world.organization, installations: [installed] } };
    // An App signs with the time of this machine.
    const now = instant(Date.now());
    const own = await startGithub({ world: withApp, tokens: [], appKeys: [{ app: installed.app.id, publicKey }], now });
    try {
      const args = ['--url', own.url, '--data', 'data', '--app', String(installed.app.id)];
      const { code, out, err } = await tickmark(['connect', 'github', 'harbourlight', ...args], { folder: folder.path, input: privateKey });
      expect([err.includes('bug'), [0, 3].includes(code)]).toEqual([false, true]);
      expect(out).toContain('App');
      expect(out).toContain('The key is sealed in the data directory');
      expect(readFileSync(place('tickmark.yaml'), 'utf8')).toMatch(/app:\n {6}id: \d+\n {6}key: sealed/);
      const looked = await tickmark(['collect', '--data', 'data'], { folder: folder.path });
      expect(looked.out).toMatch(/github +[\d,]+ facts seen/);
      const pieces = privateKey.split('\n').filter((line) => line.length > 40);
      for (const piece of pieces.slice(1, 3)) expect(filesHolding(place('data'), piece).found).toEqual([]);
      for (const text of [out, err, looked.out, looked.err]) expect(pieces.some((piece) => text.includes(piece))).toBe(false);
      const wrong = await tickmark(['connect', 'github', 'harbourlight', ...args, '--dry-run'], { folder: folder.path, input: 'no key' });
      expect([wrong.code, wrong.out, wrong.err.includes('bug')]).toEqual([2, '', false]);
    } finally {
      await own.close();
    }
  });
});

describe('bad input', () => {
  test.each([
    ['a wrong token', 'github_pat_wrong_0123456789', /The token is wrong, has expired, or was revoked\..*\[unauthorized\]/],
    ['a revoked one', 'github_pat_revoked_0123456789', /The token is wrong, has expired, or was revoked\..*\[unauthorized\]/],
    ['an expired one', 'github_pat_expired_0123456789', /The token is wrong, has expired, or was revoked\..*\[unauthorized\]/],
    ['single sign-on not authorised', 'github_pat_unsigned_0123456789', /single sign-on.*\[forbidden\]/],
    ['the same with a classic token', 'ghp_unsigned_0123456789abcdef', /single sign-on.*\[forbidden\]/],
    ['nothing at all', '', /There is no token on standard input/],
  ])('%s: one sentence with what to do, and nothing is kept', async (_what, token, sentence) => {
    const { code, out, err } = await connect(token);
    expect([code, out]).toEqual([2, '']);
    expect(err.replaceAll('\n', ' ')).toMatch(sentence);
    if (token !== '') expect(holds(Buffer.from(err), token)).toBe(false);
    expect([existsSync(place('tickmark.yaml')), existsSync(place('data'))]).toEqual([false, false]);
  });

  test('an organization that does not exist', async () => {
    const args = ['connect', 'github', 'nosuchplace', '--url', server.url, '--data', 'data'];
    const { code, err } = await tickmark(args, { folder: folder.path, at, input: good });
    expect(code).toBe(2);
    expect(err).toMatch(/knows no organization "nosuchplace", or does not show it to this token/);
  });

  test('a token that is revoked after it was connected: the look says so, and what it had seen is a gap', async () => {
    await connect(good);
    writeFileSync(place('tickmark.yaml'), readFileSync(place('tickmark.yaml'), 'utf8').replace('token: sealed', 'token: { env: REVOKED }'));
    const environment = { REVOKED: 'github_pat_revoked_0123456789' };
    const { code, out } = await tickmark(['collect', '--data', 'data'], { folder: folder.path, at, environment });
    expect(code).toBe(2);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('The token is wrong, has expired, or was revoked.');
  });

  test('no token is stored, and none is set', async () => {
    writeFileSync(
      place('tickmark.yaml'),
      `organization: { name: X }\nconnections: [{ connector: github, id: code, organization: x, url: "${server.url}" }]\n`,
    );
    const { code, out } = await tickmark(['collect', '--data', 'data'], { folder: folder.path, at });
    expect(code).toBe(2);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('No token is stored for the connection "code". Store one with `tickmark connect`');
  });
});

describe('check --github', () => {
  test('says how it stands today and over the period, what is unknown and why, what was not seen, and what it cost; keeps nothing', async () => {
    const options = { folder: folder.path, at, environment: { GITHUB_TOKEN: good } };
    const requests = server.counts().requests;
    const page = await tickmark(['check', '--github', 'harbourlight', '--url', server.url], options);
    const sent = server.counts().requests - requests;
    for (const text of ['As of today, 2025-12-20', 'Controls and their checks', 'Unknown by reason', 'What the token could not see', 'What it cost'])
      expect(page.out).toContain(text);
    expect(page.out).toContain(`${sent} requests for `);
    expect(page.out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(existsSync(place('data')) || existsSync(place('.tickmark'))).toBe(false);
    expect(holds(Buffer.from(page.out + page.err), good)).toBe(false);
    const { out } = await tickmark(['check', '--github', 'harbourlight', '--url', server.url, '--json'], options);
    expect(JSON.parse(out)).toMatchObject({ today: { checks: expect.any(Array) }, unknownByReason: expect.any(Array), cost: { sent } });
  });

  test('a token that may not: exit code 2 and the sentence', async () => {
    const environment = { GITHUB_TOKEN: 'github_pat_unsigned_0123456789' };
    const { code, err } = await tickmark(['check', '--github', 'harbourlight', '--url', server.url], { folder: folder.path, at, environment });
    expect(code).toBe(2);
    expect(err.replaceAll(/\s+/g, ' ')).toContain('single sign-on');
  });
});

/** Fault 58: while it works, nobody on the machine sees the token. */
test('the token stands on no command line, also not of what is started beside it', async () => {
  const hanging = createServer(() => undefined);
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  const asked = new Promise((resolve) => hanging.once('request', resolve));
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  const child = startTickmark(['check', '--github', 'harbourlight', '--url', url], folder.path, { GITHUB_TOKEN: good });
  try {
    await asked;
    const lines = commandLinesOf(child.pid as number);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(holds(Buffer.from(line), good)).toBe(false);
  } finally {
    process.kill(-(child.pid as number), 'SIGTERM');
    const { out, err } = await ended(child);
    expect(holds(Buffer.from(out + err), good)).toBe(false);
    hanging.closeAllConnections();
    hanging.close();
  }
});

/** Command lines of all processes whose group, or whose parent's, is this one. */
function commandLinesOf(group: number): string[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  const processes = processIds();
  const statOf = (id: number) =>
    read(`/proc/${id}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ');
  const parents = new Map(processes.map((id) => [id, Number(statOf(id)[1])]));
  const belongs = (id: number | undefined): boolean => id !== undefined && id > 1 && (id === group || belongs(parents.get(id)));
  return processes.filter((id) => belongs(id)).map((id) => read(`/proc/${id}/cmdline`));
}

function processIds(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((id) => id > 0);
}
