import { VendorError } from '../../../kernel/refusal.ts';
import type { Instant } from '../../../kernel/time.ts';
import type { RepositoryRef } from '../api.ts';
import { type Job, job } from './batch.ts';
import { instantOf } from './instants.ts';
import type { BranchMemory, ChangesMemory, RepositoryMemory } from './memory.ts';
import type { PullReading } from './pull.ts';
import { pullJobs, type Sift } from './read-pulls.ts';
import { count, head } from './selections.ts';
import { countShape, headShape } from './shapes.ts';
import { ancestorsOf, chainFrom, type Graph, newWalk, type Reach, reachOf, type Walk, walkJobs } from './walk.ts';

/** One production branch, as far as it was read. */
export interface BranchReading {
  readonly name: string;
  readonly before: BranchMemory | null;
  /** null where there is no such branch. */
  head: string | null;
  walk: Walk | null;
  reach: Reach | null;
  /** Commits below each of these, by what GitHub counts. */
  readonly counts: Map<string, number>;
  /** Walked from the head that was lost, where one was. */
  lost: Walk | null;
}

/** One repository, as far as it was read. */
export interface RepositoryReading {
  readonly ref: RepositoryRef;
  readonly before: RepositoryMemory | null;
  /** Everything is read anew: it was never read, its name changed, or more of the past is wanted. */
  readonly whole: boolean;
  readonly since: Instant;
  readonly graph: Graph;
  readonly branches: readonly BranchReading[];
  readonly pulls: PullReading;
  /** Why its commits could not be read; null when they could. */
  failure: VendorError | null;
}

/** Pull requests that changed so shortly before the last look may have been missed by it. */
export const OVERLAP = 10 * 60_000;
/** Rows of the first page, where most of it was seen before. */
const FEW = 10;
/** Pages read to find what a lost head had, or a merge brought. */
export const MOST_PAGES = 20;

export function newReading(ref: RepositoryRef, { since, repositories }: ChangesMemory): RepositoryReading {
  const before = repositories[ref.id] ?? null;
  return {
    ref,
    before,
    whole: before === null || before.name !== ref.name || since < before.since,
    since,
    graph: new Map(),
    branches: ref.productionBranches.map((name) => ({
      name,
      before: before && Object.hasOwn(before.branches, name) ? (before.branches[name] ?? null) : null,
      head: null,
      walk: null,
      reach: null,
      counts: new Map(),
      lost: null,
    })),
    pulls: { repository: ref.id, pulls: [], authors: new Map(), total: null, failure: null },
    failure: null,
  };
}

/** Everything that is asked of one repository first; the rest follows from the answers. */
export function repositoryJobs(reading: RepositoryReading, onPage: () => void): readonly Job[] {
  const { empty, name, productionBranches } = reading.ref;
  if (productionBranches.length === 0 && !empty) return failed(reading, untoldBranch(name));
  const few = reading.whole ? 100 : FEW;
  const heads = reading.branches.map((branch) => headJob(reading, branch, few));
  return [...heads, ...pullJobs(reading.pulls, siftOf(reading), few, onPage)];
}

/** Those that changed before the last look, or the first day, need not be read; nor what was seen just as it is. */
function siftOf({ before, whole, since }: RepositoryReading): Sift {
  const until = whole || before?.updated == null ? since : Math.max(since, before.updated - OVERLAP);
  return ({ id, updatedAt, mergedAt }) => {
    const updated = instantOf(updatedAt);
    if (updated !== null && updated < until) return 'stop';
    const merged = instantOf(mergedAt);
    if (merged === null || merged < since) return 'leave';
    return !whole && before?.recent[id] === updatedAt ? 'leave' : 'read';
  };
}

function headJob(reading: RepositoryReading, branch: BranchReading, few: number): Job {
  return job({
    node: reading.ref.id,
    selection: head,
    variables: { name: `refs/heads/${branch.name}` },
    shape: headShape,
    take({ ref }) {
      branch.head = ref?.target.oid ?? null;
      return branch.head === null ? [] : branchJobs(reading, branch, branch.head, few);
    },
    fail: (error) => failed(reading, error),
  });
}

function untoldBranch(name: string): VendorError {
  return new VendorError('forbidden', `GitHub does not tell the default branch of ${name}. Give the token the permission "Contents: read".`);
}

