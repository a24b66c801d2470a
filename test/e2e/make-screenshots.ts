import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { found, type Shot, shotFile, shots } from './shots.ts';
import { startServe } from './started.ts';

/**
 * Makes the pictures of the guides from the demo company's lived year. `npm run demo` lives it, and says where it lies; it must not be served
 * meanwhile. Writes docs/guides/shots and nothing else. Only some of them: `--only overview --only ledger`.
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, config: { type: 'string' }, only: { type: 'string', multiple: true }, out: { type: 'string' } },
});
if (values.data === undefined || values.config === undefined)
  throw new Error('Write: node test/e2e/make-screenshots.ts --data .tickmark/demo/data --config .tickmark/demo/company/tickmark.yaml');

const data = resolve(values.data);
const out = resolve(values.out ?? fileURLToPath(new URL('../../docs/guides/shots', import.meta.url)));
const QUALITY = 76;

interface Server {
  readonly address: string;
  readonly token: string;
}

async function ask<T>({ address, token }: Server, path: string): Promise<T> {
  const answer = await fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** What only the lived year knows: a change that nobody else approved, a fact of it, a record. */
async function lookUp(server: Server): Promise<Readonly<Record<string, string>>> {
  const exceptions = await ask<{ rows: { item: string }[] }>(server, '/exceptions?check=change%2Fapproved-by-another&limit=1');
  const change = exceptions.rows[0]?.item ?? '';
  const told = await ask<{ evidence: { leaf: number; kind: string }[] }>(server, `/changes/${encodeURIComponent(change)}`);
  const records = await ask<{ rows: { key: string }[] }>(server, '/records/restore-drill?text=failed&limit=1');
  return {
    [found.change]: change,
    [found.leaf]: String(told.evidence.find(({ kind }) => kind === 'change')?.leaf ?? ''),
    [found.record]: records.rows[0]?.key ?? '',
  };
}

function pathOf(shot: Shot, known: Readonly<Record<string, string>>): string {
  const path = shot.route.replaceAll(/\$(\w+)/g, (_all, name: string) => {
    const value = shot.params?.[name] ?? '';
    const told = known[value] ?? value;
    if (told === '') throw new Error(`${shot.name}: nothing stands for ${name}.`);
    return encodeURIComponent(told);
  });
  return path + (shot.search ?? '');
}

async function take(browser: Browser, cookies: NonNullable<BrowserContextOptions['storageState']>, shot: Shot, address: string): Promise<number> {
  const size = { width: shot.phone ? 390 : 1280, height: shot.height ?? (shot.phone ? 844 : 800) };
  const context = await browser.newContext({
    viewport: size,
    colorScheme: shot.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    storageState: cookies,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(address);
  await page.waitForSelector('main h1');
  await page.waitForLoadState('networkidle');
  await page.evaluate('document.fonts.ready');
  const heading = await page.textContent('main h1');
  if (wrong.length > 0 || heading === null || /problem|no such page/i.test(heading)) throw new Error(`${shot.name}: ${heading}; ${wrong.join('; ')}`);
  const browserSession = await context.newCDPSession(page);
  const { data: picture } = await browserSession.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const bytes = Buffer.from(picture, 'base64');
  writeFileSync(join(out, shotFile(shot.name)), bytes);
  await context.close();
  process.stdout.write(`${shotFile(shot.name)}  ${bytes.length.toLocaleString('en')} bytes  ${heading}\n`);
  return bytes.length;
}

const served = await startServe(process.cwd(), ['--data', data, '--config', resolve(values.config)]);
const browser = await launchBrowser();
try {
  mkdirSync(out, { recursive: true });
  const server = { address: served.address, token: readFileSync(join(data, 'keys', 'owner-token'), 'utf8').trim() };
  const known = await lookUp(server);
  const first = await browser.newContext();
  await (await first.newPage()).goto(served.link);
  const cookies = await first.storageState();
  let all = 0;
  for (const shot of shots) {
    if (values.only !== undefined && !values.only.includes(shot.name)) continue;
    all += await take(browser, cookies, shot, `${served.address}${pathOf(shot, known)}`);
  }
  process.stdout.write(`${all.toLocaleString('en')} bytes in all\n`);
} finally {
  await browser.close();
  await served.close();
}
