import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { VendorError } from '../../kernel/refusal.ts';
import type { Look } from '../kit/connector.ts';
import { type Git, openGit } from '../kit/git-process.ts';
import type { Clone } from './clone.ts';

/** A merge of two commits. */
export interface Merge {
  readonly sha: string;
  readonly parents: readonly [string, string];
}

/** By the sha of a merge: the tree that git makes of its two parents by itself; null where they conflict. Merges that were not tried are left out. */
export type MergedTrees = ReadonlyMap<string, string | null>;

/** Merges tried in one look, the newest ones. A thousand take less than a second. */
const MOST_MERGES = 20_000;

/**
 * Merges anew, in one git process and in a repository of its own that only borrows the clone's objects: nothing is written to the clone, and no
 * merge driver that it configures is run.
 * @param merges oldest first
 */
export async function mergedTrees(clone: Clone, merges: readonly Merge[], look: Look): Promise<MergedTrees> {
  if (merges.length === 0) return new Map();
  if (!clone.tellsMerges) {
    look.note(`Whether merges in ${clone.name} were clean is not known. Install git 2.39 or later, and collect again.`);
    return new Map();
  }
  const tried = merges.slice(-MOST_MERGES);
  if (tried.length < merges.length)
    look.note(`Of the merges in ${clone.name}, only the newest ${MOST_MERGES} were tried; whether older ones were clean is not known.`);
  return inScratch(clone, look, (scratch) => mergeAll(scratch, tried, clone, look));
}

async function mergeAll(scratch: Git, merges: readonly Merge[], clone: Clone, look: Look): Promise<MergedTrees> {
  const args = ['merge-tree', '--write-tree', '--no-messages', '--allow-unrelated-histories', '--stdin'];
  const trees = new Map<string, string | null>();
  try {
    for await (const [clean, tree] of records(scratch.stream(args, pairs(merges)))) {
      const merge = merges[trees.size] as Merge;
      trees.set(merge.sha, clean === '1' ? (tree as string) : null);
      if (trees.size % 500 === 0) look.progress(`merges of ${clone.name}`, trees.size, merges.length);
    }
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    look.note(`Whether ${merges.length - trees.size} merges in ${clone.name} were clean is not known: git could not merge their parents again.`);
  }
  return trees;
}

function* pairs(merges: readonly Merge[]): Generator<string> {
  for (const { parents } of merges) yield `${parents[0]} ${parents[1]}\n`;
}

/** Fields end with NUL, and a record with an empty field: whether it was clean, its tree, and what conflicts. */
async function* records(output: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  let rest = '';
  let fields: string[] = [];
  for await (const chunk of output) {
    const parts = (rest + chunk.toString('latin1')).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (part !== '') {
        if (fields.length < 2) fields.push(part);
        continue;
      }
      yield fields;
      fields = [];
    }
  }
}

async function inScratch<T>({ git, root }: Clone, look: Look, work: (scratch: Git) => Promise<T>): Promise<T> {
  const objects = resolve(git.path, await git.text(['rev-parse', '--git-path', 'objects']));
  const path = await mkdtemp(join(tmpdir(), 'tickmark-merges-'));
  try {
    await writeRepository(path, objects, root.length === 64);
    return await work(openGit({ path, ceilings: [], environment: look.environment, log: look.log, signal: look.signal }));
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** A bare repository without anything but the objects of another. */
async function writeRepository(path: string, objects: string, sha256: boolean): Promise<void> {
  await mkdir(join(path, 'objects', 'info'), { recursive: true });
  await mkdir(join(path, 'refs'));
  await writeFile(join(path, 'HEAD'), 'ref: refs/heads/none\n');
  const format = sha256 ? '\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n' : '\trepositoryformatversion = 0\n';
  await writeFile(join(path, 'config'), `[core]\n\tbare = true\n${format}`);
  await writeFile(join(path, 'objects', 'info', 'alternates'), `${quoted(objects)}\n`);
}

/** As git reads a path that begins with a quotation mark: byte by byte. */
function quoted(path: string): string {
  return `"${[...Buffer.from(path)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
}
