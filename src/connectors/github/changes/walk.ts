import type { VendorError } from '../../../kernel/refusal.ts';
import type { Instant } from '../../../kernel/time.ts';
import { type Job, job } from './batch.ts';
import { instantOf } from './instants.ts';
import { history } from './selections.ts';
import { historyShape, type LandedCommit } from './shapes.ts';

/** Commits by sha. */
export type Graph = Map<string, LandedCommit>;

/** A history that is read from its newest commit back. */
export interface Walk {
  readonly repository: string;
  readonly from: string;
  readonly graph: Graph;
  /** Commits that `from` descends from, itself included. */
  total: number;
  /** Where the next page begins; null at the end of history, undefined before the first page. */
  after: string | null | undefined;
  failure: VendorError | null;
}

export function newWalk(repository: string, from: string, graph: Graph = new Map()): Walk {
  return { repository, from, graph, total: 0, after: undefined, failure: null };
}

/** Reads a history page by page until `enough` says so, or it ends. */
export function walkJobs(walk: Walk, first: number, enough: () => boolean, then: () => readonly Job[]): readonly Job[] {
  if (walk.after === null) return then();
  return [
    job({
      node: walk.repository,
      selection: history,
      variables: { oid: walk.from, after: walk.after ?? null },
      first,
      shape: historyShape,
      take({ object }) {
        if (object === null) return fail(walk, then);
        const { nodes, pageInfo, totalCount } = object.history;
        for (const one of nodes) if (one !== null) walk.graph.set(one.oid, one);
        walk.total = totalCount;
        walk.after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        return enough() ? then() : walkJobs(walk, Math.min(100, first * 5), enough, then);
      },
      fail(error) {
        walk.failure = error;
        return then();
      },
    }),
  ];
}

function fail(walk: Walk, then: () => readonly Job[]): readonly Job[] {
  walk.after = null;
  return then();
}

/** The first-parent chain from a commit on, newest first, as far as it was read; `next` is the first that was not, null at the root. */
export function chainFrom(graph: Graph, from: string): { chain: LandedCommit[]; next: string | null } {
  const chain: LandedCommit[] = [];
  let next: string | null = from;
  for (let commit = graph.get(from); commit !== undefined; commit = next === null ? undefined : graph.get(next)) {
    chain.push(commit);
    next = commit.parents.nodes[0]?.oid ?? null;
  }
  return { chain, next };
}

/** Older commits in a row that show that nothing newer lies behind them; a single one may only have a wrong date. */
const OLDER_IN_A_ROW = 5;

/** Where a chain that is read since an instant ends. */
export interface Reach {
  /** Newest first; every commit that counts. */
  readonly chain: readonly LandedCommit[];
  /** The commit before them; null where they begin at the root. */
  readonly boundary: string | null;
}

/** How far a chain must be read: to a commit that is known, to what is older than `since`, or to the root. Null while it was not read so far. */
export function reachOf(graph: Graph, from: string, { until, since }: { until: string | null; since: Instant }): Reach | null {
  if (until !== null && from === until) return { chain: [], boundary: until };
  const { chain, next } = chainFrom(graph, from);
  if (until !== null) {
    const place = chain.findIndex((one) => one.oid === until);
    if (place !== -1) return { chain: chain.slice(0, place), boundary: until };
    if (next === until) return { chain, boundary: until };
  }
  const last = chain.findLastIndex((one) => (instantOf(one.committedDate) ?? since) >= since);
  if (next !== null && chain.length - 1 - last < OLDER_IN_A_ROW) return null;
  return { chain: chain.slice(0, last + 1), boundary: chain[last + 1]?.oid ?? null };
}

/** All commits that these descend from, themselves included, as far as they were read. `open`: parents that were not read. */
export function ancestorsOf(
  graph: Graph,
  from: readonly string[],
  without: ReadonlySet<string> = new Set(),
): { found: Set<string>; open: Set<string> } {
  const found = new Set<string>();
  const open = new Set<string>();
  const waiting = [...from];
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    if (found.has(sha) || without.has(sha)) continue;
    const commit = graph.get(sha);
    if (commit === undefined) {
      open.add(sha);
      continue;
    }
    found.add(sha);
    for (const parent of commit.parents.nodes) if (parent !== null) waiting.push(parent.oid);
  }
  return { found, open };
}
