import { nodeId } from '../node-id.ts';
import { accountAt, permissionOf, type RepositoryState } from '../state-at.ts';
import { labelsAt, type PullState, pullUpdatedAt, type reviewsAt } from '../state-of-pulls.ts';
import type { AccountId, Sha } from '../world.ts';
import { type Ask, iso, isoOrNull } from './reply.ts';
import { ownerOf, user, userOrNull } from './shape-account.ts';
import { addressOf, pageOnWeb, repository } from './shape-repository.ts';

/** How an account stands to the organization, as GitHub tells it beside what it wrote. */
export function association(ask: Ask, state: RepositoryState, id: AccountId): string {
  const account = accountAt(ask.world, id, ask.now);
  if (account === null) return 'NONE';
  if (account.role !== null) return 'MEMBER';
  return permissionOf(ask.world, id, state.repository, ask.now) === 'none' ? 'CONTRIBUTOR' : 'COLLABORATOR';
}

export function label(ask: Ask, state: RepositoryState, name: string): object {
  const id = [...`${state.repository.id}/${name}`].reduce((hash, sign) => (hash * 31 + (sign.codePointAt(0) as number)) % 1_000_000_007, 7);
  const url = `${addressOf(ask, state)}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId('Label', id), url, name, description: '', color: 'ededed', default: false };
}

/** A `pull-request-simple`, as lists have it. */
export function pull(ask: Ask, state: RepositoryState, one: PullState): object {
  const { pull: of } = one;
  const url = `${addressOf(ask, state)}/pulls/${of.number}`;
  const page = `${pageOnWeb(state)}/pull/${of.number}`;
  const issue = `${addressOf(ask, state)}/issues/${of.number}`;
  const statuses = `${addressOf(ask, state)}/statuses/${one.head}`;
  const links = {
    ...{ self: { href: url }, html: { href: page }, issue: { href: issue }, comments: { href: `${issue}/comments` } },
    ...{ review_comments: { href: `${url}/comments` }, review_comment: { href: `${addressOf(ask, state)}/pulls/comments{/number}` } },
    ...{ commits: { href: `${url}/commits` }, statuses: { href: statuses } },
  };
  const isMerged = one.state === 'MERGED';
  const closedAt = isMerged ? (of.merged?.at ?? null) : one.state === 'CLOSED' ? (of.closed?.at ?? null) : null;
  return {
    ...{
      url,
      id: of.id,
      node_id: nodeId('PullRequest', of.id),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      issue_url: issue,
    },
    ...{ commits_url: `${url}/commits`, review_comments_url: `${url}/comments`, comments_url: `${issue}/comments`, statuses_url: statuses },
    ...{ review_comment_url: `${addressOf(ask, state)}/pulls/comments{/number}`, number: of.number, state: one.state === 'OPEN' ? 'open' : 'closed' },
    ...{ locked: false, title: one.title, user: user(ask, of.author), body: of.body, milestone: null, active_lock_reason: null },
    labels: labelsAt(of, ask.now).map((name) => label(ask, state, name)),
    ...{ created_at: iso(of.openedAt), updated_at: iso(pullUpdatedAt(of, ask.now)), closed_at: isoOrNull(closedAt) },
    ...{ merged_at: isMerged ? isoOrNull(of.merged?.at ?? null) : null, merge_commit_sha: isMerged ? (of.merged?.landed.at(-1) ?? null) : null },
    ...{ assignee: null, assignees: [], requested_reviewers: [], requested_teams: [], _links: links, auto_merge: null, draft: false },
    ...{ head: end(ask, state, of.headBranch, one.head), base: end(ask, state, one.base, baseSha(state, one)) },
    author_association: association(ask, state, of.author),
  };
}

/** Before it is merged: what its first commit came from. */
function baseSha({ repository: of }: RepositoryState, { pull: { merged }, push, state }: PullState): Sha {
  if (state === 'MERGED' && merged !== null) return merged.onto;
  const first = of.commits.find(({ sha }) => sha === push.commits[0]);
  return first?.parents[0] ?? push.commits[0] ?? '';
}

function end(ask: Ask, state: RepositoryState, ref: string, sha: Sha): object {
  return { label: `${state.owner}:${ref}`, ref, sha, user: ownerOf(ask), repo: repository(ask, state) };
}

/** A `pull-request`, on its own. */
export function wholePull(ask: Ask, state: RepositoryState, one: PullState): object {
  const { pull: of, push } = one;
  const isMerged = one.state === 'MERGED';
  const files = push.commits.reduce((sum, sha) => sum + (state.repository.commits.find((commit) => commit.sha === sha)?.changedFiles ?? 0), 0);
  return {
    ...pull(ask, state, one),
    ...{ merged: isMerged, mergeable: isMerged ? null : true, rebaseable: isMerged ? null : true, mergeable_state: isMerged ? 'unknown' : 'clean' },
    ...{ merged_by: isMerged ? userOrNull(ask, of.merged?.by ?? null) : null, maintainer_can_modify: false },
    ...{ comments: of.comments.filter(({ at }) => at <= ask.now).length, review_comments: 0, commits: push.commits.length },
    ...{ additions: files, deletions: 0, changed_files: files },
  };
}

type StandingReview = ReturnType<typeof reviewsAt>[number];

export function review(ask: Ask, state: RepositoryState, number: number, one: StandingReview): object {
  const page = `${pageOnWeb(state)}/pull/${number}#pullrequestreview-${one.id}`;
  const of = `${addressOf(ask, state)}/pulls/${number}`;
  return {
    ...{ id: one.id, node_id: nodeId('PullRequestReview', one.id), user: userOrNull(ask, one.author), body: one.body, state: one.now },
    ...{ html_url: page, pull_request_url: of, author_association: association(ask, state, one.author) },
    ...{ _links: { html: { href: page }, pull_request: { href: of } }, submitted_at: iso(one.submittedAt), commit_id: one.commit },
  };
}
