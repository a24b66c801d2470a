import type { Page } from 'playwright-core';
import type { Frames, InBrowser, Load, Scroll } from '../../../bench/pages-browser.ts';
import { launchBrowser } from '../browser.ts';

/** Opens a page with an empty cache and waits until the first row of its matrix is drawn. */
async function loadOf(page: Page, address: string): Promise<Load> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  let requests = 0;
  client.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await page.goto(address, { waitUntil: 'commit' });
  const drawn = (selector: string) =>
    page.waitForFunction((wanted) => (document.querySelector(wanted) === null ? null : performance.now()), selector, { polling: 'raf' });
  const heading = await (await drawn('main h1')).jsonValue();
  const usable = await (await drawn('[role=grid] [data-row="0"] a')).jsonValue();
  await page.waitForLoadState('networkidle');
  await client.detach();
  return { bytes, requests, heading: heading ?? 0, usable: usable ?? 0 };
}

/** Scrolls the matrix from its first row to its last within so many frames, and tells how long each took. */
async function framesWhileScrolling(page: Page, frames: number, pixels?: number): Promise<Frames> {
  return page.evaluate(
    ([count, step]) =>
      new Promise<number[]>((done) => {
        const box = document.querySelector('[role=grid]') as HTMLElement;
        box.scrollTop = 0;
        const by = step ?? (box.scrollHeight - box.clientHeight) / count;
        const deltas: number[] = [];
        let last = 0;
        const tick = (now: number) => {
          if (last > 0) deltas.push(now - last);
          last = now;
          box.scrollTop += by;
          if (deltas.length < count) requestAnimationFrame(tick);
          else done(deltas);
        };
        requestAnimationFrame(tick);
      }),
    [frames, pixels ?? null] as const,
  );
}

/** Jumps to places all over the list, as somebody does who drags the scroll bar. @returns milliseconds until the row there is drawn, for each */
async function jumps(page: Page, shares: readonly number[]): Promise<number[]> {
  return page.evaluate(async (places) => {
    const box = document.querySelector('[role=grid]') as HTMLElement;
    const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
    const isDrawn = () => {
      const { top, height } = box.getBoundingClientRect();
      const rows = [...box.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => {
        const at = row.getBoundingClientRect().top - top;
        return at > 62 && at < height - 62;
      });
      return rows.length > 5 && rows.every((row) => row.querySelector('a') !== null);
    };
    const took: number[] = [];
    for (const share of places) {
      const began = performance.now();
      box.scrollTop = (box.scrollHeight - box.clientHeight) * share;
      await frame();
      while (!isDrawn() && performance.now() - began < 10_000) await frame();
      took.push(performance.now() - began);
    }
    return took;
  }, shares);
}

/** Opens a population in a browser and scrolls through it. */
export async function measure({ link, path }: { readonly link: string; readonly path: string }): Promise<InBrowser> {
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    await page.goto(link);
    // The first to ask waits until the assessment is read; a person waits for that once.
    await page.goto(new URL(path, link).href);
    await page.waitForSelector('[role=grid] [data-row="0"] a', { timeout: 300_000 });
    const load = await loadOf(page, new URL(path, link).href);
    const scrolls = [
      await scrolled(page, 'scrolled steadily, three rows a frame', 600, 84),
      await scrolled(page, 'scrolled from the first row to the last in ten seconds', 600),
    ];
    return {
      load,
      scrolls,
      jumps: await jumps(
        page,
        Array.from({ length: 30 }, (_, at) => ((at * 37) % 101) / 101),
      ),
    };
  } finally {
    await browser.close();
  }
}

async function scrolled(page: Page, name: string, count: number, pixels?: number): Promise<Scroll> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busyFor = async () => (await client.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration')?.value ?? 0;
  const before = await busyFor();
  const frames = await framesWhileScrolling(page, count, pixels);
  const busy = ((await busyFor()) - before) * (1000 / count);
  await client.detach();
  return { name, frames, busy };
}
