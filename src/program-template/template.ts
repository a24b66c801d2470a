import { readdirSync, readFileSync } from 'node:fs';
import { replacementsFor, type StarterValues } from './starter-values.ts';
import { overwriting, type ProgramFile, standingText, writeOrUndo } from './write-files.ts';

/** Paths as given, in the order given. */
export interface WrittenProgram {
  readonly written: string[];
  /** Files that already held exactly this text. */
  readonly unchanged: string[];
}

/**
 * The files of a program to start from: fourteen draft policies, the records (empty but for scope and one person, with
 * examples in comments), and a README that says how to adopt them. Sorted by path.
 * @throws Refusal for a value that is not a date, not a zone, empty, given twice, or for a period that ends before it begins.
 */
export function starterProgram(values: StarterValues): ProgramFile[] {
  const replacements = replacementsFor(values);
  return templatePaths().map((path) => ({ path, text: fillIn(templateText(path), replacements) }));
}

function templatePaths(): string[] {
  const within = (folder: string, ending: string) =>
    readdirSync(new URL(`./${folder}/`, import.meta.url))
      .filter((name) => name.endsWith(ending))
      .map((name) => `${folder}/${name}`);
  return ['README.md', ...within('policies', '.md'), ...within('records', '.yaml')].sort();
}

function templateText(path: string): string {
  return readFileSync(new URL(`./${path}`, import.meta.url), 'utf8');
}

/** In one pass, so that a value which looks like a placeholder stays what it is. A block of lines begins on a line of its own. */
function fillIn(text: string, replacements: ReadonlyMap<string, string>): string {
  return text.replace(/( ?)__([a-zA-Z]+)__/g, (placeholder, space: string, name: string) => {
    const value = replacements.get(name);
    if (value === undefined) throw new Error(`The template names ${placeholder}, which nobody fills in.`);
    return value.startsWith('\n') ? value : space + value;
  });
}

/**
 * Writes the files into a folder, which is made if need be. Each file appears whole or not at all. When one cannot be written, those that
 * this call created are taken away again. After a crash, calling again goes on where it ended.
 * @throws Refusal `program-template/exists` without `overwrite` when another text stands in the place of a file; nothing is written then.
 * @throws Refusal `program-template/not-a-folder` when a file stands where a folder is needed.
 */
export async function writeProgram(folder: string, files: readonly ProgramFile[], options: { readonly overwrite: boolean }): Promise<WrittenProgram> {
  const standing = await Promise.all(files.map((file) => standingText(folder, file)));
  const changed = files.filter(({ text }, index) => standing[index] !== text);
  const inTheWay = files.filter(({ text }, index) => standing[index] !== undefined && standing[index] !== text);
  if (!options.overwrite && inTheWay.length > 0) throw overwriting(folder, inTheWay);
  await writeOrUndo(folder, changed, options.overwrite);
  return { written: changed.map(({ path }) => path), unchanged: files.filter((file) => !changed.includes(file)).map(({ path }) => path) };
}
