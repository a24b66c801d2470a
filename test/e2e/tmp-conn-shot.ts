import { launchBrowser } from './browser.ts';
const [, , base, link, dir, ...paths] = process.argv;
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log('CONSOLE', m.type(), m.text().slice(0, 400)));
page.on('pageerror', (e) => console.log('PAGEERROR', e.message.slice(0, 600)));
if (link !== '-') await page.goto(base + link, { timeout: 60000 });
for (const path of paths) {
  const name = path.replaceAll(/[^a-z0-9]+/gi, '-') || 'root';
  for (const [width, dark] of [[1280, false], [390, false], [1280, true]] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.goto(base + path, { timeout: 60000 });
    await page.waitForSelector('main h1', { timeout: 90000 }).catch(() => console.log('no h1', path));
    await page.waitForTimeout(1200);
    await page.screenshot({ path: `${dir}/${name}-${width}${dark ? '-dark' : ''}.png`, fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log('OVERFLOW', path, width, over);
  }
}
await context.storageState({ path: `${dir}/state.json` });
await browser.close();
