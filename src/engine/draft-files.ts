import { lstat, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile, replaceFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';

export interface DraftFile {
  /** `system-description.pdf` */
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes files into a folder, which is made if need be; each is whole and durable or not there. When one cannot be written, those that were
 * created here are taken away again.
 * @throws Refusal `draft/exists` where a file stands that may not be replaced, `draft/not-a-folder`; nothing was written then
 */
export async function writeDraftFiles(folder: string, files: readonly DraftFile[], replace: boolean): Promise<void> {
  const standing = await Promise.all(files.map(({ name }) => stands(join(folder, name))));
  const inTheWay = files.filter((_, index) => standing[index] === 'folder' || (standing[index] === 'file' && !replace));
  if (inTheWay.length > 0) throw exists(folder, inTheWay);
  await makeFolder(folder);
  const created: string[] = [];
  try {
    for (const file of files) {
      const path = join(folder, file.name);
      if (await createFile(path, file.content)) created.push(path);
      else if (replace) await replaceFile(path, file.content);
      else throw exists(folder, [file]);
    }
  } catch (error) {
    for (const path of created) await rm(path, { force: true });
    throw error;
  }
}

async function stands(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new Refusal('draft/not-a-folder', `A file stands where a folder is needed: ${folder}. Name another folder. Nothing was written.`);
    throw error;
  }
}

function exists(folder: string, files: readonly DraftFile[]): Refusal {
  const shown = files.slice(0, 3).map(({ name }) => name);
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return new Refusal(
    'draft/exists',
    `${folder} already holds ${shown.join(', ')}${more}. Nothing was written. Give --replace, or name another folder: what you wrote into a draft is not kept.`,
  );
}
