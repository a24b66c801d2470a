import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { allPermissions, anOwner, fineGrainedToken } from '../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { filesHolding } from '../support/canary.ts';
import { launchBrowser } from './browser.ts';
import { type Started, startServe } from './started.ts';

/** An empty folder, and nothing but a browser: from the first page to the first results. */

const TOKEN = 'github_pat_good_0123456789abcdef';
let folder: string;
let browser: Browser;
let github: PretendGithub;
let served: Started | undefined;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-newcomer-'));
  browser = await launchBrowser();
  const world = makeGithub(makeCompany('newcomer', { changes: 40 }), { plan: 'team' });
  const owner = anOwner(world);
  const { administration: _none, ...fewer } = allPermissions('fine-grained');
  const tokens = [
    fineGrainedToken(TOKEN, owner, allPermissions('fine-grained')),
    fineGrainedToken('github_pat_fewer_0123456789abcdef', owner, fewer),
    fineGrainedToken('github_pat_expired_0123456789', owner, fewer, { expiresAt: parseInstant('2025-01-01T00:00:00Z') }),
  ];
  const many = { core: 1e6, graphql: 1e6 };
  github = await startGithub({ world, tokens, now: parseInstant('2025-12-20T09:00:00Z'), allowance: { ...many, perMinute: many } });
});
after(async () => {
  await served?.close();
  await browser?.close();
  await github?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page that complains of nothing. */
async function opened(from: Started): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  // A browser notes every answer that is a refusal: that nobody has looked yet, and what was written wrongly on purpose here.
  page.on('console', (message) => message.type() === 'error' && !/status of (409|422)/.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.setDefaultTimeout(120_000);
  await page.goto(from.link);
  return { page, complaints };
}

function makeClone(): string {
  const clone = join(folder, 'api');
  mkdirSync(clone);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', clone, '-c', 'user.name=A. Sample', '-c', 'user.email=a@example.test', ...args], { stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  for (const message of ['Begin', 'Mend the build', 'Release']) git('commit', '-q', '--allow-empty', '-m', message);
  return clone;
}

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await served?.close();
  served = undefined;
});

test('from an empty folder to the first results, by a clone and a drafted program', async () => {
  const home = join(folder, 'clone');
  mkdirSync(home);
  served = await startServe(home);
  const { page, complaints } = await opened(served);

  await page.getByRole('heading', { level: 1, name: /nothing is connected/ }).waitFor();
  for (const path of ['/controls', '/exceptions', '/criteria']) {
    await page.goto(`${served.address}${path}`);
    await page.getByRole('heading', { level: 1, name: /nothing is connected/ }).waitFor();
  }
  await page.getByRole('link', { name: 'Read a clone' }).click();

  await page.getByLabel('Folder of the clone').fill('/nowhere/at/all');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByText('The folder /nowhere/at/all does not exist.').waitFor();

  await page.getByLabel('Folder of the clone').fill(makeClone());
  await page.getByLabel('What the organization is called').fill('Newcomer (demo)');
  await page.getByRole('button', { name: 'Test the connection' }).click();
  await page.getByRole('heading', { name: /It sees/ }).waitFor();
  const configuration = join(home, '.tickmark', 'tickmark.yaml');
  assert.equal(existsSync(configuration), false, 'a test keeps nothing');
  await page.getByText('+ connections:').waitFor();
  await page.getByRole('button', { name: 'Keep it and look' }).click();
  await page.getByRole('heading', { name: /The first look saw/ }).waitFor();
  assert.match(readFileSync(configuration, 'utf8'), /name: Newcomer \(demo\)[\s\S]*connector: git/);

  await page.getByRole('link', { name: 'Write the program as code' }).click();
  await page.getByRole('button', { name: 'Show the drafts' }).click();
  await page.getByRole('heading', { name: /files would be written/ }).waitFor();
  assert.equal(existsSync(join(home, 'program')), false, 'showing writes nothing');
  await page.getByRole('button', { name: 'Write the drafts' }).click();
  await page.getByRole('heading', { name: /It sees/ }).waitFor();
  assert.equal(existsSync(join(home, 'program', 'records', 'scope.yaml')), true);
  await page.getByRole('button', { name: 'Keep it and look' }).click();
  await page.getByRole('heading', { name: /The first look saw/ }).waitFor();

  await page.getByRole('link', { name: 'See the first results' }).click();
  await page.getByRole('heading', { level: 1, name: /controls/ }).waitFor();
  await page.getByText('Newcomer (demo)').first().waitFor();
  assert.deepEqual(complaints, []);
});

test('GitHub: what a token lacks is said before anything is kept; the token is nowhere but sealed', async () => {
  const home = join(folder, 'github');
  mkdirSync(home);
  served = await startServe(home);
  const { page, complaints } = await opened(served);
  const fill = async (token: string) => {
    await page.getByLabel('Token', { exact: true }).fill(token);
    await page.getByRole('button', { name: 'Test the connection' }).click();
  };
  await page.goto(`${served.address}/connect?kind=github`);
  await page.getByText('GitHub Enterprise, or a name of its own').click();
  await page.getByLabel('Address').fill(github.url);
  await page.getByLabel('Organization', { exact: true }).fill(TOKEN);
  await fill(TOKEN);
  await page.getByText('A token was put where it can be seen.').waitFor();

  await page.getByLabel('Organization', { exact: true }).fill('harbourlight');
  await fill('github_pat_expired_0123456789');
  await page.getByText(/The token is wrong, has expired, or was revoked/).waitFor();
  assert.equal(await page.getByLabel('Token', { exact: true }).inputValue(), '', 'the field is empty once it was sent');

  await fill('github_pat_fewer_0123456789abcdef');
  await page
    .getByText(/Rests on: Administration: read/)
    .first()
    .waitFor();

  await fill(TOKEN);
  await page.getByRole('heading', { name: /It sees/ }).waitFor();
  await page.getByRole('button', { name: 'Keep it and look' }).click();
  await page.getByRole('heading', { name: /The first look saw/ }).waitFor();
  await page.getByRole('link', { name: 'See the connection' }).click();
  await page.getByRole('heading', { level: 1, name: /github: \d+ of \d+ feeds/ }).waitFor();

  const html = await page.content();
  assert.equal(html.includes(TOKEN), false);
  assert.equal(served.printed().includes(TOKEN), false);
  assert.deepEqual(filesHolding(home, TOKEN).found, []);
  assert.deepEqual(complaints, []);

  await page.getByRole('link', { name: 'Replace the secret' }).click();
  await page.getByLabel('Token', { exact: true }).fill('github_pat_fewer_0123456789abcdef');
  await page.getByRole('button', { name: 'Test the new secret' }).click();
  await page.getByText('the secret takes the place of the one before').waitFor();
});
