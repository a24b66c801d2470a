import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isInstalled, root } from '../scripts/setup.mjs';

/** What a browser needed until a page could be used. */
export interface Load {
  /** Over the wire, with everything that the page asked for. */
  readonly bytes: number;
  readonly requests: number;
  /** Milliseconds from the first request until the heading is drawn, and until the first row is. */
  readonly heading: number;
  readonly usable: number;
}

/** Milliseconds between one frame and the next, in order. */
export type Frames = readonly number[];

export interface Scroll {
  readonly name: string;
  readonly frames: Frames;
  /** Milliseconds for which the main thread was busy, by its own clock, for each frame. */
  readonly busy: number;
}

export interface InBrowser {
  readonly load: Load;
  readonly scrolls: readonly Scroll[];
  /** Milliseconds until the rows at each place were drawn. */
  readonly jumps: readonly number[];
}

type Measure = (asked: { readonly link: string; readonly path: string }) => Promise<InBrowser>;

const folder = join(root, 'test', 'e2e');

/**
 * Opens a page in the browser of the browser tests, whose packages are installed if that has not happened yet, and measures it.
 * They are not there when the project is type-checked, so it is fetched when it is used.
 */
export async function inBrowser(asked: Parameters<Measure>[0]): Promise<InBrowser> {
  if (!isInstalled(folder)) {
    process.stderr.write('Installing the browser, into test/e2e/node_modules. This happens once.\n');
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error('npm ci failed in test/e2e. Its messages are above; when mended, run the same command again.');
  }
  const { measure } = (await import(pathToFileURL(join(folder, 'made-large', 'measure.ts')).href)) as { readonly measure: Measure };
  return measure(asked);
}

/** The value below which so large a part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
