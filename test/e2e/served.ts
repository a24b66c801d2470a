import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { pagesFolder } from '../../src/api/pages-folder.ts';
import { openPages } from '../../src/api/static.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { type Serving, serving } from '../support/serving.ts';
import { launchBrowser } from './browser.ts';

/** The product as somebody sees it: a server with its pages over a prepared installation, and a browser that its link has let in. */
export interface Served {
  readonly server: Serving;
  /** Opens a path in a tab of its own, and waits for its heading. Whatever the page complains of is gathered. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, answers from 400 on, and requests to anywhere else. */
  readonly complaints: readonly string[];
}

/** @param prepare fills the installation, with a folder for what it is made of */
export async function served(prepare: (installation: Installation, folder: string) => Promise<void>): Promise<Served> {
  makePages();
  const pages = openPages(pagesFolder());
  const server = await serving({ strict: true, sites: [{ begins: '/', answer: (request) => pages.answer(request) }] });
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    await server.close();
  };
  try {
    await prepare(server.place.installation, server.folder);
    browser = await launchBrowser();
  } catch (error) {
    await close();
    throw error;
  }
  const opened = browser;
  return { server, visit: (path, options) => visit(opened, server, path, options), close };
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** As `npm start` does: only where what they are made of has changed. */
function makePages(): void {
  execFileSync(process.execPath, ['scripts/build-web.ts'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function visit(browser: Browser, server: Serving, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const origin = `http://127.0.0.1:${server.port}`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(server.links.make().address);
  const complaints: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => response.status() >= 400 && complaints.push(`${response.status()} ${response.url()}`));
  page.on(
    'request',
    (request) => !request.url().startsWith(origin) && !request.url().startsWith('blob:') && complaints.push(`asks ${request.url()}`),
  );
  await page.goto(`${origin}${path}`);
  await page.waitForSelector('main h1');
  return { page, complaints };
}
