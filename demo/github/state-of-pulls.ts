import type { Instant } from '../../src/kernel/time.ts';
import { branchesAt, hasHappened, once, valueAt } from './state-at.ts';
import type { Commit, Repository, Sha } from './world.ts';
import type { AlertEvent, SecretEvent } from './world-alerts.ts';
import type { PullPush, PullRequest, Review } from './world-pulls.ts';
import type { CheckRun, CommitStatus, Deployment } from './world-runs.ts';

/** Pull requests, commits, runs and alerts as they stood at an instant. */

const commitsBySha = once((commits: readonly Commit[]) => new Map(commits.map((commit) => [commit.sha, commit])));
const pullsByNumber = once((pulls: readonly PullRequest[]) => new Map(pulls.map((pull) => [pull.number, pull])));
const runsBySha = once((runs: readonly CheckRun[]) => Map.groupBy(runs, ({ sha }) => sha));
const statusesBySha = once((statuses: readonly CommitStatus[]) => Map.groupBy(statuses, ({ sha }) => sha));
const pullsBySha = once((repository: Repository) => indexPulls(repository));

/** null for a sha that the host never held, or not yet. */
export function commitAt(repository: Repository, sha: Sha, at: Instant): Commit | null {
  const commit = commitsBySha(repository.commits).get(sha);
  return commit === undefined || commit.pushedAt > at ? null : commit;
}

export interface PullState {
  readonly pull: PullRequest;
  readonly title: string;
  readonly base: string;
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED';
  /** The last push so far. */
  readonly push: PullPush;
  readonly head: Sha;
}

/** null before it was opened. */
export function pullAt(pull: PullRequest, at: Instant): PullState | null {
  const push = pull.pushes.findLast((one) => one.at <= at) ?? pull.pushes[0];
  if (pull.openedAt > at || push === undefined) return null;
  const isMerged = pull.merged !== null && pull.merged.at <= at;
  const isClosed = pull.closed !== null && pull.closed.at <= at;
  return {
    ...{ pull, push, head: push.commits.at(-1) as Sha, state: isMerged ? 'MERGED' : isClosed ? 'CLOSED' : 'OPEN' },
    ...{ title: valueAt(pull.title, at) ?? '', base: valueAt(pull.base, at) ?? 'main' },
  };
}

export function pullNumbered(repository: Repository, number: number, at: Instant): PullState | null {
  const pull = pullsByNumber(repository.pulls).get(number);
  return pull === undefined ? null : pullAt(pull, at);
}

/** When something about it last happened, up to the instant. */
export function pullUpdatedAt(pull: PullRequest, at: Instant): Instant {
  const all = momentsOf(pull);
  let latest = pull.openedAt;
  for (const one of all) if (one <= at && one > latest) latest = one;
  return latest;
}

const momentsOf = once((pull: PullRequest): Instant[] => [
  ...pull.pushes.map((one) => one.at),
  ...pull.reviews.flatMap(({ submittedAt, dismissed }) => (dismissed === null ? [submittedAt] : [submittedAt, dismissed.at])),
  ...pull.labels.flatMap(({ at, removed }) => (removed === null ? [at] : [at, removed.at])),
  ...pull.comments.map((one) => one.at),
  ...pull.title.map(({ from }) => from),
  ...pull.base.map(({ from }) => from),
  ...[pull.merged?.at, pull.closed?.at, pull.merged?.queue?.addedAt, pull.branchDeletedAt].flatMap((one) => one ?? []),
]);

/** Pull requests that hold a commit, or brought it to the base branch. */
export function pullsOfCommit(repository: Repository, sha: Sha, at: Instant): PullState[] {
  return (pullsBySha(repository).get(sha) ?? []).flatMap((pull) => {
    const state = pullAt(pull, at);
    const holds = state !== null && (state.push.commits.includes(sha) || (state.state === 'MERGED' && pull.merged?.landed.includes(sha)));
    return state !== null && holds ? [state] : [];
  });
}

function indexPulls(repository: Repository): Map<Sha, PullRequest[]> {
  const index = new Map<Sha, PullRequest[]>();
  for (const pull of repository.pulls) {
    const shas = new Set([...pull.pushes.flatMap(({ commits }) => commits), ...(pull.merged?.landed ?? [])]);
    for (const sha of shas) index.set(sha, [...(index.get(sha) ?? []), pull]);
  }
  return index;
}

/** Submitted so far, oldest first; a dismissal that has not happened yet is left out. */
export function reviewsAt(pull: PullRequest, at: Instant): (Review & { readonly now: Review['state'] | 'DISMISSED' })[] {
  return pull.reviews
    .filter(({ submittedAt }) => submittedAt <= at)
    .sort((a, b) => a.submittedAt - b.submittedAt || a.id - b.id)
    .map((review) => {
      const isDismissed = review.dismissed !== null && review.dismissed.at <= at;
      return { ...review, dismissed: isDismissed ? review.dismissed : null, now: isDismissed ? 'DISMISSED' : review.state };
    });
}

