import { nodeId } from '../node-id.ts';
import { accountAt, permissionOf, repositoryAt } from '../state-at.ts';
import { commitAt, labelsAt, pullUpdatedAt, reviewsAt } from '../state-of-pulls.ts';
import type { AccountId, Commit, Issue, Repository } from '../world.ts';
import type { Comment } from '../world-pulls.ts';
import { rollup } from './commit.ts';
import { isAmong, listed, listing, ordered } from './connection.ts';
import { demand, NEEDS } from './may.ts';
import { issueIn, refOf } from './repository.ts';
import { as, asMaybe, type Context, type Fields, time, timeMaybe } from './served.ts';
import { actorOf, asActor, type OfPull, type OfReview } from './shapes.ts';
import { timelineItems } from './timeline.ts';

const inRepository = ({ home, pull }: OfPull): string => `${home.repository.id}/${pull.id}`;
const urlOf = ({ home, pull }: OfPull, { web }: Context): string => `${web}/${home.owner}/${home.name}/pull/${pull.number}`;

function commitOf({ home }: OfPull, sha: string | null | undefined, { at }: Context) {
  const commit = sha === null || sha === undefined ? null : commitAt(home.repository, sha, at);
  return commit === null ? null : as('Commit', { home, commit });
}

function association({ world, at }: Context, account: AccountId): string {
  const role = accountAt(world, account, at)?.role ?? null;
  return role === null ? 'CONTRIBUTOR' : 'MEMBER';
}

const facts: Fields<OfPull> = {
  id: (it) => nodeId('PullRequest', inRepository(it)),
  fullDatabaseId: ({ pull }) => String(pull.id),
  number: ({ pull }) => pull.number,
  title: ({ title }) => title,
  body: ({ pull }) => pull.body,
  bodyText: ({ pull }) => pull.body,
  url: urlOf,
  permalink: urlOf,
  resourcePath: ({ home, pull }) => `/${home.owner}/${home.name}/pull/${pull.number}`,
  repository: ({ home }) => as('Repository', home),
  baseRepository: ({ home }) => as('Repository', home),
  headRepository: ({ home }) => as('Repository', home),
  headRepositoryOwner: (_, { world }) => as('Organization', world.organization),
  isCrossRepository: () => false,
  isDraft: () => false,
  locked: () => false,
  state: ({ state }) => state,
  author: ({ pull }, context) => actorOf(context, pull.author),
  authorAssociation: ({ pull }, context) => association(context, pull.author),
  editor: () => null,
  createdAt: ({ pull }) => time(pull.openedAt),
  publishedAt: ({ pull }) => time(pull.openedAt),
  updatedAt: ({ pull }, { at }) => time(pullUpdatedAt(pull, at)),
  lastEditedAt: () => null,
  changedFiles: ({ home, push }, { at }) => push.commits.reduce((sum, sha) => sum + (commitAt(home.repository, sha, at)?.changedFiles ?? 0), 0),
};

const landing: Fields<OfPull> = {
  merged: ({ state }) => state === 'MERGED',
  mergedAt: ({ state, pull }) => (state === 'MERGED' ? timeMaybe(pull.merged?.at) : null),
  mergedBy: ({ state, pull }, context) => (state === 'MERGED' ? actorOf(context, pull.merged?.by) : null),
  mergeCommit: (it, context) => (it.state === 'MERGED' ? commitOf(it, it.pull.merged?.landed.at(-1), context) : null),
  closed: ({ state }) => state !== 'OPEN',
  closedAt: ({ state, pull }) => (state === 'OPEN' ? null : timeMaybe(state === 'MERGED' ? pull.merged?.at : pull.closed?.at)),
  isInMergeQueue: ({ state, pull }, { at }) => state === 'OPEN' && pull.merged?.queue != null && pull.merged.queue.addedAt <= at,
  autoMergeRequest: () => null,
  baseRefName: ({ base }) => base,
  baseRefOid: ({ home, base, state, pull }, { at }) => (state === 'MERGED' ? pull.merged?.onto : refOf(home, base, at)?.head),
  baseRef: ({ home, base }, { at }) => asMaybe('Ref', refOf(home, base, at)),
  headRefName: ({ pull }) => pull.headBranch,
  headRefOid: ({ head }) => head,
  headRef: ({ home, pull }, { at }) =>
    pull.branchDeletedAt !== null && pull.branchDeletedAt <= at ? null : asMaybe('Ref', refOf(home, pull.headBranch, at)),
};

