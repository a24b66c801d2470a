// Makes the pages: node scripts/build-web.ts [OUT]. Into .web of the clone, when what they are made of has changed; into OUT always.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { precompress } from './precompress.ts';
import { root } from './setup.mjs';

/** Where a clone keeps its pages; `tickmark serve` looks there. */
export const pagesInClone = join(root, '.web');
const stamp = join(pagesInClone, '.made-from');

/** Writes the pages to `out`, compressed too, whole or not at all. */
export async function buildPages(out: string): Promise<void> {
  const { build } = await import('vite');
  const part = `${out}-${process.pid}.part`;
  const old = `${out}-${process.pid}.old`;
  try {
    await build({ configFile: join(root, 'vite.config.ts'), mode: 'production', logLevel: 'warn', build: { outDir: part } });
    await precompress(part);
    if (existsSync(out)) renameSync(out, old);
    renameSync(part, out);
  } finally {
    for (const folder of [part, old]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes the clone's pages if they are missing or made from other sources, and says so once on standard error. */
export async function ensurePages(): Promise<void> {
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  process.stderr.write('Making the pages…\n');
  await buildPages(pagesInClone);
  writeFileSync(stamp, sources);
}

/** Everything the pages are made of. Tests and texts beside them are not. */
function hashOfSources(): string {
  const below = ['web', 'src/client', 'src/contract', 'src/verify/core', 'src/kernel'].flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,tsx,js,css,html,svg,json,woff2}`, { cwd: root }),
  );
  const files = [...below.filter((file) => !/\.test\.tsx?$/.test(file)), 'vite.config.ts', 'package-lock.json', 'scripts/precompress.ts'];
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

// A clone may be reached by another path than its own: through a link.
if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '.')).href) {
  const out = process.argv[2];
  await (out === undefined ? ensurePages() : buildPages(resolve(out)));
}