function failed(reading: RepositoryReading, error: VendorError): readonly Job[] {
  reading.failure ??= error;
  return [];
}

function branchJobs(reading: RepositoryReading, branch: BranchReading, from: string, few: number): readonly Job[] {
  const until = reading.whole ? null : (branch.before?.head ?? null);
  const walk = newWalk(reading.ref.id, from, reading.graph);
  branch.walk = walk;
  const reached = () => {
    branch.reach = reachOf(reading.graph, from, { until, since: reading.since });
    return branch.reach !== null;
  };
  if (reached()) {
    if (branch.before) branch.counts.set(from, branch.before.headCommits);
    return [];
  }
  return walkJobs(walk, few, reached, () => {
    if (walk.failure !== null) return failed(reading, walk.failure);
    branch.counts.set(from, walk.total);
    const { boundary } = branch.reach ?? {};
    if (branch.reach === null) return failed(reading, brokenOff(reading, branch));
    if (until !== null && boundary === until) return [];
    const rewritten = until === null ? [] : allPulls(reading);
    return [...(boundary == null ? [] : [countJob(reading, branch, boundary)]), ...lostJobs(reading, branch), ...rewritten];
  });
}

function brokenOff({ ref }: RepositoryReading, { name }: BranchReading): VendorError {
  return new VendorError('truncated', `GitHub's history of ${name} of ${ref.name} breaks off before its beginning. Collect again.`);
}

/** Where a history was rewritten, every pull request is needed again to tell what is on it now. */
function allPulls({ pulls, since }: RepositoryReading): readonly Job[] {
  const known = new Set(pulls.pulls.map((one) => one.node.id));
  const sift: Sift = ({ id, updatedAt, mergedAt }) => {
    if ((instantOf(updatedAt) ?? since) < since) return 'stop';
    return known.has(id) || (instantOf(mergedAt) ?? -Infinity) < since ? 'leave' : 'read';
  };
  return pullJobs(pulls, sift, 100, () => {});
}

/** Is a pull request news, or only needed to tell what landed? */
export function isNews(reading: RepositoryReading, node: Parameters<Sift>[0]): boolean {
  return siftOf(reading)(node) === 'read';
}

/** How many commits one descends from, as GitHub counts them. */
export function countJob(reading: RepositoryReading, { counts }: BranchReading, oid: string): Job {
  return job({
    node: reading.ref.id,
    selection: count,
    variables: { oid },
    shape: countShape,
    take({ object }) {
      if (object !== null) counts.set(oid, object.history.totalCount);
      return [];
    },
    fail: (error) => failed(reading, error),
  });
}

/** Reads what a lost head had, so far as the branch has it no more. */
function lostJobs({ ref, graph }: RepositoryReading, branch: BranchReading): readonly Job[] {
  const old = branch.before?.head;
  if (old === undefined || branch.head === null || graph.has(old) || old === branch.reach?.boundary) return [];
  const kept = ancestorsOf(graph, [branch.head]).found;
  const walk = newWalk(ref.id, old, new Map());
  branch.lost = walk;
  let pages = 0;
  const enough = () => {
    const { open } = ancestorsOf(walk.graph, [old], kept);
    return open.size === 0 || ++pages >= MOST_PAGES;
  };
  return walkJobs(walk, FEW, enough, () => []);
}

/** The commits that an earlier head had and the branch no longer has; the head alone where GitHub no longer holds it. */
export function lostCommits({ graph, since }: RepositoryReading, { head: now, lost }: BranchReading): readonly string[] {
  if (lost === null || now === null) return [];
  if (!lost.graph.has(lost.from)) return [lost.from];
  const gone = ancestorsOf(lost.graph, [lost.from], ancestorsOf(graph, [now]).found).found;
  // What is older than everything that was read of the branch may well be on it.
  return [...gone].filter((sha) => sha === lost.from || (instantOf(lost.graph.get(sha)?.committedDate) ?? since) >= since);
}

/** The first-parent chain of the head that the last look saw. */
export function chainBefore({ graph }: RepositoryReading, { before, lost }: BranchReading): ReadonlySet<string> {
  if (before === null) return new Set();
  const all = lost === null ? graph : new Map([...lost.graph, ...graph]);
  return new Set(chainFrom(all, before.head).chain.map((one) => one.oid));
}
