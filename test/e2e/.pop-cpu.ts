import { launchBrowser } from './browser.ts';
import { readFileSync } from 'node:fs';
import { framesWhileScrolling, quantile } from '../../bench/pages-browser.ts';
const port = process.argv[2]!; const path = process.argv[3]!;
const browser = await launchBrowser();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
await page.goto(readFileSync(`/tmp/pop/link-${port}`, 'utf8')); await page.waitForTimeout(800);
await page.goto(`http://127.0.0.1:${port}${path}`); await page.waitForSelector('[data-row="0"] a'); await page.waitForTimeout(500);
const c = await page.context().newCDPSession(page);
await c.send('Performance.enable', { timeDomain: 'threadTicks' });
const m = async () => Object.fromEntries((await c.send('Performance.getMetrics')).metrics.map((x) => [x.name, x.value]));
for (const [name, n, px] of [['idle', 100, 0], ['28', 200, 28], ['84', 200, 84], ['600', 200, 600], ['4667', 200, 4667]] as const) {
  const a = await m(); const f = await framesWhileScrolling(page, n, px); const b = await m();
  const d = (k: string) => ((b[k]! - a[k]!) * 1000 / n).toFixed(2);
  console.log(name, 'cpu ms/frame: task', d('TaskDuration'), 'script', d('ScriptDuration'), 'style', d('RecalcStyleDuration'), 'layout', d('LayoutDuration'), '| wall median', quantile(f, .5).toFixed(1), 'p95', quantile(f, .95).toFixed(1));
}
if (process.argv[4]) { await c.send('Profiler.enable'); await c.send('Profiler.start'); await framesWhileScrolling(page, 200, 84); const { profile } = await c.send('Profiler.stop');
  const self = new Map<string, number>(); const dt = profile.timeDeltas!; profile.samples!.forEach((id, i) => { const n = profile.nodes.find((x) => x.id === id)!; const k = `${n.callFrame.functionName} ${n.callFrame.url.split('/').at(-1)}:${n.callFrame.lineNumber}:${n.callFrame.columnNumber}`; self.set(k, (self.get(k) ?? 0) + dt[i]! / 1000); });
  console.log([...self].sort((a, b) => b[1] - a[1]).slice(0, 25).map(([k, v]) => `${v.toFixed(0)} ${k}`).join('\n')); }
await browser.close();
