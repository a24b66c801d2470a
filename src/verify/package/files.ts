/** A package that can be read, wherever it lies. */
export interface PackageFiles {
  /** Everything in it but folders, in any order. */
  list(): AsyncIterable<FoundFile>;
  /** The bytes of a file, in pieces. Throws when there is no such file. */
  open(path: string): AsyncIterable<Uint8Array>;
}

export interface FoundFile {
  /** From the package's folder, with `/` between the parts. */
  readonly path: string;
  /** `other`: a symbolic link, a device or the like, never followed. */
  readonly type: 'file' | 'other';
  readonly bytes: number;
}

/** The two files that the manifest does not list: itself, and the note that signs it. */
export const MANIFEST = 'manifest.json';
export const MANIFEST_NOTE = 'manifest.note';

const MAX_PATH = 512;
const part = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/** Whether a path may stand in a package: relative, without `..`, and the same file on every operating system. */
export function isSafePath(path: string): boolean {
  if (path.length > MAX_PATH) return false;
  return path.split('/').every((name) => part.test(name) && !name.endsWith('.') && !reserved.test(name));
}

/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A small file whole. @throws RangeError when it is longer than `limit` bytes */
export async function readWhole(files: PackageFiles, path: string, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of files.open(path)) {
    length += piece.length;
    if (length > limit) throw new RangeError(`${path} is longer than ${limit} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}