const lists: Fields<OfPull> = {
  commits: listing('PullRequestCommitConnection', [], (it, { at }) => {
    const items = it.push.commits.flatMap((sha) => commitAt(it.home.repository, sha, at) ?? []);
    return listed({ items, keyOf: ({ sha }) => sha, node: (commit) => as('PullRequestCommit', { of: it, commit }) });
  }),
  reviews: listing('PullRequestReviewConnection', ['states', 'author'], (it, context, args) => {
    const wanted = reviewsAt(it.pull, context.at).filter(({ now, author }) => {
      const isBy = typeof args['author'] !== 'string' || accountAt(context.world, author, context.at)?.login === args['author'];
      return isBy && isAmong(args, 'states', now);
    });
    return listed({ items: wanted, keyOf: ({ id }) => id, node: (review) => as('PullRequestReview', { of: it, review } satisfies OfReview) });
  }),
  latestReviews: listing('PullRequestReviewConnection', [], (it, { at }) => {
    const latest = new Map(reviewsAt(it.pull, at).map((review) => [review.author, review]));
    return listed({ items: [...latest.values()], keyOf: ({ id }) => id, node: (review) => as('PullRequestReview', { of: it, review }) });
  }),
  latestOpinionatedReviews: listing('PullRequestReviewConnection', ['writersOnly'], (it, { world, at }, args) => {
    const told = reviewsAt(it.pull, at).filter(({ state }) => state !== 'COMMENTED');
    const latest = [...new Map(told.map((review) => [review.author, review])).values()];
    const wanted = latest.filter(({ author }) => args['writersOnly'] !== true || canPush(world, author, it.home.repository, at));
    return listed({ items: wanted, keyOf: ({ id }) => id, node: (review) => as('PullRequestReview', { of: it, review }) });
  }),
  labels: listing('LabelConnection', ['orderBy'], (it, { at }, args) => {
    const items = ordered(labelsAt(it.pull, at), args['orderBy'], { NAME: (name) => name, CREATED_AT: () => 0 });
    return listed({ items, keyOf: (name) => name, node: (name) => as('Label', { repository: it.home.repository, name }) });
  }),
  comments: listing('IssueCommentConnection', ['orderBy'], (it, { at }, args) => {
    const made = it.pull.comments.filter((one) => one.at <= at);
    const items = ordered(made, args['orderBy'], { UPDATED_AT: (one) => one.at });
    return listed({ items, keyOf: ({ id }) => id, node: (comment) => as('IssueComment', { of: it, comment }) });
  }),
  participants: listing('UserConnection', [], (it, { world, at }) => {
    const ids = new Set([it.pull.author, ...reviewsAt(it.pull, at).map(({ author }) => author)]);
    const states = [...ids].flatMap((id) => accountAt(world, id, at) ?? []).filter(({ account }) => account.type === 'person');
    return listed({ items: states, keyOf: ({ account }) => account.id, node: asActor });
  }),
  closingIssuesReferences: listing('IssueConnection', ['orderBy', 'userLinkedOnly'], (it, context, args) => {
    demand(context, NEEDS.issues, 'closingIssuesReferences');
    const { repository } = it.home;
    const named =
      args['userLinkedOnly'] === true
        ? []
        : repository.issues.filter(({ number, createdAt }) => it.pull.closes.includes(number) && createdAt <= context.at);
    const items = ordered(named, args['orderBy'], { CREATED_AT: ({ createdAt }) => createdAt }).map(issueIn(repository));
    return listed({ items, keyOf: ({ issue }) => issue.id, node: (one) => as('Issue', one) });
  }),
  timelineItems,
};

/** GitHub's own bots may push where they are switched on, and their approvals count. */
function canPush(world: Context['world'], account: AccountId, repository: Repository, at: Context['at']): boolean {
  if (accountAt(world, account, at)?.account.type === 'bot') return true;
  return ['write', 'maintain', 'admin'].includes(permissionOf(world, account, repository, at));
}

