import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../src/kernel/durable-file.ts';

/** The mark of a year that was lived to its end: by whom, so that another version lives its own. */
export interface Mark {
  readonly lived: 1;
  /** SHA-256 of everything that the year follows from. */
  readonly by: string;
  readonly plan: string;
}

const pathOf = (folder: string): string => join(folder, 'lived.json');

/** Did the same version of the program and of the demo live the whole year in this folder, on this plan? */
export async function isLived(folder: string, mark: Mark): Promise<boolean> {
  const text = await readFile(pathOf(folder), 'utf8').catch(() => '');
  return text === written(mark);
}

/** Called when the year is over and everything in the folder is closed. */
export async function markLived(folder: string, mark: Mark): Promise<void> {
  await replaceFile(pathOf(folder), written(mark));
}

const written = ({ lived, by, plan }: Mark): string => `${JSON.stringify({ lived, by, plan })}\n`;

/** What a year follows from, below the project's folder; pages and what they are made of have no part in it. */
const SOURCES = ['demo', 'migrations', 'src'];
const APART = /^src\/(api|client|contract)\/|\.test\.ts$/;

/** @returns lowercase hex, the same for as long as no source changed */
export async function versionOf(root: string): Promise<string> {
  const files = await Promise.all(SOURCES.map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })));
  const paths = files
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length))
    .filter((path) => !APART.test(path.replaceAll('\\', '/')));
  const hash = createHash('sha256');
  for (const path of [...paths.sort(), 'package-lock.json']) {
    const text = await readFile(join(root, path));
    hash.update(`${path.replaceAll('\\', '/')} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
}
