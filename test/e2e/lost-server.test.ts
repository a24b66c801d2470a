import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { controlFiles, peopleText, recordsOnly, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { tickmark } from '../support/cli.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';
import { launchBrowser } from './browser.ts';
import { type Started, startServe } from './started.ts';

const folder = temporaryFolder();
const program = join(folder.path, 'program');
let browser: Browser;
let server: Started;

before(async () => {
  mkdirSync(program);
  const files = {
    '.gitignore': '.tickmark\n',
    'tickmark.yaml': recordsOnly,
    'records/scope.yaml': scopeText(),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(8),
    ...controlFiles,
  };
  testRepository(program).commit({ at: '2025-01-01T10:00:00Z', files });
  const collected = await tickmark(['collect'], { folder: program });
  assert.equal(collected.code, 0, collected.err);
  server = await startServe(program);
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await server?.close();
  folder.remove();
});

test('a server that goes away is told of, the page stays, and all is well once it is back', async () => {
  const { port } = new URL(server.address);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(90_000);
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  await page.goto(server.link);
  await page.goto(`${server.address}/controls?audit=year`);
  await page.waitForSelector('main h1');
  const heading = await page.locator('main h1').textContent();
  // Pages that were not visited are fetched ahead.
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/ledger-[^/]*\.js$/.test(name)));
  await page.waitForLoadState('networkidle');

  await server.close();
  const banner = page.getByText(/^Tickmark does not answer since \d\d:\d\d/);
  await banner.waitFor();
  assert.equal(await page.locator('main h1').textContent(), heading);

  // What needs no server works; what does says so, and the way back is free.
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page
    .locator('nav a[href^="/ledger"]')
    .first()
    .evaluate((link: HTMLElement) => link.click());
  await page.getByRole('heading', { name: 'Tickmark does not answer.' }).waitFor();
  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('main h1')?.textContent === text, heading);
  await page.goForward();
  await page.getByRole('heading', { name: 'Tickmark does not answer.' }).waitFor();

  server = await startServe(program, ['--port', port]);
  await banner.waitFor({ state: 'detached' });
  await page.waitForFunction(() => !/does not answer/.test(document.querySelector('main h1')?.textContent ?? 'does not answer'));
  assert.equal(new URL(page.url()).pathname, '/ledger');
  assert.deepEqual(broken, []);
});
