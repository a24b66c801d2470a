import { type Instant, instant, later } from '../../src/kernel/time.ts';
import type { Approval, Change, ChangeCommit, Identity } from '../company/world.ts';
import type { Random } from '../random.ts';
import { GITHUB, type Ids, makeCommit } from './ids.ts';
import type { Cast } from './make-accounts.ts';
import type { AccountId, Commit, GitActor, Push, Sha } from './world.ts';
import type { Merge, PullPush, PullRequest, Review } from './world-pulls.ts';

export type Method = Merge['method'];

/** One repository while its year is told, landing by landing. */
export interface Story {
  readonly name: string;
  readonly method: Method;
  readonly queue: boolean;
  readonly ids: Ids;
  readonly cast: Cast;
  readonly commits: Commit[];
  readonly main: Push[];
  readonly pulls: PullRequest[];
}

/** A pull request, and when it was ready: approved, with all of its commits. */
export interface Told {
  readonly pull: PullRequest;
  readonly readyAt: Instant;
}

/** Between a commit on somebody's machine and its push. */
const PUSH_DELAY = 2000;

/** Tells one change as a pull request: its commits, an approval of the last of them by another person, and its landing. */
export function tellPull(story: Story, change: Change, approval: Approval, random: Random): Told {
  const author = accountOf(story.cast, change.author);
  const work = tellCommits(story, change);
  const pushes = work.map(({ pushedAt }, index): PullPush => {
    const commits = work.slice(0, index + 1).map(({ sha }) => sha);
    return { at: pushedAt, by: author, commits, forced: false };
  });
  const readyAt = approvalTime(approval, work.at(-1) as Commit, change.landedAt);
  const review = approve(story, accountOf(story.cast, approval.by), readyAt, work.at(-1) as Commit);
  const pull: PullRequest = {
    ...{ id: story.ids.next(), number: change.pullRequest as number, author, openedAt: (work[0] as Commit).pushedAt },
    title: [{ from: (work[0] as Commit).pushedAt, value: change.title }],
    base: [{ from: (work[0] as Commit).pushedAt, value: 'main' }],
    ...{ body: '', headBranch: change.branch, pushes, reviews: [review], labels: [], comments: [], closes: [], closed: null },
    merged: land(story, change, work, author, readyAt),
    branchDeletedAt: instant(change.landedAt + random.integer(1, 90) * 1000),
  };
  story.pulls.push(pull);
  return { pull, readyAt };
}

export function accountOf(cast: Cast, person: string | null): AccountId {
  const account = person === null ? undefined : cast.ofPerson.get(person);
  if (account === undefined) throw new RangeError(`${person} has no account on GitHub`);
  return account;
}

export const actor = ({ name, email }: Identity, at: Instant): GitActor => ({ name, email, at });

function tellCommits(story: Story, change: Change): Commit[] {
  let tip = baseAt(story, change.branchedAt);
  return change.commits.map((one) => {
    const commit = tellCommit(story, change, one, tip);
    tip = commit.sha;
    story.commits.push(commit);
    return commit;
  });
}

function tellCommit(story: Story, change: Change, one: ChangeCommit, tip: Sha): Commit {
  const signature = one.author.email.length % 2 === 0 ? 'valid' : 'none';
  return makeCommit({
    ...{ repository: story.name, message: one.message, coAuthors: one.coAuthors, signature, changedFiles: Math.max(1, one.touches.length) },
    parents: one.kind === 'base-merge' ? [tip, baseAt(story, one.at)] : [tip],
    ...{ author: actor(one.author, one.at), committer: actor(one.author, one.at), pushedAt: instant(one.at + PUSH_DELAY) },
    content: `${change.id}/${one.key}`,
  });
}

/** What the production branch held at an instant. */
function baseAt(story: Story, when: Instant): Sha {
  const push = story.main.findLast(({ at }) => at <= when) ?? story.main[0];
  return push?.head as Sha;
}

/** As the company tells it; where a commit came later, midway between it and the landing. */
function approvalTime(approval: Approval, last: Commit, landedAt: Instant): Instant {
  if (approval.at > last.pushedAt) return approval.at;
  return instant(last.pushedAt + Math.max(1, Math.floor((landedAt - last.pushedAt) / 2000)) * 1000);
}

function approve(story: Story, author: AccountId, at: Instant, commit: Commit): Review {
  return { id: story.ids.next(), author, state: 'APPROVED', submittedAt: at, commit: commit.sha, body: '', dismissed: null };
}

/** Lands it on the production branch in the repository's way. */
function land(story: Story, change: Change, work: readonly Commit[], by: AccountId, readyAt: Instant): Merge {
  const tip = story.main.at(-1) as Push;
  const at = change.landedAt;
  const addedAt = instant(readyAt + Math.floor((at - readyAt) / 3000) * 1000);
  const madeAt = story.queue ? later(addedAt, tip.at) : at;
  const landed = landedCommits(story, change, work, tip.head as Sha, madeAt);
  story.commits.push(...landed);
  const merger = story.queue ? story.cast.mergeQueue : by;
  story.main.push({ at, head: (landed.at(-1) as Commit).sha, by: merger, forced: false });
  const branch = `gh-readonly-queue/main/pr-${change.pullRequest}-${tip.head}`;
  return {
    ...{ at, by: merger, method: story.method, landed: landed.map(({ sha }) => sha), onto: tip.head as Sha },
    queue: story.queue ? { addedAt, by, branch } : null,
  };
}

function landedCommits(story: Story, change: Change, work: readonly Commit[], onto: Sha, at: Instant): Commit[] {
  const head = work.at(-1) as Commit;
  const common = { repository: story.name, pushedAt: at, changedFiles: Math.max(1, new Set(change.commits.flatMap(({ touches }) => touches)).size) };
  const merger = actor(change.mergedBy, at);
  if (story.method === 'rebase') return rebased(story, work, onto, merger);
  if (story.method === 'squash') {
    const coAuthors = distinctCoAuthors(change);
    const message = `${change.title} (#${change.pullRequest})\n\n${work.map((one) => `* ${one.message.split('\n')[0]}`).join('\n')}`;
    return [
      makeCommit({
        ...common,
        parents: [onto],
        author: merger,
        committer: actor(GITHUB, at),
        message,
        coAuthors,
        signature: 'github',
        content: change.id,
      }),
    ];
  }
  const message = `Merge pull request #${change.pullRequest} from harbourlight/${change.branch}\n\n${change.title}`;
  return [
    makeCommit({
      ...common,
      parents: [onto, head.sha],
      author: merger,
      committer: actor(GITHUB, at),
      message,
      signature: 'github',
      content: change.id,
    }),
  ];
}

/** Each commit of the branch anew on top of the base; merges of the base fall away. */
function rebased(story: Story, work: readonly Commit[], onto: Sha, committer: GitActor): Commit[] {
  let tip = onto;
  return work
    .filter(({ parents }) => parents.length === 1)
    .map((one) => {
      const commit = makeCommit({ ...one, repository: story.name, parents: [tip], committer, pushedAt: committer.at, signature: 'none' });
      tip = commit.sha;
      return commit;
    });
}

function distinctCoAuthors(change: Change): Identity[] {
  const all = change.commits.flatMap(({ author, coAuthors }) => [author, ...coAuthors]).filter(({ email }) => email !== change.mergedBy.email);
  return [...new Map(all.map((one) => [one.email, one])).values()];
}
