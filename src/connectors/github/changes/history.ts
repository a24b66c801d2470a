import type { VendorError } from '../../../kernel/refusal.ts';
import { type Instant, later, plus } from '../../../kernel/time.ts';
import type { GitHubApi } from '../api.ts';
import { type DatedBranch, dateBranch, type Told, tellRepository } from './assemble.ts';
import { runJobs } from './batch.ts';
import { instantOf } from './instants.ts';
import { landedIn, openQuestions } from './landed.ts';
import { type BranchMemory, type ChangesMemory, type RepositoryMemory, recallChanges, rememberChanges } from './memory.ts';
import { lostCommits, newReading, OVERLAP, type RepositoryReading, repositoryJobs } from './reading.ts';

/** One repository at this look. */
export interface RepositoryHistory {
  readonly reading: RepositoryReading;
  /** null where its commits could not be read. */
  readonly branches: readonly BranchHistory[] | null;
  /** null where its changes could not be told. */
  readonly told: Told | null;
  readonly failure: VendorError | null;
}

/** One production branch at this look. */
export interface BranchHistory {
  readonly name: string;
  readonly memory: BranchMemory;
  /** Commits reachable from its head, since the boundary, as GitHub counts them. */
  readonly reachable: number;
}

export interface ChangesHistory {
  readonly since: Instant;
  readonly before: ChangesMemory;
  readonly repositories: readonly RepositoryHistory[];
}

const read = new WeakMap<GitHubApi, Promise<ChangesHistory>>();

/** Reads the production branches and the pull requests of every repository, once per look, and remembers for the next what was seen. */
export function changesHistory(api: GitHubApi): Promise<ChangesHistory> {
  const known = read.get(api) ?? readHistory(api);
  read.set(api, known);
  return known;
}

async function readHistory(api: GitHubApi): Promise<ChangesHistory> {
  const before = recallChanges(api);
  const readings = (await api.repositories()).map((ref) => newReading(ref, before));
  const onPage = () => sayProgress(api, readings);
  await runJobs(
    api,
    readings.flatMap((one) => repositoryJobs(one, onPage)),
  );
  const asked = readings.map(() => ({ asked: new Set<string>() }));
  for (;;) {
    const jobs = readings.flatMap((one, place) => openQuestions(one, landedIn(one, api.at), asked[place] as { asked: Set<string> }));
    if (jobs.length === 0) break;
    await runJobs(api, jobs);
  }
  const repositories = readings.map((one) => historyOf(one, api));
  rememberChanges(api, { since: before.since, repositories: { ...before.repositories, ...remembered(repositories, api.at) } });
  return { since: before.since, before, repositories };
}

function sayProgress({ look }: GitHubApi, readings: readonly RepositoryReading[]): void {
  const first = readings.filter((one) => one.whole);
  const done = readings.reduce((sum, one) => sum + one.pulls.pulls.length, 0);
  const known = first.every((one) => one.pulls.total !== null || one.pulls.failure !== null);
  const total = first.reduce((sum, one) => sum + (one.pulls.total ?? 0), 0);
  look.progress('pull requests', done, ...(known && first.length > 0 ? [Math.max(total, done)] : []));
}

function historyOf(reading: RepositoryReading, api: GitHubApi): RepositoryHistory {
  if (reading.failure !== null) return { reading, branches: null, told: null, failure: reading.failure };
  const landed = landedIn(reading, api.at);
  const dated = landed.branches.map((one) => dateBranch(reading, one, landed, api.at));
  const branches = dated.map((one) => branchHistory(reading, one));
  if (reading.pulls.failure !== null) return { reading, branches, told: null, failure: reading.pulls.failure };
  const told = tellRepository(reading, landed, dated, { owner: api.organization.login, at: api.at });
  return { reading, branches, told, failure: null };
}

function branchHistory(reading: RepositoryReading, one: DatedBranch): BranchHistory {
  const { branch, head, dates, doubts, changes } = one;
  const { before, counts, reach } = branch;
  const isNext = !reading.whole && before !== null && reach?.boundary === before.head;
  const boundary = isNext ? before.boundary : (reach?.boundary ?? null);
  const boundaryCommits = isNext ? before.boundaryCommits : boundary === null ? 0 : (counts.get(boundary) ?? 0);
  const headCommits = counts.get(head) ?? 0;
  const lost = lostCommits(reading, branch);
  const memory = {
    head,
    headCommits,
    headFrom: dates.get(head)?.from ?? before?.headFrom ?? reading.since,
    lostHeads: [...(before?.lostHeads ?? []), ...(branch.lost && before ? [before.head] : [])],
    lostCommits: [...new Set([...(before?.lostCommits ?? []), ...lost])],
    changes,
    boundary,
    boundaryCommits,
    doubts,
  };
  return { name: branch.name, memory, reachable: headCommits - boundaryCommits };
}

/** What was told whole is remembered; what was not is read again from where it was last. */
function remembered(repositories: readonly RepositoryHistory[], at: Instant): Record<string, RepositoryMemory> {
  return Object.fromEntries(
    repositories.flatMap((one) =>
      one.told === null || one.branches === null ? [] : [[one.reading.ref.id, memoryOf(one, one.branches, at)] as const],
    ),
  );
}

function memoryOf({ reading, told }: RepositoryHistory, branches: readonly BranchHistory[], at: Instant): RepositoryMemory {
  const { ref, before, pulls, since } = reading;
  const instants = pulls.pulls.flatMap((one) => instantOf(one.node.updatedAt) ?? []);
  const updated = instants.reduce<Instant | null>((last, one) => (last === null ? one : later(last, one)), before?.updated ?? null);
  const landed = new Set(told?.changes.map((one) => one.landed));
  const recent = Object.entries(before?.recent ?? {}).concat(
    pulls.pulls.filter((one) => landed.has(one.node.mergeCommit?.oid ?? '')).map((one) => [one.node.id, one.node.updatedAt] as [string, string]),
  );
  const isRecent = ([, when]: [string, string]) => updated !== null && (instantOf(when) ?? updated) >= plus(updated, -OVERLAP);
  return {
    name: ref.name,
    at,
    since,
    updated,
    recent: Object.fromEntries(recent.filter(isRecent)),
    landed: ref.productionBranches.length > 1 ? [...new Set([...(before?.landed ?? []), ...(told?.changes ?? []).map((one) => one.landed)])] : [],
    branches: { ...before?.branches, ...Object.fromEntries(branches.map((one) => [one.name, one.memory])) },
  };
}
