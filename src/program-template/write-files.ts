import { mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { createFile, replaceFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';

/** A file of the program; `path` is relative to the program's folder and has forward slashes. */
export interface ProgramFile {
  readonly path: string;
  readonly text: string;
}

type Undo = () => Promise<void>;

/** Writes the files, each whole. When one cannot be written, takes those away again that were created here, with the folders made for them. */
export async function writeOrUndo(folder: string, files: readonly ProgramFile[], overwrite: boolean): Promise<void> {
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

/** What stands in the place of the file; undefined when nothing does. */
export async function standingText(folder: string, file: ProgramFile): Promise<string | undefined> {
  const path = insideOf(folder, file.path);
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

/** Names the files that stand in the way. */
export function overwriting(folder: string, files: readonly ProgramFile[]): Refusal {
  const shown = files.slice(0, 3).map(({ path }) => path);
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : '';
  return new Refusal(
    'program-template/exists',
    `${folder} already holds ${shown.join(', ')}${more}, with another text. Nothing was written. Name another folder, or move what stands there.`,
  );
}
