import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openFolderSink } from '../../src/audit/package/folder-sink.ts';
import { writePackage } from '../../src/audit/package/write-package.ts';
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
  for (const [name, options] of [
    ['hostile', { name: hostile, changes: 30 }],
    ['plain', { changes: 30 }],
  ] as const) {
    const sink = await openFolderSink(join(folder, name), { replace: false });
    await writePackage(sampleSource(options), sink);
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

/** Opens a page from the disk, noting what it complains of and what it asks for. */
async function visit(name: string, path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Visit> {
  const page = await browser.newPage(options);
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
    for (const path of await pagesOf('hostile')) {
      const { page, complaints, requests } = await visit('hostile', path);
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
      await page.close();
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
    for (const path of await pagesOf('plain')) {
      for (const width of [1280, 390]) {
        const { page, complaints } = await visit('plain', path, { viewport: { width, height: 900 }, javaScriptEnabled: width !== 390 });
        assert.deepEqual(complaints, [], path);
        assert.match((await page.locator('h1').textContent()) ?? '', /\S/, path);
        assert.match(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontFamily), /Plex Sans/, path);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(beyond <= 0, `${path} is ${beyond} px too wide at ${width}`);
        await page.close();
      }
    }
  });

  test('every link leads to something in the package', async () => {
    const broken: string[] = [];
    const known = new Set((await readdir(join(folder, 'plain'), { recursive: true })).map((path) => pathToFileURL(join(folder, 'plain', path)).href));
    for (const path of await pagesOf('plain')) {
      const { page } = await visit('plain', path);
      const links = await page.locator('a[href]').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href.split('#')[0] as string));
      broken.push(...links.filter((link) => !known.has(link)).map((link) => `${path}: ${link}`));
      await page.close();
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
});
