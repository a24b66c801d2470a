import { instant } from '../../src/kernel/time.ts';
import type { Change, ChangeCommit } from '../company/world.ts';
import { APPS } from './ids.ts';
import type { Runs } from './make-runs.ts';
import type { AccountId, Sha } from './world.ts';
import type { PullRequest, Review } from './world-pulls.ts';

/** More than one page of everything. */
export const MANY = { commits: 260, reviews: 120, checkRuns: 300 } as const;

/** Room for so many commits, one every two seconds, between the branching and the first commit. */
export function hasRoom(change: Change): boolean {
  return change.pullRequest !== null && (change.commits[0] as ChangeCommit).at - change.branchedAt > MANY.commits * 2000 + 60_000;
}

/** The change with as many commits in front of its own as make it 260. */
export function withManyCommits(change: Change): Change {
  const first = change.commits[0] as ChangeCommit;
  const more = Array.from({ length: MANY.commits - change.commits.length }, (_, index): ChangeCommit => {
    return { ...first, key: `m${index + 1}`, at: instant(change.branchedAt + (index + 1) * 2000), message: `Move module ${index + 1} of many` };
  });
  return { ...change, commits: [...more, ...change.commits] };
}

/** Comments of two colleagues up to the approval, so that there are 120 reviews. */
export function withManyReviews(pull: PullRequest, ids: Runs['ids'], by: readonly AccountId[]): PullRequest {
  const approval = pull.reviews.find(({ state, dismissed }) => state === 'APPROVED' && dismissed === null) as Review;
  const last = pull.pushes.at(-1) as PullRequest['pushes'][number];
  const room = Math.floor((approval.submittedAt - last.at) / 1000);
  const more = Array.from({ length: MANY.reviews - pull.reviews.length }, (_, index): Review => {
    const submittedAt = instant(last.at + Math.floor((room * index) / MANY.reviews) * 1000);
    const author = by[index % by.length] as AccountId;
    return {
      id: ids.next(),
      author,
      state: 'COMMENTED',
      submittedAt,
      commit: last.commits.at(-1) as Sha,
      body: `Remark ${index + 1}`,
      dismissed: null,
    };
  });
  return { ...pull, reviews: [...more, ...pull.reviews].sort((a, b) => a.submittedAt - b.submittedAt) };
}

/** Shards of a test, on the last commit and done with its other runs, so that there are 300 runs. */
export function addManyRuns(runs: Runs, pull: PullRequest): void {
  const sha = (pull.pushes.at(-1) as PullRequest['pushes'][number]).commits.at(-1) as Sha;
  const there = runs.checkRuns.filter((run) => run.sha === sha);
  const [like] = there;
  if (like === undefined) return;
  for (let shard = 1; shard <= MANY.checkRuns - there.length; shard++) {
    runs.checkRuns.push({ ...like, id: runs.ids.next(), name: `shard ${shard}`, app: APPS.actions.id, conclusion: 'success' });
  }
}
