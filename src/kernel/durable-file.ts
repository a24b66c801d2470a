import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Puts a whole file in the place of whatever stands there. After it returns, the bytes survive a power cut. */
export async function replaceFile(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  await throughDraft(path, content, mode, (draft) => rename(draft, path));
}

/**
 * Writes a whole file where nothing stands, and never replaces one. After it returns, the bytes survive a power cut.
 * @returns false, with nothing written, when something stands there
 */
export async function createFile(path: string, content: string | Uint8Array, mode = 0o644): Promise<boolean> {
  return throughDraft(path, content, mode, (draft) => linkUnlessThere(draft, path));
}

/** Writes and syncs a draft beside the path, lets `place` put it there, and syncs the folder. */
async function throughDraft<T>(path: string, content: string | Uint8Array, mode: number, place: (draft: string) => Promise<T>): Promise<T> {
  const folder = dirname(path);
  const draft = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  const placed = await writeSynced(draft, content, mode)
    .then(() => place(draft))
    .finally(() => rm(draft, { force: true }));
  await syncFolder(folder);
  return placed;
}

/** A hard link, unlike a rename, fails where a file stands, even if it was put there a moment ago. */
async function linkUnlessThere(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function writeSynced(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
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
