import type { Pull } from './pull.ts';
import type { LandedCommit, Written } from './shapes.ts';
import type { Graph } from './walk.ts';

/** How a pull request landed. */
export interface Landing {
  readonly pull: Pull;
  readonly landed: LandedCommit;
  readonly method: 'merge' | 'squash' | 'rebase';
  /** The commits that it put on the branch's first-parent chain, newest first. */
  readonly chain: readonly LandedCommit[];
  /** Commits of a rebase that the graph does not hold yet. */
  readonly unread: number;
}

/**
 * GitHub does not tell how it merged. Two parents are a merge. A rebase makes each commit anew and keeps when it was written, by whom, and its
 * message; a squash is written when it lands. Null where GitHub no longer knows the commit that landed.
 */
export function landingOf(pull: Pull, graph: Graph): Landing | null {
  const landed = pull.node.mergeCommit;
  if (landed === null) return null;
  if (landed.parents.totalCount > 1) return { pull, landed, method: 'merge', chain: [landed], unread: 0 };
  const work = pull.commits.rows.filter((one) => one.parents.totalCount < 2);
  if (!work.some((one) => isSameWork(one, landed))) return { pull, landed, method: 'squash', chain: [landed], unread: 0 };
  const chain: LandedCommit[] = [landed];
  let place = work.findLastIndex((one) => isSameWork(one, landed)) - 1;
  for (; place >= 0; place--) {
    const below = chain.at(-1)?.parents.nodes[0]?.oid;
    const commit = below === undefined ? undefined : graph.get(below);
    if (below !== undefined && commit === undefined) return { pull, landed, method: 'rebase', chain, unread: place + 1 };
    // A commit that became empty is left out by a rebase.
    if (commit !== undefined && isSameWork(work[place] as Written, commit)) chain.push(commit);
  }
  return { pull, landed, method: 'rebase', chain, unread: 0 };
}

function isSameWork(one: Written, other: Written): boolean {
  return one.authoredDate === other.authoredDate && one.message === other.message && one.author?.email === other.author?.email;
}
