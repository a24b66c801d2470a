import type { KindState } from '../../facts/kinds/index.ts';
import { bySha, reachable } from '../../populations/change-graph.ts';

type Change = KindState<'change'>;
type Commit = Change['commits'][number];

/** The parts of a change that tell which commits came after an approved one. */
export type Brought = Pick<Change, 'landed' | 'method' | 'commits' | 'furtherCommits' | 'head'>;

/**
 * Does an approval of `approved` cover what landed? It does if every commit that the approved one does not contain is a clean merge
 * of something that was already on the base branch: a commit with a parent outside the change, and without any edit of its own.
 * A merge that landed is one of them. A squash or a rebase lands other commits than those that were approved: there the code host's last commit
 * of the source branch, `head`, stands for what landed. An approved commit that is not among those of the change was pushed away.
 *
 * Where no code host tells of `head`, a squash or a rebase leaves none of the approved commits behind; a list of commits that was cut does not tell
 * what came after; of a merge it may not be known whether it was clean; and a host may have forgotten which commit was approved: then nobody can tell.
 */
export function covers(approved: string, change: Brought): boolean | 'unknown' {
  const { landed, method, commits, furtherCommits, head } = change;
  if (approved === landed) return true;
  if (approved === '') return 'unknown';
  const own = bySha(commits);
  const copied = method === 'squash' || method === 'rebase' ? head : undefined;
  if (copied === approved) return true;
  const landing = own.get(landed);
  if (landing?.parents.length === 2 && landing.parents[1] === approved) return isClean(landing);
  if (furtherCommits > 0) return 'unknown';
  if (!own.has(approved)) return method === 'merge' || copied !== undefined ? false : 'unknown';
  const seen = reachable(approved, own);
  const work = copied === undefined ? commits : commitsBelow(copied, own);
  const added = work.filter((one) => !seen.has(one.sha)).map((one) => isMergeFromBase(one, own) && isClean(one));
  if (added.includes(false)) return false;
  return added.includes('unknown') ? 'unknown' : true;
}

function commitsBelow(head: string, own: ReadonlyMap<string, Commit>): readonly Commit[] {
  return [...reachable(head, own)].flatMap((sha) => own.get(sha) ?? []);
}

function isMergeFromBase({ parents }: Commit, own: ReadonlyMap<string, Commit>): boolean {
  return parents.length >= 2 && parents.some((one) => !own.has(one));
}

function isClean({ cleanMerge }: Commit): boolean | 'unknown' {
  return cleanMerge ?? 'unknown';
}
