import { createHash } from 'node:crypto';
import type { Instant } from '../../kernel/time.ts';
import { chainMemoryShape, heldCommits, heldSentence, recallChain, rememberChain } from '../kit/chain-memory.ts';
import type { Look } from '../kit/connector.ts';
import { type DatedCommit, dateCommits } from '../kit/dating.ts';
import { firstParentChain } from '../kit/git-branches.ts';
import type { Git } from '../kit/git-process.ts';
import { newProgramHistory, type ProgramHistory } from './history.ts';
import { fileAt, programFolders, scopeOf } from './program-files.ts';
import { claimedId } from './program-id.ts';
import { type CommitFiles, readFolder, walkCommits } from './walk.ts';

/** Where in a repository the program stands, and the head that is read. */
export interface ProgramClone {
  readonly git: Git;
  /** Null in a bare repository. */
  readonly workTree: string | null;
  /** `compliance/`, or nothing. */
  readonly prefix: string;
  readonly head: string;
  readonly branch: string;
}

/** What was read, before it is known which program it is. */
export interface ReadProgram {
  readonly history: ProgramHistory;
  /** From when the program's files are seen; null when there are none. */
  readonly since: Instant | null;
  /** The last look at a folder without Git; its files are seen from there on. */
  readonly lastLook: Instant | null;
  /** Gaps beside those of malformed files, by scope. */
  readonly held: readonly { readonly scopes: ReadonlySet<string>; readonly from: Instant; readonly until: Instant; readonly why: string }[];
  /** The text of `records/scope.yaml` as it is now. */
  readonly scopeText: string | null;
  readonly version: string;
}

/** Reads the program at every first-parent commit of its branch. */
export async function readGitProgram(clone: ProgramClone, look: Look): Promise<ReadProgram> {
  const now = await clone.git.ask(['cat-file', 'blob', `${clone.head}:${clone.prefix}records/scope.yaml`]);
  const id = claimedId(now.status === 0 ? now.output : null);
  const chain = await firstParentChain(clone.git, clone.head);
  const known = chainMemoryShape.safeParse(id === null ? undefined : await look.recall(id));
  const before = recallChain(chain, known.success ? known.data : null);
  const { commits, doubts } = dateCommits(chain, look.at, before);
  const dated = new Map(commits.map((one, place) => [one.sha, { ...one, place }]));
  const history = newProgramHistory();
  const touched = new Map<string, ReadonlySet<string>>();
  let since: Instant | null = null;
  let scopeText: string | null = null;
  for await (const commit of walkCommits(clone.git, clone.head, clone.prefix)) {
    const moment = dated.get(commit.sha) as DatedCommit & { place: number };
    since ??= moment.from;
    history.take(commit.files, moment);
    touched.set(commit.sha, new Set(commit.files.map((one) => scopeOf(one.path))));
    scopeText = scopeTextOf(commit) ?? scopeText;
    if (before === null || moment.place >= before.seen) await keepEvidence(commit, look);
    look.progress('commits of the program', touched.size);
  }
  look.remember(rememberChain(chain, look.at, doubts));
  await noteUncommitted(clone, look);
  const held = heldCommits(commits).map((one) => ({
    scopes: touched.get(one.sha) ?? new Set<string>(),
    from: one.notBefore,
    until: one.from,
    why: heldSentence(one),
  }));
  for (const one of held) if (one.scopes.size > 0) look.note(one.why);
  return { history, since, lastLook: null, held, scopeText, version: await clone.git.text(['version']) };
}

function scopeTextOf({ files }: CommitFiles): string | null {
  const content = files.find((one) => one.path === 'records/scope.yaml')?.content;
  return content && 'bytes' in content ? Buffer.from(content.bytes).toString('utf8') : null;
}

async function keepEvidence({ sha, files }: CommitFiles, look: Look): Promise<void> {
  for (const { path, content } of files) {
    if (content !== null && 'bytes' in content) await look.keep({ name: path, version: sha, bytes: content.bytes });
  }
}

/** Says which files of the folder differ from the commit that was read. They are not read: nobody has committed to them. */
async function noteUncommitted({ git, workTree, prefix, head, branch }: ProgramClone, look: Look): Promise<void> {
  if (workTree === null) return;
  const committed = await listTree(git, head, prefix);
  const changed = new Set<string>(committed.keys());
  for (const { path, content } of await readFolder(workTree)) {
    const blob = content !== null && 'bytes' in content ? gitBlob(content.bytes, head.length) : null;
    if (blob !== null && committed.get(path) === blob) changed.delete(path);
    else changed.add(path);
  }
  if (changed.size === 0) return;
  const [first] = [...changed].sort();
  const others = changed.size > 1 ? ` and ${changed.size - 1} more` : '';
  look.note(`${first}${others} in ${workTree} differ from what ${branch} holds. Only what is committed was read: commit it to count.`);
}

async function listTree(git: ProgramClone['git'], head: string, prefix: string): Promise<Map<string, string>> {
  const folders = programFolders.map((folder) => `${prefix}${folder}/`);
  const output = await git.text(['ls-tree', '-r', '-z', '--full-tree', head, '--', ...folders]);
  const files = new Map<string, string>();
  for (const line of output.split('\0')) {
    const match = /^\d+ blob ([0-9a-f]+)\t/.exec(line);
    const path = match ? line.slice(match[0].length + prefix.length) : '';
    if (match && fileAt(path) !== null) files.set(path, match[1] as string);
  }
  return files;
}

/** The name that git gives to a file's bytes. Line endings that git would convert make it differ. */
function gitBlob(bytes: Uint8Array, digits: number): string {
  return createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
