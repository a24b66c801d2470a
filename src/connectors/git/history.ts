import { type ChainMemory, recallChain, rememberChain } from '../kit/chain-memory.ts';
import type { Look } from '../kit/connector.ts';
import { type DatedCommit, dateCommits } from '../kit/dating.ts';
import { firstParentChain, type Head, isAncestor } from '../kit/git-branches.ts';
import type { Clone } from './clone.ts';
import { type BranchMemory, recallClone, rememberClone } from './memory.ts';

/** A production branch at this look, held against what the last look saw of it. */
export interface BranchHistory {
  readonly head: Head;
  /** Its first-parent chain, oldest first, each commit with the instant from which it counts. */
  readonly chain: readonly DatedCommit[];
  readonly before: BranchMemory | null;
  /** The last head is an ancestor of this one, or this one. */
  readonly continues: boolean;
  readonly lostHeads: readonly string[];
  readonly lostCommits: readonly string[];
}

export interface CloneHistory {
  readonly clone: Clone;
  readonly branches: readonly BranchHistory[];
  /** Changes that were read at the last look need not be read again. */
  readonly sameReading: boolean;
}

/** Commits named one by one when a branch lost them; further ones are lost all the same, and the lost heads name them. */
const MOST_LOST = 1_000;

/** Walks every production branch, and remembers for the next look what was seen. */
export async function readHistory(clone: Clone, look: Look): Promise<CloneHistory> {
  const memory = await recallClone(look, clone);
  const branches: BranchHistory[] = [];
  const next: Record<string, BranchMemory> = { ...memory?.branches };
  for (const head of clone.heads) {
    const before = memory?.branches[head.branch] ?? null;
    const { history, chain } = await readBranch(clone, { head, before, look });
    branches.push(history);
    next[head.branch] = { head: head.sha, lostHeads: history.lostHeads, lostCommits: history.lostCommits, chain };
  }
  rememberClone(look, clone, next);
  return { clone, branches, sameReading: memory?.sameReading ?? false };
}

interface Reading {
  readonly head: Head;
  readonly before: BranchMemory | null;
  readonly look: Look;
}

async function readBranch({ git }: Clone, { head, before, look }: Reading): Promise<{ history: BranchHistory; chain: ChainMemory }> {
  const claims = await firstParentChain(git, head.sha);
  const { commits, doubts } = dateCommits(claims, look.at, recallChain(claims, before?.chain ?? null));
  const continues = before !== null && (before.head === head.sha || (await isAncestor(git, before.head, head.sha)));
  const lost = before === null || continues ? [] : await lostCommits(git, before.head, head.sha);
  const history = {
    head,
    chain: commits,
    before,
    continues,
    lostHeads: before === null ? [] : continues ? before.lostHeads : [...before.lostHeads, before.head],
    lostCommits: [...(before?.lostCommits ?? []), ...lost],
  };
  return { history, chain: rememberChain(commits, look.at, doubts) };
}

/** What the old head could reach and the new one cannot. When the clone holds it no more, the head alone is named. */
async function lostCommits(git: Clone['git'], old: string, head: string): Promise<string[]> {
  const { status, output } = await git.ask(['rev-list', `--max-count=${MOST_LOST}`, old, `^${head}`, '--']);
  return status === 0 && output !== '' ? output.split('\n') : [old];
}
