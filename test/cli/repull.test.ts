import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { allPermissions, anOwner, fineGrainedToken } from '../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import type { GithubWorld, Repository } from '../../demo/github/world.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { type Audited, audited, peopleText, scopeText } from '../support/audited.ts';
import { dump, filesHolding, holds } from '../support/canary.ts';
import { type Ran, tooWide } from '../support/cli.ts';

/** An auditor looks again, with a token of their own, at what the company froze: a small organization on a pretend GitHub. */

const at = '2026-01-10T00:00:00Z';
const auditors = 'github_pat_auditor_0123456789abcdef';
const nameOf = ({ place }: Repository) => place[0]?.value.name ?? '';
const whole = makeGithub(makeCompany('repull', { changes: 40 }), { plan: 'enterprise' });
/** Two repositories with changes, and one in which nothing happened all year. */
const small = (...names: string[]): GithubWorld => ({ ...whole, repositories: whole.repositories.filter((one) => names.includes(nameOf(one))) });
const world = small('billing', 'search', 'design-system');
let server: PretendGithub;
let here: Audited;
/** The keys of the changes that were frozen. */
let frozen: readonly string[] = [];

beforeAll(async () => {
  const owner = anOwner(world);
  const all = allPermissions('fine-grained');
  const onlyOf = (...names: string[]) => ({ repositories: world.repositories.filter((one) => names.includes(nameOf(one))).map(({ id }) => id) });
  const tokens = [
    fineGrainedToken('github_pat_company_0123456789abcdef', owner, all),
    fineGrainedToken(auditors, owner, all),
    fineGrainedToken('github_pat_half_0123456789abcdef', owner, all, onlyOf('billing', 'design-system')),
    fineGrainedToken('github_pat_busy_0123456789abcdef', owner, all, onlyOf('billing', 'search')),
    fineGrainedToken('github_pat_revoked_0123456789abcdef', owner, all, { revokedAt: parseInstant('2026-01-01T00:00:00Z') }),
  ];
  const perMinute = { core: 1e6, graphql: 1e6 };
  server = await startGithub({ world, tokens, now: parseInstant(at), allowance: { core: 1e6, graphql: 1e6, perMinute } });
  const hosted = `{ connector: github, id: code, organization: harbourlight, url: "${server.url}", token: { env: COMPANY_TOKEN } }`;
  here = await audited({
    'tickmark.yaml': `organization: { name: Example Ltd }\nconnections:\n  - { connector: records, id: program, path: . }\n  - ${hosted}\n`,
    'records/scope.yaml': scopeText('2025-12-31', ['billing', 'search', 'design-system']),
    'records/people.yaml': peopleText,
  });
  const environment = { COMPANY_TOKEN: 'github_pat_company_0123456789abcdef' };
  expect((await here.run(at, ['collect'], environment)).code).toBe(0);
  expect((await here.run(at, ['assess', '--audit', 'year', '--fail-on', 'never'])).code).toBe(0);
  await engagement('open', 'e1', '--audit', 'year', '--firm', 'Firm LLP', '--auditor', 'aud-1=Ada Auditor', '--as', 'p-001');
});
afterAll(async () => {
  await server.close();
  await here.remove();
});
beforeEach(() => server.setWorld(world));

const engagement = (...args: string[]): Promise<Ran> => here.run(at, ['engagement', ...args]);

/** With the auditor's token alone: the company's is not there to be taken. */
async function repull(token: string | null, ...args: string[]): Promise<Ran> {
  const ran = await here.run(
    at,
    ['engagement', 'repull', 'e1', '--token-env', 'AUDITOR_TOKEN', ...args],
    token === null ? {} : { AUDITOR_TOKEN: token },
  );
  if (token !== null) expect([holds(Buffer.from(ran.out), token), holds(Buffer.from(ran.err), token)]).toEqual([false, false]);
  return ran;
}

const plain = ({ out }: Ran): string => out.replace(/\s+/g, ' ');

test('nothing is looked at while nothing is frozen, nor without a token', async () => {
  const before = server.counts().requests;
  const early = await repull(auditors);
  expect([early.code, early.out, early.err]).toEqual([2, '', expect.stringContaining('[engagement/not-frozen]')]);
  const { code, out } = await engagement('freeze', 'e1', '--population', 'changes', '--population', 'hosted-changes', '--as', 'p-001', '--json');
  expect(code).toBe(0);
  frozen = keysOf((JSON.parse(out) as { frozen: { sha256: string }[] }).frozen[0]?.sha256 as string);
  const without = await repull(null);
  expect([without.code, without.out]).toEqual([2, '']);
  expect(without.err).toContain('The variable AUDITOR_TOKEN is not set.');
  expect(server.counts().requests).toBe(before);
});

