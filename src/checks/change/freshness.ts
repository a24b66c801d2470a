import type { KindState } from '../../facts/kinds/index.ts';

type Change = KindState<'change'>;
type Commit = Change['commits'][number];

/** The parts of a change that tell which commits came after an approved one. */
export type Brought = Pick<Change, 'landed' | 'method' | 'commits' | 'furtherCommits'>;

/**
 * Does an approval of `approved` cover what landed? It does if every commit that the approved one does not contain is a clean merge
 * of something that was already on the base branch: a commit with a parent outside the change, and without any edit of its own.
 * The merge that landed is one of them.
 *
 * A squash, or a rebase, leaves none of the approved commits behind, a list of commits that was cut does not tell what came after, and
 * of a merge it may not be known whether it was clean: then nobody can tell.
 */
export function covers(approved: string, { landed, method, commits, furtherCommits }: Brought): boolean | 'unknown' {
  if (approved === landed) return true;
  const own = new Map(commits.map((one) => [one.sha, one]));
  const landing = own.get(landed);
  if (landing?.parents.length === 2 && landing.parents[1] === approved) return isClean(landing);
  if (furtherCommits > 0) return 'unknown';
  if (!own.has(approved)) return method === 'merge' ? false : 'unknown';
  const seen = contained(approved, own);
  const added = commits.filter((one) => !seen.has(one.sha)).map((one) => isMergeFromBase(one, own) && isClean(one));
  if (added.includes(false)) return false;
  return added.includes('unknown') ? 'unknown' : true;
}

/** The commits of the change that the approver saw: the approved one and all it descends from. */
function contained(approved: string, own: ReadonlyMap<string, Commit>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [approved];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    if (seen.has(sha)) continue;
    seen.add(sha);
    open.push(...(own.get(sha)?.parents ?? []));
  }
  return seen;
}

function isMergeFromBase({ parents }: Commit, own: ReadonlyMap<string, Commit>): boolean {
  return parents.length >= 2 && parents.some((one) => !own.has(one));
}

function isClean({ cleanMerge }: Commit): boolean | 'unknown' {
  return cleanMerge ?? 'unknown';
}
