import { type Instant, instant } from '../../src/kernel/time.ts';
import type { Random } from '../random.ts';
import { makeCommit } from './ids.ts';
import type { Story } from './make-pulls.ts';
import type { AccountId, Commit, Push } from './world.ts';
import type { PullPush, PullRequest, Review } from './world-pulls.ts';

/** What happens on the way to a clean landing, and must not be mistaken for a defect. */

const midway = (a: Instant, b: Instant): Instant => instant(Math.floor((a + b) / 2000) * 1000);

/** Now and then the first commit was another one, until its author amended it and force-pushed: long before anybody approved. */
export function withAmendment(story: Story, pull: PullRequest, branchedAt: Instant, random: Random): PullRequest {
  const first = pull.pushes[0] as PullPush;
  const commit = story.commits.find(({ sha }) => sha === first.commits[0]) as Commit;
  if (!random.chance(0.06) || first.commits.length > 1 || first.at - branchedAt < 60_000) return pull;
  const at = midway(branchedAt, first.at);
  const who = { ...commit.author, at: instant(at - 1000) };
  const before = makeCommit({
    repository: story.name,
    parents: commit.parents,
    author: who,
    committer: who,
    message: `${commit.message}, first try`,
    pushedAt: at,
  });
  story.commits.push(before);
  const pushes = [{ at, by: first.by, commits: [before.sha], forced: false }, { ...first, forced: true }, ...pull.pushes.slice(1)];
  const moved = <T extends { readonly from: Instant }>(over: readonly T[]): T[] => over.map((one) => ({ ...one, from: at }));
  return { ...pull, openedAt: at, pushes, title: moved(pull.title), base: moved(pull.base) };
}

/** Approvals that a later push ended, changes that were asked for, labels that came off again, titles that were put better, remarks. */
export function withDetours(story: Story, pull: PullRequest, landedAt: Instant, random: Random): PullRequest {
  const early = random.chance(0.1) ? earlyVerdict(story, pull, random.chance(0.5) ? 'APPROVED' : 'CHANGES_REQUESTED') : [];
  const reviews = [...early, ...pull.reviews].sort((a, b) => a.submittedAt - b.submittedAt);
  const title = random.chance(0.05) ? renamed(pull, landedAt) : pull.title;
  const comments = random.chance(0.15)
    ? [{ id: story.ids.next(), at: midway(pull.openedAt, landedAt), by: pull.author, body: 'Ready for another look.' }]
    : [];
  const off = { at: midway(pull.openedAt, landedAt), by: pull.author };
  const labels = random.chance(0.05) ? [{ name: 'work in progress', at: pull.openedAt, by: pull.author, removed: off }] : [];
  return { ...pull, reviews, title, comments, labels: [...labels, ...pull.labels] };
}

/** A verdict on the first push, before the second. An approval ends with that push, as the branch's rule has it. */
function earlyVerdict(story: Story, pull: PullRequest, state: 'APPROVED' | 'CHANGES_REQUESTED'): Review[] {
  const [first, second] = pull.pushes as [PullPush, PullPush | undefined];
  const approval = pull.reviews.find((one) => one.state === 'APPROVED');
  if (second === undefined || approval === undefined || second.at - first.at < 10_000) return [];
  const dismissed = state === 'APPROVED' ? { at: second.at, by: second.by, message: 'A later push ended this approval' } : null;
  const commit = first.commits.at(-1) as string;
  return [{ id: story.ids.next(), author: approval.author, state, submittedAt: midway(first.at, second.at), commit, body: '', dismissed }];
}

function renamed(pull: PullRequest, landedAt: Instant): PullRequest['title'] {
  const [title] = pull.title as [PullRequest['title'][number]];
  return [
    { ...title, value: `Draft: ${title.value}` },
    { from: midway(pull.openedAt, landedAt), value: title.value, by: pull.author },
  ];
}

/** Numbers of pull requests that never landed: far from those of the company's changes. */
const FIRST_UNMERGED = 8001;

/** Pull requests of Dependabot that somebody closed, or that are open to this day. */
export function unmergedPulls(story: Story, members: (at: Instant) => readonly AccountId[], random: Random): PullRequest[] {
  const landings = story.main.slice(1);
  const chosen = random.shuffled(landings).slice(0, random.integer(1, 4));
  return chosen.map((push, index) => unmerged(story, push, FIRST_UNMERGED + index, members, random));
}

function unmerged(story: Story, onto: Push, number: number, members: (at: Instant) => readonly AccountId[], random: Random): PullRequest {
  const at = instant(onto.at + random.integer(1, 20) * 3_600_000);
  const by = story.cast.dependabot;
  const name = random.pick(['undici', 'semver', 'postcss', 'jose']);
  const bot = { name: 'dependabot[bot]', email: story.cast.accounts.find(({ id }) => id === by)?.emails[0] as string, at: instant(at - 2000) };
  const parents = [onto.head as string];
  const commit = makeCommit({
    repository: story.name,
    parents,
    author: bot,
    committer: bot,
    message: `Bump ${name}`,
    pushedAt: at,
    signature: 'github',
  });
  story.commits.push(commit);
  const closedAt = instant(at + random.integer(1, 30) * 86_400_000);
  const closed = random.chance(0.7) ? { at: closedAt, by: random.pick(members(closedAt)) } : null;
  return {
    ...{
      id: story.ids.next(),
      number,
      title: [{ from: at, value: `Bump ${name}` }],
      body: '',
      author: by,
      openedAt: at,
      base: [{ from: at, value: 'main' }],
    },
    ...{
      headBranch: `dependabot/npm/${name}-${number}`,
      pushes: [{ at, by, commits: [commit.sha], forced: false }],
      reviews: [],
      comments: [],
      closes: [],
    },
    ...{ labels: [{ name: 'dependencies', at, by, removed: null }], merged: null, closed, branchDeletedAt: closed?.at ?? null },
  };
}
