import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { replaceFile } from '../kernel/durable-file.ts';
import { sha256Hex } from '../kernel/hash.ts';
import { Refusal } from '../kernel/refusal.ts';

/** Bytes kept by the SHA-256 of what they are: raw responses, texts of records, rows of findings. */
export interface Blobs {
  /** Keeps bytes, durably, before it returns. The same bytes are kept once. @returns lowercase hex SHA-256 */
  put(bytes: string | Uint8Array): Promise<string>;
  /** @throws Refusal `blob/missing`, `blob/damaged` */
  get(sha256: string): Promise<Uint8Array>;
  has(sha256: string): Promise<boolean>;
}

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** The blobs of a data directory: `blobs/ab/abcd….gz`, each gzipped, named by the hash of its content. */
export function openBlobs(dataDirectory: string): Blobs {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`Not a SHA-256: ${sha256}`);
    return join(dataDirectory, 'blobs', sha256.slice(0, 2), `${sha256}.gz`);
  };
  const has = (sha256: string) =>
    stat(pathOf(sha256)).then(
      () => true,
      () => false,
    );
  const underWay = new Map<string, Promise<void>>();
  const write = async (sha256: string, bytes: string | Uint8Array) => {
    if (await has(sha256)) return;
    const path = pathOf(sha256);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await replaceFile(path, await compress(bytes), 0o600);
  };
  return {
    has,
    async put(bytes) {
      const sha256 = sha256Hex(bytes);
      const writing = underWay.get(sha256) ?? write(sha256, bytes).finally(() => underWay.delete(sha256));
      underWay.set(sha256, writing);
      await writing;
      return sha256;
    },
    async get(sha256) {
      const packed = await readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        throw new Refusal('blob/missing', `The evidence ${sha256} is missing from ${dataDirectory}/blobs. Restore it from a backup.`);
      });
      return unpack(packed, sha256, dataDirectory);
    },
  };
}

async function unpack(packed: Uint8Array, sha256: string, dataDirectory: string): Promise<Uint8Array> {
  const bytes = await expand(packed).catch(() => null);
  if (bytes !== null && sha256Hex(bytes) === sha256) return bytes;
  throw new Refusal('blob/damaged', `The evidence ${sha256} in ${dataDirectory}/blobs is not what it was. Restore it from a backup.`);
}
