import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Served, served } from './served.ts';

const hostile = '<img src=x onerror="window.hacked=1"> \u202Egpj.exe <script>window.hacked=1</script>';
const YEAR = 'audit=year';
const CHANGES = 450;

let here: Served;
before(async () => {
  here = await served(prepare);
});
after(() => here?.close());

/** A year of changes in one repository, one of them with a title that somebody meant to be run. */
async function prepare(installation: Installation, folder: string): Promise<void> {
  const code = testRepository(join(folder, 'api'));
  code.import(historyOf(CHANGES));
  const program = testRepository(join(folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(20),
    ...controlFiles,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  assert.deepEqual(
    told.flatMap((one) => one.errors),
    [],
  );
  await assess(installation, { audit: 'year' });
}

/** Commits on main, one after the other, a few a day; the last is the hostile one. */
function historyOf(count: number): string {
  const who = (at: number) => `Ada Example <ada@x.example> ${Date.UTC(2025, 1, 1) / 1000 + at * 40_000} +0000`;
  const commits = Array.from({ length: count }, (_, at) => {
    const message = at === count - 1 ? hostile : `${at % 7 === 0 ? '' : 'HL-1 '}Change number ${at} of the ${at % 10 === 3 ? 'harbour' : 'quay'}`;
    return `commit refs/heads/main\nauthor ${who(at)}\ncommitter ${who(at)}\ndata ${Buffer.byteLength(message)}\n${message}\n`;
  });
  return commits.join('');
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

const grid = '[role=grid]';

async function rowsShown(page: Page): Promise<string[]> {
  await page.waitForFunction(() => document.querySelector('[data-row] a') !== null && document.querySelector('[data-row][aria-busy]') === null);
  return page.locator(`${grid} [data-row] [role=rowheader]`).allInnerTexts();
}

describe('the list of populations', () => {
  test('leads to each, and each figure to the items that make it', async () => {
    const { page, complaints } = await here.visit(`/populations?${YEAR}`);
    const changes = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Changes', exact: true }) });
    await changes.getByRole('link', { name: /fail in Changes/ }).click();
    await page.waitForURL(/\/populations\/changes\?.*show=fail/);
    await page.waitForSelector(`${grid} [data-row]`);
    const url = new URL(page.url());
    assert.equal(url.searchParams.get('audit'), 'year');
    assert.match(await textOf(page.locator('main h1')), /^Changes · 450 items, \d+ with an exception/);
    assert.deepEqual(complaints, []);
  });

  test('what was not observed is another sentence than what did not occur', async () => {
    const { page } = await here.visit(`/populations/webhooks?${YEAR}`);
    assert.match(await textOf(page.locator('main')), /No item was seen, and nobody knows whether there was one/);
    assert.match(await textOf(page.locator('main h1')), /not observed/);
  });
});

describe('one population', () => {
  test('runs nothing that a title holds, and shows it as it is written', async () => {
    const { page, complaints } = await here.visit(`/populations/changes?${YEAR}`);
    const [first] = await rowsShown(page);
    assert.match(first ?? '', /<img src=x onerror="window\.hacked=1">/);
    assert.equal(await page.evaluate(() => (window as unknown as { hacked?: number }).hacked), undefined);
    assert.deepEqual(complaints, []);
  });

  test('any place of it is there at once: the end key shows the oldest', async () => {
    const { page, complaints } = await here.visit(`/populations/changes?${YEAR}`);
    await rowsShown(page);
    await page.locator(grid).focus();
    await page.keyboard.press('End');
    await page.waitForSelector(`[data-row="${CHANGES - 1}"] a`);
    assert.match((await rowsShown(page)).at(-1) ?? '', /Change number 0 of the quay/);
    assert.match(await textOf(page.locator('.mx-end')), /–450 of 450/);
    assert.deepEqual(complaints, []);
  });

  test('filters, search and order stand in the address, and the address alone shows the same', async () => {
    const { page } = await here.visit(`/populations/changes?${YEAR}`);
    await rowsShown(page);
    await page.getByRole('searchbox').fill('HARBOUR number');
    await page.getByLabel('Order').selectOption('oldest');
    await page.waitForURL(/text=HARBOUR/);
    await page.waitForURL(/order=oldest/);
    await page.waitForFunction(() => document.querySelector('[data-row="0"]')?.textContent?.includes('Change number 3 of') === true);
    const shown = await rowsShown(page);
    const { page: again } = await here.visit(page.url().replace(/^http:\/\/[^/]+/, ''));
    assert.deepEqual(await rowsShown(again), shown);
  });

  test('a chosen item says why it belongs here and what each attribute says; a link to it shows its row', async () => {
    const { page } = await here.visit(`/populations/changes?${YEAR}`);
    await rowsShown(page);
    await page.locator(grid).focus();
    await page.keyboard.press('End');
    await page.waitForSelector(`[data-row="${CHANGES - 1}"] a`);
    await page.locator(`[data-row="${CHANGES - 1}"] a`).click();
    await page.waitForURL(/item=/);
    const chosen = page.locator('#chosen');
    await chosen.getByText('Change number 0 of the quay').waitFor();
    assert.match(await textOf(chosen), /It landed on main of api/);
    assert.equal(await chosen.locator('.list li').count(), 2);
    const { page: linked } = await here.visit(page.url().replace(/^http:\/\/[^/]+/, ''));
    await linked.waitForSelector(`[data-row="${CHANGES - 1}"].on`);
    assert.ok(await linked.locator(`[data-row="${CHANGES - 1}"]`).isVisible());
  });

  test('a sample cannot be drawn without an engagement, and the reason is read', async () => {
    const { page } = await here.visit(`/populations/changes?${YEAR}`);
    const button = page.getByRole('button', { name: 'Draw a sample' });
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await button.focus();
    await page.getByRole('tooltip').filter({ hasText: 'engagement' }).waitFor();
  });

  test('what is drawn is what is exported', async () => {
    const { page } = await here.visit(`/populations/changes?${YEAR}&show=fail`);
    const total = Number(/of ([\d,]+)$/.exec(await textOf(page.locator('.mx-end .rows')))?.[1]?.replace(',', ''));
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]);
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) parts.push(part as Buffer);
    assert.equal(file.suggestedFilename(), 'changes.csv');
    assert.equal(Buffer.concat(parts).toString('utf8').trimEnd().split('\r\n').length, total + 1);
  });
});

