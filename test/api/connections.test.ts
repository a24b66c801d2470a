import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { allPermissions, anOwner, fineGrainedToken } from '../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { filesHolding } from '../support/canary.ts';
import { testRepository } from '../support/git.ts';
import { type Serving, serving } from '../support/serving.ts';

/** Set-up over the API: what is refused at once, what a test says, what is kept, and where a token may never stand. */

const TOKEN = 'github_pat_good_0123456789abcdef';
const NEXT = 'github_pat_next_0123456789abcdef';
let server: Serving;
let github: PretendGithub;
beforeAll(async () => {
  server = await serving();
  const world = makeGithub(makeCompany('api-connections', { changes: 20 }), { plan: 'team' });
  const tokens = [TOKEN, NEXT].map((token) => fineGrainedToken(token, anOwner(world), allPermissions('fine-grained')));
  const many = { core: 1e6, graphql: 1e6 };
  github = await startGithub({ world, tokens, now: parseInstant('2025-12-20T09:00:00Z'), allowance: { ...many, perMinute: many } });
}, 120_000);
afterAll(async () => {
  await server?.close();
  await github?.close();
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask(`/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
const get = async (path: string) => (await server.ask(`/api/v1${path}`)).json() as Record<string, never>;

interface Work {
  readonly id: string;
  readonly state: string;
  readonly sentence: string;
  readonly problem: { readonly code: string } | null;
  readonly result: {
    readonly setUp: string;
    readonly change: string[];
    readonly seesAll: boolean;
    readonly feeds: { feed: string; state: string }[];
  };
}

/** How a job ends. */
async function ended(id: string): Promise<Work> {
  return new Promise((done) => {
    const look = () => {
      const state = server.place.work.get(id);
      if (state === null || state.endedAt === null) return;
      end();
      done(state as unknown as Work);
    };
    const end = server.place.work.subscribe(look);
    look();
  });
}

async function probed(body: unknown, path = '/connections/probe'): Promise<Work> {
  const reply = await post(path, body);
  expect([reply.status, reply.text]).toEqual([202, expect.any(String)]);
  return ended((reply.json() as unknown as Work).id);
}

const gitHub = (secret: string) => ({ connector: 'github', organization: 'harbourlight', url: github.url, secret, called: 'Example' });
const configuration = () => join(server.folder, 'tickmark.yaml');

test('an installation of which nobody has looked says so, and that nothing is connected', async () => {
  const installation = await get('/installation');
  expect(installation).toMatchObject({ connections: 0, program: false, looks: 0, lastLook: null, working: null, dataDirectory: 'data' });
  expect(installation['configuration']).toEqual({ name: 'tickmark.yaml', state: 'missing', sentence: null });
  expect((await get('/connections'))['connections']).toEqual([]);
});

test.each([
  ['a token where the organization belongs', () => ({ ...gitHub(TOKEN), organization: TOKEN }), 'connect/token-in-sight'],
  ['a token as the name of the connection', () => ({ ...gitHub(TOKEN), id: TOKEN }), 'connect/token-in-sight'],
  ['no login', () => ({ ...gitHub(TOKEN), organization: 'two words' }), 'connect/organization'],
  ['no address', () => ({ ...gitHub(TOKEN), url: 'github.example.com' }), 'connect/address'],
  ['an empty secret', () => gitHub('   '), 'connect/no-secret'],
  ['a folder that is not there', () => ({ connector: 'git', path: '/nowhere/at/all' }), 'connect/path'],
  ['a path with a line break', () => ({ connector: 'git', path: '/tmp\n/x' }), 'connect/path'],
  ['another connector', () => ({ connector: 'ftp' }), 'request/invalid'],
  ['more than is asked', () => ({ ...gitHub(TOKEN), also: 1 }), 'request/invalid'],
])('%s is refused at once, and is not repeated', async (_, body, code) => {
  const reply = await post('/connections/probe', body());
  expect([reply.status, reply.json()['code']]).toEqual([422, code]);
  expect(reply.text).not.toContain(TOKEN);
});

test('a page elsewhere cannot set anything up with the owner’s cookie', async () => {
  const body = JSON.stringify({ connector: 'git', path: server.folder });
  const asBrowser = (headers: Record<string, string>) =>
    server.send('/api/v1/connections/probe', {
      method: 'POST',
      headers: { cookie: server.cookie, 'content-type': 'application/json', ...headers },
      body,
    });
  const foreign: readonly Record<string, string>[] = [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, {}];
  for (const headers of foreign) expect((await asBrowser(headers)).status).toBe(403);
  expect((await asBrowser({ origin: `http://127.0.0.1:${server.port}`, 'sec-fetch-site': 'same-origin' })).status).toBe(202);
  const plain = await asBrowser({ origin: `http://127.0.0.1:${server.port}`, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' });
  expect(plain.status).toBe(415);
});

test('what the vendor or the disk says comes as the end of the test; nothing is kept', async () => {
  expect(await probed(gitHub('github_pat_wrong_0123456789'))).toMatchObject({ state: 'failed', problem: { code: 'vendor/unauthorized' } });
  expect(await probed({ ...gitHub(TOKEN), url: 'http://127.0.0.1:1' })).toMatchObject({ state: 'failed', problem: { code: 'vendor/unreachable' } });
  expect(await probed({ ...gitHub(TOKEN), url: 'http://github.example.com' })).toMatchObject({ state: 'failed', problem: { code: 'github/url' } });
  const noClone = await probed({ connector: 'git', path: server.folder });
  expect(noClone).toMatchObject({ state: 'failed', sentence: expect.stringContaining('is not a Git repository') });
  expect(existsSync(configuration())).toBe(false);
}, 60_000);

test('what was tested is kept: in tickmark.yaml without the token, sealed, and looked at; the token stands nowhere', async () => {
  const tested = await probed(gitHub(TOKEN));
  expect(tested.state).toBe('done');
  expect(tested.result.change).toContain('+   name: Example');
  expect(tested.result.feeds.find(({ feed }) => feed === 'changes')?.state).toBe('told');
  expect(existsSync(configuration())).toBe(false);
  const kept = await post('/connections', { setUp: tested.result.setUp });
  expect([kept.status, kept.json()]).toEqual([201, expect.objectContaining({ connection: 'github', secret: 'stored' })]);
  expect(readFileSync(configuration(), 'utf8')).toContain('token: sealed');
  const look = await ended((kept.json()['work'] as unknown as Work).id);
  expect(look.state).toBe('done');
  const again = await post('/connections', { setUp: tested.result.setUp });
  expect([again.status, again.json()['code']]).toEqual([409, 'connect/not-tested']);
  const told = (
    await Promise.all(
      ['/work', '/connections', '/connections/github', '/connections/github/runs', '/installation'].map((path) => server.ask(`/api/v1${path}`)),
    )
  )
    .map(({ text }) => text)
    .join('');
  for (const text of [told, kept.text, server.log.join('')]) expect(text.includes(TOKEN)).toBe(false);
  expect(filesHolding(server.folder, TOKEN).found).toEqual([]);
}, 120_000);

test('after one look a state was seen at an instant, and over no time: that is not drawn as seen', async () => {
  const { connections } = (await get('/connections')) as unknown as {
    connections: { feeds: { feed: string; state: string; spans: { state: string; why: string }[] }[]; spans: { state: string }[] }[];
  };
  const feeds = connections[0]?.feeds ?? [];
  const accounts = feeds.find(({ feed }) => feed === 'accounts');
  expect(accounts).toMatchObject({ state: 'seen', spans: [{ state: 'unseen', why: expect.stringContaining('looked at once') }] });
  expect(feeds.find(({ feed }) => feed === 'changes')?.spans.map(({ state }) => state)).toContain('seen');
  expect(connections[0]?.spans.some(({ state }) => state === 'seen')).toBe(false);
});

test('a new secret takes the place of the old one once it was tested', async () => {
  const tested = await probed({ secret: NEXT }, '/connections/github/secret');
  expect(tested.result.change).toEqual([]);
  const kept = await post('/connections', { setUp: tested.result.setUp, look: false });
  expect(kept.json()).toMatchObject({ secret: 'replaced', change: [], work: null });
  const asked = await server.ask('/api/v1/connections/github/test', { method: 'POST' });
  expect((await ended((asked.json() as unknown as Work).id)).state).toBe('done');
}, 120_000);

test('another organization under the same name is refused; two ways to one repository are, too', async () => {
  const taken = await post('/connections/probe', { ...gitHub(TOKEN), organization: 'elsewhere' });
  expect([taken.status, taken.json()['code']]).toEqual([409, 'connect/id-taken']);
  const repository = testRepository(join(server.folder, 'api'));
  repository.commit({ message: 'Begin' });
  repository.git('clone', '--quiet', repository.path, join(server.folder, 'copy'));
  const first = await probed({ connector: 'git', path: 'api' });
  const kept = await post('/connections', { setUp: first.result.setUp });
  expect(readFileSync(configuration(), 'utf8')).toContain('path: ./api');
  await ended((kept.json()['work'] as unknown as Work).id);
  expect(await probed({ connector: 'git', path: 'copy' })).toMatchObject({ state: 'failed', problem: { code: 'connect/same-system' } });
}, 60_000);

test('drafts of a program are shown, then written, and never over anything; not into the data directory', async () => {
  const shown = await post('/program-drafts', { folder: 'program', zone: 'Europe/Vienna', since: '2025-01-01' });
  const { files, written } = shown.json() as unknown as { files: { path: string; text: string; state: string }[]; written: string[] };
  expect(written).toEqual([]);
  expect(existsSync(join(server.folder, 'program'))).toBe(false);
  expect(files.find(({ path }) => path === 'records/scope.yaml')?.text).toMatch(/api[\s\S]*main/);
  expect((await post('/program-drafts', { folder: 'program', zone: 'Europe/Vienna', since: '2025-01-01', write: true })).status).toBe(200);
  writeFileSync(join(server.folder, 'program', 'README.md'), 'mine');
  const over = await post('/program-drafts', { folder: 'program', zone: 'Europe/Vienna', since: '2025-01-01', write: true });
  expect([over.status, over.json()['code']]).toEqual([409, 'program-template/exists']);
  expect(readFileSync(join(server.folder, 'program', 'README.md'), 'utf8')).toBe('mine');
  for (const [body, code] of [
    [{ folder: 'data/program' }, 'connect/path'],
    [{ zone: 'Nowhere/At-All' }, 'calendar/not-a-zone'],
  ] as const)
    expect((await post('/program-drafts', { ...body, write: true })).json()['code']).toBe(code);
});

test('a lost look is told with what to do; a tickmark.yaml that is broken does not hide what was seen', async () => {
  await github.close();
  const asked = await post('/work/collect', { connections: ['github'] });
  await ended((asked.json() as unknown as Work).id);
  const detail = await get('/connections/github');
  expect(detail).toMatchObject({ outcome: 'failed', looks: 2, toDo: [{ what: 'mend', sentence: expect.stringContaining('could not be read') }] });
  const runs = await get('/connections/github/runs?limit=1');
  expect(runs).toMatchObject({ total: 2, rows: [{ outcome: 'failed' }], next: expect.any(String) });
  expect(await get(`/connections/github/runs?limit=1&cursor=${runs['next']}`)).toMatchObject({
    offset: 1,
    rows: [{ outcome: 'partial' }],
    next: null,
  });
  expect((await server.ask('/api/v1/connections/github/runs?cursor=nonsense')).status).toBe(410);
  const before = readFileSync(configuration(), 'utf8');
  writeFileSync(configuration(), 'organization: {');
  try {
    const list = await get('/connections');
    expect(list['configuration']).toMatch(/^tickmark\.yaml:1: is not well-formed YAML/);
    expect((list['connections'] as unknown as { id: string; configured: boolean }[]).map(({ id, configured }) => [id, configured])).toEqual([
      ['github', false],
      ['api', false],
    ]);
    expect((await post('/connections/probe', { connector: 'git', path: 'api' })).status).toBe(409);
    expect(await get('/installation')).toMatchObject({ configuration: { state: 'malformed' } });
  } finally {
    writeFileSync(configuration(), before);
  }
  expect((await server.ask('/api/v1/connections/%3Cscript%3E')).status).toBe(404);
  expect(server.log.filter((line) => line.includes('"error"'))).toEqual([]);
}, 120_000);
