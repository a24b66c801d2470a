import type { Page } from 'playwright-core';

/** What a browser needed until a page could be used. */
export interface Load {
  /** Over the wire, compressed, with everything that the page asked for. */
  readonly bytes: number;
  readonly requests: number;
  /** Milliseconds from the first request until the heading is drawn, and until the first row is. */
  readonly heading: number;
  readonly usable: number;
}

/** Opens a page with an empty cache and waits until the first row of its matrix is drawn. */
export async function loadOf(page: Page, address: string): Promise<Load> {
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

/** Milliseconds between one frame and the next, in order. */
export type Frames = readonly number[];

/** Scrolls the matrix from its first row to its last within so many frames, and tells how long each took. */
export async function framesWhileScrolling(page: Page, frames: number, pixels?: number): Promise<Frames> {
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
export async function jumps(page: Page, shares: readonly number[]): Promise<number[]> {
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

/** The value below which so large a part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
