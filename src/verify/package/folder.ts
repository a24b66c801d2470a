import { createReadStream } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FoundFile, PackageFiles } from './files.ts';

const MAX_DEPTH = 16;

/** A package in a folder. Symbolic links are reported and never followed. */
export function folderFiles(folder: string): PackageFiles {
  return {
    list: () => walk(folder, []),
    open: (path) => createReadStream(join(folder, ...path.split('/')), { highWaterMark: 1 << 18 }),
  };
}

async function* walk(folder: string, parents: readonly string[]): AsyncGenerator<FoundFile> {
  const here = join(folder, ...parents);
  for await (const found of await opendir(here)) {
    const path = [...parents, found.name];
    if (found.isDirectory() && path.length < MAX_DEPTH) yield* walk(folder, path);
    else yield await foundFile(here, found.name, path);
  }
}

async function foundFile(here: string, name: string, path: readonly string[]): Promise<FoundFile> {
  const state = await lstat(here + sep + name);
  return { path: path.join('/'), type: state.isFile() ? 'file' : 'other', bytes: state.size };
}
