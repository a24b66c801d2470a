import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Puts a whole file in the place of whatever stands there. After it returns, the bytes survive a power cut. */
export async function replaceFile(path: string, data: string, mode = 0o644): Promise<void> {
  await throughTemporary(path, data, mode, (temporary) => rename(temporary, path));
}

/** Writes a whole file where nothing stands. False, and nothing written, when something does. */
export async function createFile(path: string, data: string, mode = 0o644): Promise<boolean> {
  let created = true;
  await throughTemporary(path, data, mode, async (temporary) => {
    await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      created = false;
    });
  });
  return created;
}

/** Writes and syncs a temporary file beside the path, lets `place` move it, and syncs the folder. */
async function throughTemporary(path: string, data: string, mode: number, place: (temporary: string) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    await writeSynced(temporary, data, mode);
    await place(temporary);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
}

async function writeSynced(path: string, data: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
