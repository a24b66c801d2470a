import type { Instant } from '../../../src/kernel/time.ts';
import { nodeId } from '../node-id.ts';
import type { RepositoryState } from '../state-at.ts';
import { commitAt, type PullState, reviewsAt } from '../state-of-pulls.ts';
import type { AccountId } from '../world.ts';
import type { PullRequest } from '../world-pulls.ts';
import { list } from './pages.ts';
import { type Ask, iso, type Reply } from './reply.ts';
import { user } from './shape-account.ts';
import { gitCommit } from './shape-commit.ts';
import { label, review } from './shape-pull.ts';
import { addressOf } from './shape-repository.ts';

interface Entry {
  readonly at: Instant;
  readonly body: object;
}

type Make = (ask: Ask, state: RepositoryState, one: PullState) => Entry[];

/** What happened to a pull request, oldest first. A force push is told only as such; commits are those that stand now. */
export function timeline(ask: Ask, state: RepositoryState, one: PullState): Reply {
  const parts: readonly Make[] = [committed, forced, labels, reviewed, dismissed, renamed, ended];
  const entries = parts.flatMap((part) => part(ask, state, one)).filter(({ at }) => at <= ask.now);
  return list(
    ask,
    entries.sort((a, b) => a.at - b.at),
    ({ body }) => body,
  );
}

function event(ask: Ask, state: RepositoryState, pull: PullRequest, kind: string, at: Instant, by: AccountId, further: object = {}): Entry {
  const id = pull.id * 1000 + ((at / 1000) % 1000);
  return {
    at,
    body: {
      ...{
        id,
        node_id: nodeId('TimelineEvent', `${pull.id}/${kind}/${at}`),
        url: `${addressOf(ask, state)}/issues/events/${id}`,
        actor: user(ask, by),
      },
      ...{ event: kind, commit_id: null, commit_url: null, created_at: iso(at), performed_via_github_app: null, ...further },
    },
  };
}

const committed: Make = (ask, state, { push }) =>
  push.commits.flatMap((sha) => {
    const commit = commitAt(state.repository, sha, ask.now);
    return commit === null ? [] : [{ at: commit.pushedAt, body: { ...gitCommit(ask, state, commit), event: 'committed' } }];
  });

const forced: Make = (ask, state, { pull }) =>
  pull.pushes.filter((push) => push.forced).map((push) => event(ask, state, pull, 'head_ref_force_pushed', push.at, push.by));

const labels: Make = (ask, state, { pull }) =>
  pull.labels.flatMap(({ name, at, by, removed }) => {
    const { color } = label(ask, state, name) as { color: string };
    const on = event(ask, state, pull, 'labeled', at, by, { label: { name, color } });
    return removed === null ? [on] : [on, event(ask, state, pull, 'unlabeled', removed.at, removed.by, { label: { name, color } })];
  });

const reviewed: Make = (ask, state, { pull }) =>
  reviewsAt(pull, ask.now).map((one) => {
    const body = { ...review(ask, state, pull.number, one), state: one.now.toLowerCase(), event: 'reviewed', user: user(ask, one.author) };
    return { at: one.submittedAt, body };
  });

const dismissed: Make = (ask, state, { pull }) =>
  pull.reviews.flatMap(({ id, state: was, dismissed: end }) => {
    if (end === null) return [];
    const dismissed_review = { state: was.toLowerCase(), review_id: id, dismissal_message: end.message };
    return [event(ask, state, pull, 'review_dismissed', end.at, end.by, { dismissed_review })];
  });

const renamed: Make = (ask, state, { pull }) =>
  pull.title
    .slice(1)
    .map(({ from, value, by }, index) =>
      event(ask, state, pull, 'renamed', from, by ?? pull.author, { rename: { from: pull.title[index]?.value ?? '', to: value } }),
    );

const ended: Make = (ask, state, { pull }) => {
  const { merged, closed } = pull;
  if (merged !== null) {
    const sha = merged.landed.at(-1) ?? null;
    const commit = { commit_id: sha, commit_url: `${addressOf(ask, state)}/commits/${sha}` };
    return [
      event(ask, state, pull, 'merged', merged.at, merged.by, commit),
      event(ask, state, pull, 'closed', merged.at, merged.by, { state_reason: null }),
    ];
  }
  return closed === null ? [] : [event(ask, state, pull, 'closed', closed.at, closed.by, { state_reason: null })];
};
