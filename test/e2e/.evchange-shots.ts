import { readFileSync } from 'node:fs';
import { launchBrowser } from './browser.ts';
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log('console', m.type(), m.text()); });
page.on('pageerror', (e) => console.log('pageerror', e.message));
page.on('response', (r) => { if (r.status() >= 400) console.log(r.status(), r.url()); });
await page.goto(readFileSync('/tmp/evchange/link', 'utf8'));
await page.waitForTimeout(1500);
const origin = new URL(page.url()).origin;
const shots: [string, string][] = (process.argv[2] ? JSON.parse(process.argv[2]) : [
  ['change', '/changes/' + encodeURIComponent('web@729c93addcfbb7939772a802a9f0e11c675cfbc4')],
  ['change-direct', '/changes/' + encodeURIComponent('web@7cb18ff462c0ede050b32b7735bab78876ca5e9f')],
  ['change-late', '/changes/' + encodeURIComponent('api@6c30defea2879664ed0e2ee8d989e17ea5a94a09')],
  ['evidence', '/evidence/49565'],
  ['evidence-change', '/evidence/8744'],
  ['evidence-decision', '/evidence/90257'],
  ['evidence-look', '/evidence/53509'],
  ['evidence-list', '/evidence'],
]);
const modes = (process.argv[3] ?? '1280-light,390-light,1280-dark').split(',');
for (const [name, path] of shots) for (const mode of modes) {
  const [w, scheme] = mode.split('-');
  await page.setViewportSize({ width: Number(w), height: 900 });
  await page.emulateMedia({ colorScheme: scheme as 'light' });
  await page.goto(origin + path);
  await page.waitForSelector('h1', { timeout: 60000 }).catch((e) => console.log(name, 'no h1', e.message));
  await page.waitForTimeout(2500);
  await page.screenshot({ path: `/tmp/evchange/shot-${name}-${mode}.png`, fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) console.log(name, mode, 'scrolls sideways by', wide);
}
await browser.close();
