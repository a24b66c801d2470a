import { readFileSync, writeFileSync } from 'node:fs';
import { launchBrowser } from './browser.ts';
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
const page = await context.newPage();
page.on('console', (m) => { if (['error', 'warning'].includes(m.type())) console.log('console', m.type(), m.text()); });
await page.goto(readFileSync('/tmp/evchange/link', 'utf8'));
await page.waitForTimeout(1500);
const origin = new URL(page.url()).origin;
for (const leaf of [49565, 8744, 90257, 53509]) {
  await page.goto(`${origin}/evidence/${leaf}`);
  await page.waitForSelector('.verdict.pass'); await page.waitForTimeout(1500);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  console.log(leaf, 'printed pages', (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length);
  writeFileSync(`/tmp/evchange/print-${leaf}.pdf`, pdf);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 1010 });
  await page.screenshot({ path: `/tmp/evchange/print-${leaf}.png`, fullPage: true });
  await page.emulateMedia({ media: null }); await page.setViewportSize({ width: 1280, height: 900 });
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 20000 }), page.getByRole('button', { name: 'PNG' }).click()]);
  await download.saveAs(`/tmp/evchange/sheet-${leaf}.png`);
}
for (const w of [390]) for (const p of ['/evidence', '/evidence/53509', '/changes/' + encodeURIComponent('web@7cb18ff462c0ede050b32b7735bab78876ca5e9f')]) { await page.setViewportSize({ width: w, height: 900 }); await page.goto(origin + p); await page.waitForSelector('h1'); await page.waitForTimeout(1500); console.log(p, await page.evaluate(() => [document.documentElement.scrollWidth, [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > 392).slice(0, 3).map((e) => e.className + ' ' + e.tagName + ' ' + e.textContent?.slice(0, 60))])); }
await browser.close();
