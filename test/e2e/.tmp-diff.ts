import { readFileSync, readdirSync } from 'node:fs';
import { launchBrowser } from './browser.ts';
const browser = await launchBrowser(); const page = await browser.newPage();
for (const f of readdirSync('/tmp/mantine-helper/before')) {
  const [a, b] = ['before','after'].map((d) => 'data:image/png;base64,' + readFileSync(`/tmp/mantine-helper/${d}/${f}`).toString('base64'));
  const r = await page.evaluate(async ([a, b]) => {
    const px = async (s: string) => { const i = new Image(); i.src = s; await i.decode(); const c = new OffscreenCanvas(i.width, i.height); const x = c.getContext('2d')!; x.drawImage(i, 0, 0); return { d: x.getImageData(0,0,i.width,i.height).data, w: i.width, h: i.height }; };
    const A = await px(a!), B = await px(b!); let n = 0, x0=1e9,y0=1e9,x1=0,y1=0;
    for (let k = 0; k < A.d.length; k += 4) if (Math.abs(A.d[k]!-B.d[k]!) + Math.abs(A.d[k+1]!-B.d[k+1]!) + Math.abs(A.d[k+2]!-B.d[k+2]!) > 12) { n++; const p = k/4, x = p % A.w, y = Math.floor(p / A.w); x0=Math.min(x0,x);x1=Math.max(x1,x);y0=Math.min(y0,y);y1=Math.max(y1,y); }
    return n ? `${n} px in ${x0},${y0}–${x1},${y1}` : 'same';
  }, [a, b]);
  if (r !== 'same') console.log(f, r);
}
await browser.close();
