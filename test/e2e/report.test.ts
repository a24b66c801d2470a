import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openFolderSink } from '../../src/audit/package/folder-sink.ts';
import { writePackage } from '../../src/audit/package/write-package.ts';
import { programSource } from '../package/program-sample.ts';
import { sampleSource } from '../package/sample.ts';
import { launchBrowser } from './browser.ts';

/** Names that somebody could give a change, a policy or an organization (fault 49). */
const hostile = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked=1">',
  "'><svg onload=window.hacked=1>",
  '<a href="javascript:window.hacked=1">click</a>',
  '</title></style></textarea><iframe srcdoc="<script>parent.hacked=1</script>">',
  '{{constructor.constructor("window.hacked=1")()}}',
  'gpj.\u202Eexe',
].join(' ');

let folder: string;
let browser: Browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-e2e-'));
  for (const [name, source] of [
    ['hostile', programSource({ name: hostile, changes: 30 })],
    ['plain', programSource({ changes: 30 })],
    ['old', sampleSource({ changes: 30 })],
  ] as const) {
    const sink = await openFolderSink(join(folder, name), { replace: false });
    await writePackage(source, sink);
    await sink.finish();
  }
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function pagesOf(name: string): Promise<string[]> {
  const found = await readdir(join(folder, name), { recursive: true });
  return found.filter((path) => path.endsWith('.html')).sort();
}

interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

type Options = Parameters<Browser['newPage']>[0];

/** Opens a page from the disk, noting what it complains of and what it asks for. */
async function visit(name: string, path: string, options: Options = {}): Promise<Visit> {
  const page = await browser.newPage(options);
  return look(page, name, path);
}

/** Every page of a package, one after the other in the same tab. */
async function* visits(name: string, options: Options = {}): AsyncGenerator<Visit & { readonly path: string }> {
  const page = await browser.newPage(options);
  for (const path of await pagesOf(name)) {
    yield { path, ...(await look(page, name, path)) };
    page.removeAllListeners();
  }
  await page.close();
}

async function look(page: Page, name: string, path: string): Promise<Visit> {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(join(folder, name, path)).href, { waitUntil: 'load' });
  return { page, complaints, requests };
}

