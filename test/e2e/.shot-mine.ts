import { launchBrowser } from '/work/main/test/e2e/browser.ts';
const [link, out, ...paths] = process.argv.slice(2);
const sizes = (process.env.SIZES ?? '1280,390').split(',').map(Number);
const themes = (process.env.THEMES ?? 'light').split(',');
const browser = await launchBrowser();
for (const theme of themes) for (const width of sizes) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme as 'light' });
  await context.addCookies(JSON.parse(process.env.COOKIES ?? '[]'));
  const page = await context.newPage();
  page.on('console', (m) => { if (m.type() === 'error') console.log(theme, width, 'console:', m.text()); });
  page.on('pageerror', (e) => console.log('pageerror', e.message));
  for (const path of paths) {
    await page.goto(link + path, { waitUntil: 'load' });
    await page.waitForSelector('h1', { timeout: 40000 }).catch(() => console.log('no h1', path));
    await page.waitForTimeout(700);
    const name = (path.replace(/[^a-z0-9]+/gi, '-') || 'root').slice(0, 40);
    await page.screenshot({ path: `${out}/${name}-${width}-${theme}.png`, fullPage: true });
    console.log(path, width, theme, await page.title());
  }
  await context.close();
}
await browser.close();
