import { createHash } from 'node:crypto';
import type { PackageFiles } from '../../verify/package/files.ts';
import type { ManifestFile } from '../../verify/package/manifest.ts';

export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Where a package is written. What was written can be read back before the package is finished. */
export interface PackageSink {
  /** Takes the next bytes of a new file. Files are written one after the other. */
  begin(path: string): Promise<FileSink>;
  readonly written: PackageFiles;
}

export interface FileSink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** Pieces are gathered up to this size before they are hashed and written. */
const GATHERED_BYTES = 1 << 18;

/** Writes one file from its pieces, in bounded memory. @returns its line in the manifest */
export async function writeFile(sink: PackageSink, path: string, pieces: Pieces): Promise<ManifestFile> {
  const file = await sink.begin(path);
  const hash = createHash('sha256');
  let held: Uint8Array[] = [];
  let length = 0;
  let bytes = 0;
  const flush = async () => {
    const whole = held.length === 1 ? (held[0] as Uint8Array) : Buffer.concat(held, length);
    hash.update(whole);
    await file.write(whole);
    bytes += length;
    held = [];
    length = 0;
  };
  for await (const piece of pieces) {
    const encoded = typeof piece === 'string' ? Buffer.from(piece) : piece;
    held.push(encoded);
    length += encoded.length;
    if (length >= GATHERED_BYTES) await flush();
  }
  if (length > 0) await flush();
  await file.end();
  return { path, bytes, sha256: hash.digest('hex') };
}
