import { launchBrowser } from './browser.ts';
import { readFileSync } from 'node:fs';
import { jumps } from '../../bench/pages-browser.ts';
const port = process.argv[2]!; const path = process.argv[3]!;
const browser = await launchBrowser();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
await page.goto(readFileSync(`/tmp/pop/link-${port}`, 'utf8')); await page.waitForTimeout(800);
await page.goto(`http://127.0.0.1:${port}${path}`); await page.waitForSelector('[data-row="0"] a');
const t0 = Date.now();
page.on('request', (r) => r.url().includes('/rows') && console.log(Date.now() - t0, 'ask', r.url().slice(-30)));
page.on('requestfinished', (r) => r.url().includes('/rows') && console.log(Date.now() - t0, 'got', r.url().slice(-30)));
page.on('requestfailed', (r) => r.url().includes('/rows') && console.log(Date.now() - t0, 'FAILED', r.url().slice(-30), r.failure()?.errorText));
for (const s of [0.1, 0.9, 0.5, 0.3, 0.7, 0.2, 0.55, 0.33, 0.77]) { console.log(Date.now() - t0, 'jump', s); console.log(Date.now() - t0, await jumps(page, [s]));  }
await browser.close();