/** Names of the labels that hang on it. */
export function labelsAt(pull: PullRequest, at: Instant): string[] {
  const on = pull.labels.filter((label) => label.at <= at && (label.removed === null || label.removed.at > at));
  return [...new Set(on.map(({ name }) => name))];
}

/** What began so far, oldest first; what ended later still runs. `all`: replaced runs, too. */
export function checkRunsAt(repository: Repository, sha: Sha, at: Instant, which: 'latest' | 'all' = 'latest'): CheckRun[] {
  const begun = (runsBySha(repository.checkRuns).get(sha) ?? [])
    .filter(({ startedAt }) => startedAt <= at)
    .map((run) => (run.completedAt !== null && run.completedAt <= at ? run : { ...run, completedAt: null, conclusion: null }))
    .sort((a, b) => a.startedAt - b.startedAt || a.id - b.id);
  if (which === 'all') return begun;
  const last = new Map(begun.map((run) => [`${run.app} ${run.name}`, run.id]));
  return begun.filter((run) => last.get(`${run.app} ${run.name}`) === run.id);
}

/** So far, oldest first. `latest`: the newest of each context. */
export function statusesAt(repository: Repository, sha: Sha, at: Instant, which: 'latest' | 'all' = 'latest'): CommitStatus[] {
  const said = (statusesBySha(repository.statuses).get(sha) ?? []).filter((one) => one.at <= at).sort((a, b) => a.at - b.at || a.id - b.id);
  if (which === 'all') return said;
  const last = new Map(said.map((one) => [one.context, one.id]));
  return said.filter((one) => last.get(one.context) === one.id);
}

/** Deployments so far with their statuses so far, newest first. */
export function deploymentsAt(repository: Repository, at: Instant): Deployment[] {
  return repository.deployments
    .filter(({ createdAt }) => createdAt <= at)
    .map((one) => ({ ...one, statuses: one.statuses.filter((status) => status.at <= at) }))
    .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
}

/** The last thing that became of an alert so far; null while it was open all along. A reopening stays the last one. */
export function lastEvent<E extends AlertEvent | SecretEvent>(alert: { readonly events: readonly E[] }, at: Instant): E | null {
  return alert.events.findLast((event) => event.at <= at) ?? null;
}

/** Every commit that can be reached from a head, newest first by committer's date as GitHub's history lists them; a child always before its parents. */
export function historyFrom(repository: Repository, head: Sha): readonly Commit[] {
  const known = histories(repository);
  const listed = known.get(head);
  if (listed !== undefined) return listed;
  const fresh = walk(repository, head);
  known.set(head, fresh);
  if (known.size > 8) known.delete(known.keys().next().value as Sha);
  return fresh;
}

const histories = once((_: Repository) => new Map<Sha, readonly Commit[]>());

function walk(repository: Repository, head: Sha): Commit[] {
  const bySha = commitsBySha(repository.commits);
  const seen = new Set<Sha>([head]);
  const waiting = [head];
  const reached: Commit[] = [];
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    const commit = bySha.get(sha);
    if (commit === undefined) continue;
    reached.push(commit);
    for (const parent of commit.parents) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      waiting.push(parent);
    }
  }
  return childrenFirst(reached);
}

/** By date, newest first, but never a parent before its child. */
function childrenFirst(commits: readonly Commit[]): Commit[] {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const height = new Map<Sha, number>();
  const oldestFirst = commits.toSorted((a, b) => a.committer.at - b.committer.at || (a.sha < b.sha ? -1 : 1));
  const stack: Commit[] = oldestFirst.toReversed();
  for (let commit = stack.at(-1); commit !== undefined; commit = stack.at(-1)) {
    const missing = commit.parents.flatMap((sha) => (height.has(sha) ? [] : (bySha.get(sha) ?? [])));
    if (missing.length > 0) {
      stack.push(...missing);
      continue;
    }
    stack.pop();
    if (!height.has(commit.sha)) height.set(commit.sha, height.size);
  }
  return commits.toSorted((a, b) => (height.get(b.sha) as number) - (height.get(a.sha) as number));
}

/** Branches with their heads: those of the repository, and the source branches of its pull requests. */
export function allBranchesAt(repository: Repository, at: Instant): { readonly name: string; readonly head: Sha }[] {
  const own = branchesAt(repository, at).map(({ branch, head }) => ({ name: branch.name, head }));
  const named = new Set(own.map(({ name }) => name));
  const sources = repository.pulls.flatMap((pull) => {
    const state = hasHappened(pull.branchDeletedAt, at) ? null : pullAt(pull, at);
    return state === null || named.has(pull.headBranch) ? [] : [{ name: pull.headBranch, head: state.head }];
  });
  return [...own, ...new Map(sources.map((one) => [one.name, one])).values()];
}
