import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readObjects } from '../kit/git-objects.ts';
import type { Git } from '../kit/git-process.ts';
import { LARGEST_FILE } from './parse.ts';
import { fileAt, programFolders } from './program-files.ts';

/** A file of the program as one commit left it. */
export interface FileChange {
  /** From the program's folder: `records/people.yaml`. */
  readonly path: string;
  /** Null when the commit took it away. */
  readonly content: FileContent | null;
}

export type FileContent = { readonly bytes: Uint8Array } | { readonly refused: string };

/** What one commit changed. */
export interface CommitFiles {
  readonly sha: string;
  readonly files: readonly FileChange[];
}

interface RawChange {
  readonly path: string;
  readonly mode: string;
  readonly blob: string;
}

interface RawCommit {
  readonly sha: string;
  readonly changes: readonly RawChange[];
}

const REGULAR = new Set(['100644', '100755']);
const GONE = '000000';

/** Every first-parent commit of a head that changed the program, oldest first; only changed files are read. `prefix` is the program's folder in the repository. */
export async function* walkCommits(git: Git, head: string, prefix: string): AsyncGenerator<CommitFiles> {
  const commits = await listChanges(git, head, prefix);
  const wanted = commits.flatMap((one) => one.changes.filter(isRegular).map((change) => change.blob));
  const objects = readObjects(git, wanted, LARGEST_FILE + 1);
  try {
    for (const { sha, changes } of commits) {
      const files: FileChange[] = [];
      for (const change of changes) {
        files.push({ path: change.path, content: isRegular(change) ? await nextContent(objects) : irregular(change) });
      }
      yield { sha, files };
    }
    // Read to its end, so that the sheet says how git ended, and not that we ended it.
    if (wanted.length > 0) await objects.next();
  } finally {
    await objects.return(undefined);
  }
}

function isRegular(change: RawChange): boolean {
  return REGULAR.has(change.mode);
}

function irregular({ mode }: RawChange): FileContent | null {
  return mode === GONE
    ? null
    : { refused: mode === '120000' ? 'is a symbolic link. Put the file itself here.' : 'is not a plain file. Put a plain file here.' };
}

async function nextContent(objects: ReturnType<typeof readObjects>): Promise<FileContent> {
  const { value } = await objects.next();
  if (value === undefined || value.type === 'missing') return { refused: 'is missing from the clone. Run: git fetch --refetch, or clone it again.' };
  return { bytes: 'content' in value ? value.content : new Uint8Array() };
}

async function listChanges(git: Git, head: string, prefix: string): Promise<RawCommit[]> {
  const folders = programFolders.map((folder) => `:(top,literal)${prefix}${folder}`);
  const args = ['log', '--first-parent', '-m', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-decorate'];
  const chunks: Buffer[] = [];
  for await (const chunk of git.stream([...args, '--format=commit %H', head, '--', ...folders])) chunks.push(chunk);
  return readRawLog(Buffer.concat(chunks).toString('utf8'), prefix).reverse();
}

/** Reads `git log --raw -z`: `commit SHA`, then `:mode mode blob blob STATUS`, path, … each ended by NUL. */
export function readRawLog(output: string, prefix: string): RawCommit[] {
  const commits: { sha: string; changes: RawChange[] }[] = [];
  const tokens = output.split('\0');
  for (let at = 0; at < tokens.length; at++) {
    const token = (tokens[at] as string).replace(/^\n/, '');
    const header = /^commit ([0-9a-f]+)\n?/.exec(token);
    const rest = header ? token.slice(header[0].length) : token;
    if (header) commits.push({ sha: header[1] as string, changes: [] });
    const raw = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) /.exec(rest);
    if (!raw) continue;
    const path = (tokens[++at] ?? '').slice(prefix.length);
    const change = { path, mode: raw[1] as string, blob: raw[2] as string };
    if (fileAt(path) !== null) commits.at(-1)?.changes.push(change);
  }
  return commits;
}

/** The files of the program as they stand in a folder. */
export async function readFolder(root: string): Promise<FileChange[]> {
  const found: FileChange[] = [];
  for (const folder of programFolders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name).slice(root.length + 1);
      if (entry.isDirectory() || fileAt(path) === null) continue;
      found.push({
        path,
        content: entry.isFile() ? await readPlain(join(root, path)) : { refused: 'is not a plain file. Put the file itself here.' },
      });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readPlain(path: string): Promise<FileContent> {
  const { size } = await stat(path);
  if (size > LARGEST_FILE) return { refused: `is larger than ${LARGEST_FILE / 1024 / 1024} MB. Split it into a folder of files.` };
  return { bytes: await readFile(path) };
}
