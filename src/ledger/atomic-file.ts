import { randomBytes } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a whole file where nothing stands, and never replaces one. After it returns, the bytes survive a power cut.
 * @returns false, with nothing written, when something stands there
 */
export async function createFile(path: string, content: string, mode = 0o644): Promise<boolean> {
  const folder = dirname(path);
  const draft = join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  const created = await writeSynced(draft, content, mode)
    .then(() => linkUnlessThere(draft, path))
    .finally(() => rm(draft, { force: true }));
  await syncFolder(folder);
  return created;
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

async function writeSynced(path: string, content: string, mode: number): Promise<void> {
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