test('the same systems give the same populations; the company’s directory and database stay as they were, and the token is nowhere', async () => {
  const before = await standing();
  const scratch = join(here.folder, 'scratch');
  mkdirSync(scratch);
  vi.stubEnv('TMPDIR', scratch);
  const ran = await repull(auditors).finally(() => vi.unstubAllEnvs());
  expect([ran.code, tooWide(ran.out)]).toEqual([0, []]);
  expect(plain(ran)).toMatch(/✓ changes (\d+) items, each the same\. ✓ hosted-changes \1 items, each the same\. An own look sees/);
  expect(await standing()).toEqual(before);
  const { found, read } = filesHolding(here.data, auditors);
  expect([found, read > 10]).toEqual([[], true]);
  expect(holds(Buffer.from(await dump(here.superuserUrl)), auditors)).toBe(false);
  expect(readdirSync(scratch)).toEqual([]);
});

test('what its systems no longer hold is named by its key', async () => {
  server.setWorld(small('billing', 'design-system'));
  const ran = await repull(auditors);
  const gone = changesOf('search');
  expect([ran.code, gone.length > 0]).toEqual([1, true]);
  expect(plain(ran)).toMatch(
    new RegExp(`✗ changes \\d+ items frozen, \\d+ pulled: ${gone.length} only frozen, 0 only pulled, 0 at another time, 0 outcomes otherwise\\.`),
  );
  for (const key of gone) expect(ran.out).toContain(key);
  expect(plain(ran)).toContain('could not be seen: The repository search is in scope, but no connection has delivered it.');
});

test('a pull request that is gone takes its approval with it: the change stands where it stood, and is judged otherwise', async () => {
  const without = (one: Repository): Repository =>
    nameOf(one) === 'billing' ? { ...one, pulls: one.pulls.filter(({ merged }) => merged === null) } : one;
  server.setWorld({ ...world, repositories: world.repositories.map(without) });
  const ran = await repull(auditors, '--json');
  const pulled = JSON.parse(ran.out) as { population: string; onlyFrozen: string[]; judgedOtherwise: string[] }[];
  const [change] = changesOf('billing');
  expect(ran.code).toBe(1);
  expect(pulled.map((one) => [one.population, one.onlyFrozen])).toEqual([
    ['changes', []],
    ['hosted-changes', []],
  ]);
  expect(pulled.map((one) => one.judgedOtherwise)).toEqual([
    [`${change} (change/approved-by-another)`],
    expect.arrayContaining([`${change} (change/through-pull-request)`]),
  ]);
});

test('a token that sees less says what it could not see', async () => {
  const ran = await repull('github_pat_half_0123456789abcdef');
  expect(ran.code).toBe(1);
  for (const key of changesOf('search')) expect(ran.out).toContain(key);
  expect(plain(ran)).toContain('could not be seen: harbourlight has 3 repositories, and 2 are shown.');
});

test('the same items, of a token that may have missed others, are not the whole answer', async () => {
  const ran = await repull('github_pat_busy_0123456789abcdef');
  expect(ran.code).toBe(3);
  expect(plain(ran)).toMatch(/\? changes \d+ items, each the same\. could not be seen: harbourlight has 3 repositories, and 2 are shown\./);
});

test('a token that was revoked compares nothing, and says so', async () => {
  const { code, out, err } = await repull('github_pat_revoked_0123456789abcdef');
  const said = err.replace(/\s+/g, ' ');
  expect([code, out]).toEqual([2, '']);
  expect(said).toMatch(/The own look failed, so that nothing was compared\. code: .*\[repull\/could-not-look\]/);
  expect(said).toContain('The token is wrong, has expired, or was revoked.');
});

/** The keys of the frozen changes of a repository. */
function changesOf(repository: string): string[] {
  return frozen.filter((one) => one.startsWith(`${repository}@`));
}

/** Of the rows of a population, by their hash. */
function keysOf(sha256: string): string[] {
  const rows = gunzipSync(readFileSync(join(here.data, 'blobs', sha256.slice(0, 2), `${sha256}.gz`))).toString();
  return rows.split('\n').flatMap((row) => (row === '' ? [] : [(JSON.parse(row) as { item: string }).item]));
}

/** Every file of the data directory by its hash, and the database as a dump would hold it. */
async function standing(): Promise<object> {
  const paths = readdirSync(here.data, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const files = paths.map((one) => join(one.parentPath, one.name)).sort();
  return { files: files.map((path) => [path, sha256Hex(readFileSync(path))]), database: await dump(here.superuserUrl) };
}
