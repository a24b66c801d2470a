import { readFileSync } from 'node:fs';
import { launchBrowser } from './browser.ts';
const browser = await launchBrowser();
const page = await (await browser.newContext({ viewport: { width: 680, height: 1020 } })).newPage();
await page.goto(readFileSync('/tmp/evchange/link', 'utf8')); await page.waitForTimeout(1000);
const origin = new URL(page.url()).origin;
for (const leaf of [49565, 8744, 90257, 53509, 90252, 700]) {
  await page.goto(`${origin}/evidence/${leaf}`); await page.waitForSelector('.verdict.pass'); await page.waitForTimeout(1500);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: 'print' });
  console.log(leaf, (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length, await page.evaluate(() => [document.documentElement.scrollHeight, ...[...document.querySelectorAll('.sheet > *')].map((e) => `${e.tagName} ${e.className} ${Math.round(e.getBoundingClientRect().height)}`)]));
  await page.screenshot({ path: `/tmp/evchange/print-${leaf}.png`, fullPage: true });
  await page.emulateMedia({ media: null });
}
await browser.close();