describe('on every width, in both schemes', () => {
  for (const width of [1280, 390])
    for (const colorScheme of ['light', 'dark'] as const)
      test(`${width} pixels, ${colorScheme}: nothing overflows, and nothing complains`, async () => {
        for (const path of [
          '/populations',
          '/populations/changes',
          '/populations/webhooks',
          '/populations/changes/completeness',
          '/populations/suppressions',
        ]) {
          const { page, complaints } = await here.visit(`${path}?${YEAR}`, { viewport: { width, height: 800 }, colorScheme });
          await page.waitForLoadState('networkidle');
          assert.deepEqual([path, complaints], [path, []]);
          assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${path} is wider than ${width} pixels`);
          await page.context().close();
        }
      });
});

test('the completeness sheet prints with its gaps and its sources, and without the frame', async () => {
  const { page } = await here.visit(`/populations/changes/completeness?${YEAR}`);
  await page.emulateMedia({ media: 'print' });
  const text = await textOf(page.locator('article.sheet'));
  for (const part of ['Definition', 'Requests', 'Gaps', 'Held against a second source', 'Looks', 'SHA-256']) assert.ok(text.includes(part), part);
  assert.equal(await page.locator('.evbar').isVisible(), false);
  assert.ok(text.includes('Each of them stands in the sheet as JSON'));
});
