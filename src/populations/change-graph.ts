/** A commit as far as the graph goes. */
interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** A change with the commits that are listed of it. */
export interface Landing<C extends Commit = Commit> {
  readonly landed: string;
  readonly commits: readonly C[];
}

/** The commits of a change by their sha. */
export function bySha<C extends Commit>(commits: readonly C[]): ReadonlyMap<string, C> {
  return new Map(commits.map((one) => [one.sha, one]));
}

/** Of the commits listed, one and all it descends from. Holds the commit itself, listed or not. */
export function reachable(from: string, own: ReadonlyMap<string, Commit>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    if (seen.has(sha)) continue;
    seen.add(sha);
    open.push(...(own.get(sha)?.parents ?? []).filter((one) => own.has(one)));
  }
  return seen;
}

/** The commits of a change that lie on the first-parent chain of the branch, newest first: one, or as many as a rebase landed. */
export function landedChain({ landed, commits }: Landing): readonly string[] {
  const own = bySha(commits);
  const chain = new Set([landed]);
  for (let sha = own.get(landed)?.parents[0]; sha !== undefined && own.has(sha) && !chain.has(sha); sha = own.get(sha)?.parents[0]) chain.add(sha);
  return [...chain];
}

/** The commit of the branch on which a change landed; undefined where it is not told, or where the history begins with the change. */
export function landedOn(change: Landing): string | undefined {
  const own = bySha(change.commits);
  const last = landedChain(change).at(-1);
  return last === undefined ? undefined : own.get(last)?.parents[0];
}
