import { mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { createFile, replaceFile } from '../ledger/atomic-file.ts';
import type { ProgramFile } from './template.ts';

/** Paths as given, in the order given. */
export interface WrittenProgram {
  readonly written: string[];
  /** Files that already held exactly this text. */
  readonly unchanged: string[];
}

type Undo = () => Promise<void>;

/**
 * Writes the files into a folder, which is made if need be. Each file appears whole or not at all. When one cannot be written, those that
 * this call created are taken away again. After a crash, calling again goes on where it ended.
 * @throws Refusal `program-template/exists` without `overwrite` when another text stands in the place of a file; nothing is written then.
 * @throws Refusal `program-template/not-a-folder` when a file stands where a folder is needed.
 */
export async function writeProgram(folder: string, files: readonly ProgramFile[], options: { readonly overwrite: boolean }): Promise<WrittenProgram> {
  const standing = await Promise.all(files.map(async ({ path }) => textAt(insideOf(folder, path))));
  const changed = files.filter(({ text }, index) => standing[index] !== text);
  const inTheWay = files.filter(({ text }, index) => standing[index] !== undefined && standing[index] !== text);
  if (!options.overwrite && inTheWay.length > 0) throw overwriting(folder, inTheWay);
  await writeOrUndo(folder, changed, options.overwrite);
  return { written: changed.map(({ path }) => path), unchanged: files.filter((file) => !changed.includes(file)).map(({ path }) => path) };
}

async function writeOrUndo(folder: string, files: readonly ProgramFile[], overwrite: boolean): Promise<void> {
  const done: Undo[] = [];
  try {
    for (const file of files) await writeOne(folder, file, overwrite, done);
  } catch (error) {
    for (const undo of done.reverse()) await undo().catch(() => undefined);
    throw error;
  }
}

async function writeOne(folder: string, file: ProgramFile, overwrite: boolean, done: Undo[]): Promise<void> {
  const path = insideOf(folder, file.path);
  const made = await makeFolder(dirname(path));
  if (made !== undefined) done.push(() => removeEmpty(dirname(path), made));
  if (await createFile(path, file.text)) done.push(() => rm(path, { force: true }));
  else if (overwrite) await replaceFile(path, file.text);
  else throw overwriting(folder, [file]);
}

/** The topmost folder that had to be made, if any. */
async function makeFolder(path: string): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true });
  } catch (error) {
    throw asRefusal(error, path);
  }
}

/** Removes folders from the innermost to the topmost one made here, as far as nobody put anything into them. */
async function removeEmpty(innermost: string, topmost: string): Promise<void> {
  for (let path = resolve(innermost); path.length >= resolve(topmost).length; path = dirname(path)) {
    await rmdir(path).catch(() => undefined);
  }
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw asRefusal(error, path);
  }
}

function insideOf(folder: string, path: string): string {
  const whole = join(folder, ...path.split('/'));
  const inside = relative(folder, whole);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`)) throw new RangeError(`Not a path inside the program: ${path}`);
  return whole;
}

function asRefusal(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new Refusal('program-template/not-a-folder', `A file stands where a folder is needed, on the way to ${path}. Name another folder.`);
  if (code === 'EISDIR') return new Refusal('program-template/exists', `A folder stands where the file ${path} belongs. Name another folder.`);
  return error;
}

function overwriting(folder: string, files: readonly ProgramFile[]): Refusal {
  const shown = files.slice(0, 3).map(({ path }) => path);
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return new Refusal(
    'program-template/exists',
    `${folder} already holds ${shown.join(', ')}${more}, with another text. Nothing was written. Name another folder, or move what stands there.`,
  );
}
