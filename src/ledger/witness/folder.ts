import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile } from '../../kernel/durable-file.ts';
import { readCheckpoint } from '../../verify/core/checkpoint.ts';
import { checkpointPath, largestSize, originFolder, requireGrowth, requireSameTree, type Witness } from './witness.ts';

/** Keeps checkpoints in a folder: a mounted share, a removable disk, a folder that somebody else backs up. */
export function folderWitness(folder: string): Witness {
  const title = `folder ${folder}`;
  return {
    title,
    async latest(origin) {
      const size = largestSize(await namesIn(join(folder, originFolder(origin))));
      return size === null ? null : readFile(join(folder, checkpointPath({ origin, size })), 'utf8');
    },
    async put(note) {
      const checkpoint = readCheckpoint(note);
      const path = join(folder, checkpointPath(checkpoint));
      await mkdir(join(folder, originFolder(checkpoint.origin)), { recursive: true });
      const kept = await readIfThere(path);
      if (kept !== null) return requireSameTree(kept, checkpoint, title);
      requireGrowth(largestSize(await namesIn(join(folder, originFolder(checkpoint.origin)))), checkpoint, title);
      if (!(await createFile(path, note))) requireSameTree(await readFile(path, 'utf8'), checkpoint, title);
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return (await ifThere(readdir(folder))) ?? [];
}

function readIfThere(path: string): Promise<string | null> {
  return ifThere(readFile(path, 'utf8'));
}

async function ifThere<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
