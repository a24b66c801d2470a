import type { PackageSink } from '../../src/audit/package/sink.ts';
import type { PackageFiles } from '../../src/verify/package/files.ts';

/** A package in memory: path to bytes. */
export type FileMap = Map<string, Uint8Array>;

export function memoryFiles(files: ReadonlyMap<string, Uint8Array>): PackageFiles {
  return {
    async *list() {
      for (const [path, bytes] of files) yield { path, type: 'file', bytes: bytes.length };
    },
    async *open(path) {
      const bytes = files.get(path);
      if (bytes === undefined) throw new Error(`There is no file ${path}`);
      yield bytes;
    },
  };
}

export function memorySink(): PackageSink & { readonly files: FileMap } {
  const files: FileMap = new Map();
  return {
    files,
    written: memoryFiles(files),
    async begin(path) {
      const pieces: Uint8Array[] = [];
      return {
        write: async (bytes) => void pieces.push(Uint8Array.from(bytes)),
        end: async () => void files.set(path, Buffer.concat(pieces)),
      };
    },
  };
}
