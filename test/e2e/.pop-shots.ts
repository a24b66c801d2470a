import { launchBrowser } from './browser.ts';
import { readFileSync } from 'node:fs';
const port = process.argv[2]!;
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') console.log('CONSOLE', m.type(), m.text().slice(0, 300)); });
page.on('pageerror', (e) => console.log('PAGEERROR', String(e).slice(0, 500)));
page.on('response', (r) => { if (r.status() >= 400) console.log('HTTP', r.status(), r.url().slice(0,200)); });
const link = readFileSync(`/tmp/pop/link-${port}`, 'utf8');
await page.goto(link); await page.waitForTimeout(1500);
const shots = JSON.parse(process.argv[3]!) as [string, string, number?, string?][];
for (const [name, path, width = 1280, scheme = 'light'] of shots) {
  await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
  await page.emulateMedia({ colorScheme: scheme as 'light' });
  await page.goto(`http://127.0.0.1:${port}${path}`);
  await page.waitForSelector('h1', { timeout: 60000 });
  await page.waitForTimeout(1200);
  await page.screenshot({ path: `/tmp/pop/${name}.png`, fullPage: width < 500 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  console.log(name, await page.title(), over > 0 ? `OVERFLOW ${over}` : '');
}
await browser.close();