export const pullRequest: Fields<OfPull> = {
  ...facts,
  ...landing,
  ...lists,
  statusCheckRollup: ({ home, head }, context) => rollup(home, head, context),
  reviewDecision: ({ pull }, { at }) => {
    const latest = [...new Map(reviewsAt(pull, at).flatMap((one) => (one.state === 'COMMENTED' ? [] : [[one.author, one] as const]))).values()];
    if (latest.some(({ now }) => now === 'CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
    return latest.some(({ now }) => now === 'APPROVED') ? 'APPROVED' : 'REVIEW_REQUIRED';
  },
};

export const pullRequestCommit: Fields<{ readonly of: OfPull; readonly commit: Commit }> = {
  id: ({ of, commit }) => nodeId('PullRequestCommit', `${inRepository(of)}/${commit.sha}`),
  commit: ({ of, commit }) => as('Commit', { home: of.home, commit }),
  pullRequest: ({ of }) => as('PullRequest', of),
  url: ({ of, commit }, context) => `${urlOf(of, context)}/commits/${commit.sha}`,
};

export const pullRequestReview: Fields<OfReview> = {
  id: ({ of, review }) => nodeId('PullRequestReview', `${of.home.repository.id}/${review.id}`),
  fullDatabaseId: ({ review }) => String(review.id),
  author: ({ review }, context) => actorOf(context, review.author),
  authorAssociation: ({ review }, context) => association(context, review.author),
  /** As of today, as GitHub tells it. */
  authorCanPushToRepository: ({ of, review }, { world, at }) => canPush(world, review.author, of.home.repository, at),
  state: ({ review }) => review.now,
  body: ({ review }) => review.body,
  bodyText: ({ review }) => review.body,
  submittedAt: ({ review }) => time(review.submittedAt),
  createdAt: ({ review }) => time(review.submittedAt),
  publishedAt: ({ review }) => time(review.submittedAt),
  updatedAt: ({ review }) => time(review.dismissed?.at ?? review.submittedAt),
  lastEditedAt: () => null,
  editor: () => null,
  /** null once it was pushed away and GitHub no longer holds it. */
  commit: ({ of, review }, context) => commitOf(of, review.commit, context),
  pullRequest: ({ of }) => as('PullRequest', of),
  repository: ({ of }) => as('Repository', of.home),
  url: ({ of, review }, context) => `${urlOf(of, context)}#pullrequestreview-${review.id}`,
};

const COLOURS: Readonly<Record<string, string>> = { emergency: 'b60205', bug: 'd73a4a', enhancement: 'a2eeef' };

export const label: Fields<{ readonly repository: Repository; readonly name: string }> = {
  id: ({ repository, name }) => nodeId('Label', `${repository.id}/${name}`),
  name: ({ name }) => name,
  color: ({ name }) => COLOURS[name] ?? 'ededed',
  description: () => null,
};

export const issueComment: Fields<{ readonly of: OfPull; readonly comment: Comment }> = {
  id: ({ of, comment }) => nodeId('IssueComment', `${of.home.repository.id}/${comment.id}`),
  fullDatabaseId: ({ comment }) => String(comment.id),
  author: ({ comment }, context) => actorOf(context, comment.by),
  body: ({ comment }) => comment.body,
  bodyText: ({ comment }) => comment.body,
  createdAt: ({ comment }) => time(comment.at),
  updatedAt: ({ comment }) => time(comment.at),
};

export const issue: Fields<{ readonly repository: Repository; readonly issue: Issue }> = {
  id: ({ repository, issue: { id } }) => nodeId('Issue', `${repository.id}/${id}`),
  fullDatabaseId: ({ issue: { id } }) => String(id),
  number: ({ issue: { number } }) => number,
  title: ({ issue: { title } }) => title,
  author: ({ issue: { author } }, context) => actorOf(context, author),
  state: ({ issue: { closedAt } }, { at }) => (closedAt !== null && closedAt <= at ? 'CLOSED' : 'OPEN'),
  closed: ({ issue: { closedAt } }, { at }) => closedAt !== null && closedAt <= at,
  createdAt: ({ issue: { createdAt } }) => time(createdAt),
  closedAt: ({ issue: { closedAt } }, { at }) => (closedAt !== null && closedAt <= at ? time(closedAt) : null),
  repository: ({ repository }, { at }) => as('Repository', repositoryAt(repository, at)),
  url: ({ repository, issue: { number } }, { web, at }) => {
    const home = repositoryAt(repository, at);
    return `${web}/${home?.owner}/${home?.name}/issues/${number}`;
  },
};
