import type { Instant } from '../../../kernel/time.ts';
import { type Job, job } from './batch.ts';
import { instantOf } from './instants.ts';
import { type Landing, landingOf } from './landing.ts';
import { moreAuthors } from './pull-lists.ts';
import { pullJob } from './read-pulls.ts';
import { type BranchReading, chainBefore, countJob, MOST_PAGES, type RepositoryReading } from './reading.ts';
import { associated } from './selections.ts';
import { associatedShape, type LandedCommit } from './shapes.ts';
import { ancestorsOf, newWalk, walkJobs } from './walk.ts';

/** What landed on a production branch since it was last read. */
export interface LandedBranch {
  readonly branch: BranchReading;
  /** The commit at which it stood when the look began. */
  readonly head: string;
  /** Newest first. */
  readonly chain: readonly LandedCommit[];
  /** Commits without a pull request, each with what it brought. */
  readonly pushes: ReadonlyMap<string, Brought>;
}

/** Oldest first, the landed one last. */
export interface Brought {
  readonly commits: readonly LandedCommit[];
  /** Commits that may have come with it and were not read. */
  readonly open: number;
}

/** What landed in one repository: pull requests, and by which of them each commit came. */
export interface LandedRepository {
  readonly landings: readonly Landing[];
  readonly byCommit: ReadonlyMap<string, Landing>;
  readonly branches: readonly LandedBranch[];
}

export function landedIn(reading: RepositoryReading, at: Instant): LandedRepository {
  const landings = reading.pulls.pulls.flatMap((pull) => landingOf(pull, reading.graph) ?? []);
  const byCommit = new Map(landings.flatMap((one) => one.chain.map((commit) => [commit.oid, one] as const)));
  const branches = reading.branches.flatMap((branch) => landedOn(reading, branch, byCommit, at) ?? []);
  return { landings, byCommit, branches };
}

function landedOn({ graph }: RepositoryReading, branch: BranchReading, byCommit: ReadonlyMap<string, Landing>, at: Instant): LandedBranch | null {
  if (branch.head === null || branch.reach === null) return null;
  const { chain: all, boundary } = branch.reach;
  const isLater = (one: LandedCommit) => (instantOf(byCommit.get(one.oid)?.pull.node.mergedAt) ?? at) > at;
  const chain = all.slice(all.findLastIndex(isLater) + 1);
  const head = chain[0]?.oid ?? (all.length === 0 ? branch.head : (boundary ?? branch.head));
  const pushes = new Map<string, Brought>();
  const taken = new Set(boundary === null ? [] : ancestorsOf(graph, [boundary]).found);
  for (const commit of chain.toReversed()) {
    const [, ...others] = commit.parents.nodes.flatMap((one) => (one === null ? [] : [one.oid]));
    const { found, open } = ancestorsOf(graph, others, taken);
    if (!byCommit.has(commit.oid)) pushes.set(commit.oid, { commits: [...inOrder(graph, found), commit], open: unknownIn(open, boundary).length });
    for (const sha of found) taken.add(sha);
    taken.add(commit.oid);
  }
  return { branch, head, chain, pushes };
}

function unknownIn(open: ReadonlySet<string>, boundary: string | null): string[] {
  return [...open].filter((sha) => sha !== boundary);
}

/** The graph holds children before their parents. */
function inOrder(graph: RepositoryReading['graph'], shas: ReadonlySet<string>): LandedCommit[] {
  if (shas.size === 0) return [];
  if (shas.size === 1) return [...shas].flatMap((sha) => graph.get(sha) ?? []);
  return [...graph.values()].filter((one) => shas.has(one.oid)).reverse();
}

/** What was asked already of one repository after its first pages. */
export interface Asked {
  readonly asked: Set<string>;
}

/** What is still to be asked before it is clear how everything landed. Empty at the end. */
export function openQuestions(reading: RepositoryReading, landed: LandedRepository, { asked }: Asked): readonly Job[] {
  if (reading.failure !== null || reading.pulls.failure !== null) return [];
  const once = (key: string, jobs: () => readonly Job[]) => {
    if (asked.has(key)) return [];
    asked.add(key);
    return jobs();
  };
  const rebases = landed.landings.filter((one) => one.unread > 0);
  return [
    ...landed.landings.flatMap((one) => one.chain.flatMap((commit) => moreAuthors(reading.pulls, commit))),
    ...rebases.flatMap((one) => once(`rebase ${one.landed.oid}`, () => rebaseJobs(reading, one))),
    ...landed.branches.flatMap((one) => branchQuestions(reading, one, once, asked)),
  ];
}

type Once = (key: string, jobs: () => readonly Job[]) => readonly Job[];

function branchQuestions(reading: RepositoryReading, { branch, head, pushes }: LandedBranch, once: Once, asked: Set<string>): readonly Job[] {
  const seen = reading.whole ? new Set() : chainBefore(reading, branch);
  const unseen = [...pushes.keys()].filter((oid) => !seen.has(oid));
  const isCut = [...pushes.values()].some((one) => one.open > 0);
  return [
    ...(branch.counts.has(head) ? [] : once(`count ${head}`, () => [countJob(reading, branch, head)])),
    ...unseen.flatMap((oid) => once(`pull ${oid}`, () => [pullOfJob(reading, oid)])),
    ...unseen.flatMap((oid) => (pushes.get(oid)?.commits ?? []).flatMap((one) => moreAuthors(reading.pulls, one))),
    ...(isCut ? furtherJobs(branch, asked) : []),
  ];
}

/** Reads the commits that a rebase landed below the last. */
function rebaseJobs(reading: RepositoryReading, { landed, unread, chain }: Landing): readonly Job[] {
  const walk = newWalk(reading.ref.id, landed.oid, reading.graph);
  const wanted = Math.min(100, unread + chain.length);
  return walkJobs(
    walk,
    wanted,
    () => landedAgain(reading, landed.oid),
    () => [],
  );
}

function landedAgain(reading: RepositoryReading, oid: string): boolean {
  const pull = reading.pulls.pulls.find((one) => one.node.mergeCommit?.oid === oid);
  return pull === undefined || landingOf(pull, reading.graph)?.unread === 0;
}

/** A commit without a pull request may have one that the list did not show. */
function pullOfJob(reading: RepositoryReading, oid: string): Job {
  return job({
    node: reading.ref.id,
    selection: associated,
    variables: { oid },
    shape: associatedShape,
    take({ object }) {
      const own = (object?.associatedPullRequests?.nodes ?? []).find((one) => one?.mergeCommit?.oid === oid);
      return own ? [pullJob(reading.pulls, own.id)] : [];
    },
    fail(error) {
      reading.pulls.failure ??= error;
      return [];
    },
  });
}

/** Reads one page more, to find where the work that was merged without a pull request left the branch. */
function furtherJobs({ name, walk }: BranchReading, asked: Set<string>): readonly Job[] {
  if (walk === null || walk.after === undefined || walk.after === null) return [];
  const key = Array.from({ length: MOST_PAGES }, (_, page) => `merges ${name} ${page}`).find((one) => !asked.has(one));
  if (key === undefined) return [];
  asked.add(key);
  return walkJobs(
    walk,
    100,
    () => true,
    () => [],
  );
}
