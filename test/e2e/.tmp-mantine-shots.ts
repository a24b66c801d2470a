import { mkdirSync } from 'node:fs';
import { openPages } from '../../src/api/static.ts';
import { serving } from '../support/serving.ts';
import { launchBrowser } from './browser.ts';
import { prepareYear } from './year.ts';
const [web, out] = [process.argv[2]!, process.argv[3]!];
mkdirSync(out, { recursive: true });
const pages = openPages(web);
const server = await serving({ strict: true, sites: [{ begins: '/', answer: (r) => pages.answer(r) }] });
await prepareYear(server.place.installation, server.folder);
const browser = await launchBrowser();
const paths: [string, string][] = [['check','/checks/record%2Fcontrol-review'],['evidence','/evidence']];
for (const [width, scheme] of [[1280,'light'],[390,'dark']] as const) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('console', (m) => ['error','warning'].includes(m.type()) && console.log(scheme, width, m.text().slice(0,300)));
  await page.goto(server.links.make().address);
  for (const [name, path] of paths) {
    await page.goto(`http://127.0.0.1:${server.port}${path}?audit=year`);
    await page.waitForSelector('main h1');
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `${out}/${name}-${width}-${scheme}.png` });
  }
  await page.waitForTimeout(1700);
  for (const [key, name] of [['t','time'],['?','keys'],['Control+k','palette']] as const) {
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${out}/${name}-${width}-${scheme}.png` });
    await page.keyboard.press('Escape');
    await page.waitForTimeout(200);
  }
  await page.getByRole('button', { name: 'Open leaf' }).focus(); await page.waitForTimeout(500); await page.screenshot({ path: `${out}/tip-${width}-${scheme}.png` });
  await context.close();
}
await browser.close();
await server.close();
console.log('done');
process.exit(0);
