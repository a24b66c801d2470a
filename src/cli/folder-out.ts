import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';

export interface FileOut {
  /** Relative, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes files into a folder, each one whole or not at all. A folder in which anything stands is only written into when it may be.
 * @returns the paths that were written
 * @throws Refusal `out/not-empty`
 */
export async function writeFolder(folder: string, files: readonly FileOut[], replace: boolean): Promise<readonly string[]> {
  if (!replace && (await standsIn(folder)))
    throw new Refusal('out/not-empty', `${folder} is not empty. Name another folder, or add --replace to write over what has the same names.`);
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await replaceFile(join(folder, path), content);
  }
  return files.map((one) => one.path);
}

async function standsIn(folder: string): Promise<boolean> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error.code === 'ENOTDIR' ? new Refusal('out/not-empty', `${folder} is a file. Name a folder.`) : error;
  });
  return found.length > 0;
}
