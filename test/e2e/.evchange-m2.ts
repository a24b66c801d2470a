import { readFileSync } from 'node:fs';
import { launchBrowser } from './browser.ts';
const browser = await launchBrowser();
for (const css of ['.sheet{break-inside:avoid}', '.sheet>section{break-inside:avoid}', '.sheet > section{display:block; position:relative; contain: paint}', '.sheet .state tr:nth-child(n + 13){display:none}', '.sheet .state td > div{-webkit-line-clamp:1}', 'html,body{height:240mm;overflow:hidden}', 'main{max-height:262mm;overflow:hidden} .sheet{max-height:262mm}', 'main{height:262mm;overflow:hidden;contain:size} .sheet{max-height:262mm}']) {
const page = await (await browser.newContext({ viewport: { width: 680, height: 1020 } })).newPage();
await page.goto(readFileSync('/tmp/evchange/link', 'utf8')); await page.waitForTimeout(1500);
const origin = new URL(page.url()).origin;
const out: unknown[] = [];
for (const leaf of [90252, 8744]) {
await page.goto(`${origin}/evidence/${leaf}`); await page.waitForSelector('.verdict.pass'); await page.waitForTimeout(1500);
await page.addStyleTag({ content: `@media print { ${css} }` });
const pdf = await page.pdf({ preferCSSPageSize: true }); out.push((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length);
}
console.log(css, out);
await page.close(); await new Promise((r) => setTimeout(r, 3200));
}
await browser.close();
