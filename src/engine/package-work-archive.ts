import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { MANIFEST, MANIFEST_NOTE } from '../verify/package/files.ts';
import type { Manifest } from '../verify/package/manifest.ts';
import type { Installation } from './installation.ts';
import { packageFolder } from './package-work.ts';

/** Read, write, execute for whoever unpacks it; nobody else needs more than to read. */
const MODE = 0o644;

/**
 * A package as one compressed archive, file by file as it is read: what its manifest names, the manifest and its signature, and nothing else.
 * A package that changes while it is read gives an archive that does not verify.
 */
export function packageArchive(
  place: Pick<Installation, 'dataDirectory'>,
  name: string,
  { files }: Manifest,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const folder = packageFolder(place, name);
  const archive = pack();
  const zipped = createGzip({ level: 6 });
  const streamed = pipeline(archive, zipped, { signal });
  const paths = [...files.map((one) => one.path), MANIFEST, MANIFEST_NOTE];
  const filled = fill(archive, { folder, name, paths });
  Promise.all([streamed, filled]).catch((error: unknown) => void zipped.destroy(error instanceof Error ? error : new Error(String(error))));
  return Readable.from(zipped) as AsyncIterable<Uint8Array>;
}

interface Filling {
  readonly folder: string;
  readonly name: string;
  readonly paths: readonly string[];
}

async function fill(archive: ReturnType<typeof pack>, { folder, name, paths }: Filling): Promise<void> {
  for (const path of paths) {
    const full = join(folder, ...path.split('/'));
    const { size, mtime } = await stat(full);
    await pipeline(createReadStream(full), archive.entry({ name: `${name}/${path}`, size, mtime, mode: MODE }));
  }
  archive.finalize();
}
