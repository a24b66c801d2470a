import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Fonts and pictures of points are compressed already. */
const TEXTS = '**/*.{js,css,html,svg,json}';
/** Below it, the headers that name an encoding cost about what it saves. */
const WORTH = 1_000;

/** Writes `.br` and `.gz` beside every text below a folder: once, and as small as they get, so that nothing is compressed while somebody waits. */
export async function precompress(folder: string): Promise<void> {
  await Promise.all(globSync(TEXTS, { cwd: folder }).map((file) => compressBeside(join(folder, file))));
}

async function compressBeside(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.byteLength < WORTH) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength };
  await writeFile(`${file}.br`, await brotli(bytes, { params }));
  await writeFile(`${file}.gz`, await gzipped(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