describe('the report in a browser', () => {
  test('of hostile names runs none of them, adds no element, and asks for nothing outside the package', async () => {
    for await (const { path, page, complaints, requests } of visits('hostile')) {
      assert.equal(await page.evaluate('window.hacked'), undefined, path);
      assert.equal(await page.locator('iframe, img, object, embed, form, [onload], [onerror], a[href^="javascript" i]').count(), 0, path);
      assert.equal(await page.locator('script').count(), 1, path);
      assert.deepEqual(complaints, [], path);
      const inside = pathToFileURL(join(folder, 'hostile')).href;
      assert.deepEqual(
        requests.filter((url) => !url.startsWith(inside)),
        [],
        path,
      );
      assert.ok(!(await page.content()).includes('\u202E'), path);
    }
  });

  test('would run a script that stood in it, if nothing forbade it: the probe sees what it should', async () => {
    const page = await browser.newPage();
    await page.setContent(`<p>${hostile}</p>`);
    await page.waitForFunction('window.hacked === 1');
    assert.equal(await page.evaluate('window.hacked'), 1);
    await page.close();
  });

  test('forbids inline scripts even if markup were to slip through', async () => {
    const { page, complaints } = await visit('plain', 'index.html');
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.hacked=1">')`);
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate('window.hacked'), undefined);
    assert.ok(complaints.some((text) => text.includes('Content Security Policy')));
    await page.close();
  });

  test('reads without a script, draws with its own styles and fonts, and fits every width', async () => {
    for (const width of [1280, 390]) {
      const options = { viewport: { width, height: 900 }, javaScriptEnabled: width !== 390 };
      for await (const { path, page, complaints } of visits('plain', options)) {
        assert.deepEqual(complaints, [], path);
        assert.match((await page.locator('h1').textContent()) ?? '', /\S/, path);
        assert.match(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily), /Plex Sans/, path);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(beyond <= 0, `${path} is ${beyond} px too wide at ${width}`);
      }
    }
  });

  test('every link leads to something in the package', async () => {
    const broken: string[] = [];
    const known = new Set((await readdir(join(folder, 'plain'), { recursive: true })).map((path) => pathToFileURL(join(folder, 'plain', path)).href));
    for await (const { path, page } of visits('plain')) {
      const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href.split('#')[0] as string));
      broken.push(...links.filter((link) => !known.has(link)).map((link) => `${path}: ${link}`));
    }
    assert.deepEqual(broken, []);
  });

  test('filters long lists where scripts run', async () => {
    const { page } = await visit('plain', 'report/checks/change--ticket-reference.html');
    const shown = () => page.locator('.tl > .row:visible').count();
    assert.equal(await shown(), 30);
    await page.getByRole('button', { name: 'Only fail' }).click();
    assert.ok((await shown()) < 30);
    await page.getByRole('searchbox').fill('planner 4');
    assert.equal(await shown(), 1);
    await page.close();
  });

  test('groups criteria with those in scope first, and keeps the rest closed until somebody opens it', async () => {
    for (const width of [1280, 390]) {
      const { page, complaints } = await visit('plain', 'report/criteria.html', { viewport: { width, height: 900 } });
      assert.equal(await page.locator('nav a[aria-current="page"]').textContent(), 'Criteria');
      assert.equal(await page.locator('.crit:visible').count(), 33);
      const changes = page.locator('article[id="CC8.1"]');
      assert.match((await changes.locator('> header .seen').textContent()) ?? '', /^automated$/);
      assert.equal(await changes.locator('li .seen:visible').count(), await changes.locator('li').count());
      const privacy = page.locator('li[id="P1.1"]');
      assert.equal(await privacy.isVisible(), false);
      for (const summary of await page.locator('.beyond > summary').all()) await summary.click();
      assert.equal(await privacy.isVisible(), true);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(beyond <= 0, `${beyond} px too wide at ${width}`);
      assert.deepEqual(complaints, []);
      await page.close();
    }
  });

  test('leads from a criterion to a control and back to the same criterion', async () => {
    const { page } = await visit('plain', 'report/criteria.html', { viewport: { width: 1280, height: 900 } });
    await page.locator('article[id="CC8.1"]').getByRole('link', { name: 'Changes are approved by another person' }).click();
    assert.match(page.url(), /controls\/change-approval\.html$/);
    await page.locator('.list.criteria').getByRole('link', { name: 'CC8.1' }).click();
    assert.match(page.url(), /criteria\.html#CC8\.1$/);
    assert.ok(await page.locator('article[id="CC8.1"]').evaluate((one) => one.matches(':target') && one.getBoundingClientRect().top < innerHeight));
    await page.close();
  });

  test('gives each version of a control a strip of its own, only over its own days', async () => {
    for (const width of [1280, 390]) {
      const { page } = await visit('plain', 'report/controls/change-approval.html', { viewport: { width, height: 900 } });
      const versions = page.locator('section.sec', { has: page.getByRole('heading', { name: /^Version/ }) });
      assert.deepEqual(await versions.locator('h2').allTextContents(), ['Version 1', 'Version 2']);
      const [first, second] = await versions.locator('.strip').all();
      assert.ok(first && second);
      const span = (strip: typeof first) =>
        strip.evaluate((drawn) => {
          const { left, width: whole } = drawn.getBoundingClientRect();
          const places = [...drawn.querySelectorAll('.s')].map((one) => one.getBoundingClientRect());
          return [Math.min(...places.map((one) => one.left - left)) / whole, Math.max(...places.map((one) => one.right - left)) / whole];
        });
      const [[, ends = 1] = [], [begins = 0] = []] = [await span(first), await span(second)];
      assert.ok(ends < 0.52 && begins > 0.48, `version 1 is drawn to ${ends}, version 2 from ${begins}`);
      await page.close();
    }
  });

  test('shows what management says beside its exception, and nowhere else', async () => {
    for (const path of ['report/exceptions.html', 'report/controls/change-approval.html']) {
      const { page } = await visit('plain', path, { viewport: { width: 390, height: 900 } });
      assert.equal(await page.locator('.answer').count(), 1);
      const row = page.locator('.row.said', { has: page.locator('.answer') });
      assert.match((await row.textContent()) ?? '', /Management’s response.*Cause:.*Response:.*To be done by 31 Mar 2026:/);
      await page.close();
    }
  });

  test('of an assessment from before controls were sealed with it has every page, too', async () => {
    for (const path of ['report/criteria.html', 'report/controls.html', 'report/controls/CHG-01.html', 'index.html']) {
      for (const width of [1280, 390]) {
        const { page, complaints } = await visit('old', path, { viewport: { width, height: 900 } });
        assert.deepEqual(complaints, [], path);
        assert.match((await page.locator('h1').textContent()) ?? '', /\S/, path);
        assert.equal(await page.locator('.seen').count(), 0, path);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(beyond <= 0, `${path} is ${beyond} px too wide at ${width}`);
        await page.close();
      }
    }
  });
});
