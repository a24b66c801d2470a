import type { Instant } from '../../../src/kernel/time.ts';
import { nodeId } from '../node-id.ts';
import { commitAt, pullUpdatedAt, reviewsAt } from '../state-of-pulls.ts';
import type { AccountId, Commit } from '../world.ts';
import type { PullPush } from '../world-pulls.ts';
import { connection, PAGING } from './connection.ts';
import { refOf } from './repository.ts';
import { as, type Context, type Fields, field, type Served, time } from './served.ts';
import { actorOf, type OfPull, type OfReview, userOf } from './shapes.ts';

/** One thing in the timeline of a pull request. `itemType` is GitHub's name of its sort. */
interface Happening {
  readonly itemType: string;
  readonly at: Instant;
  readonly key: string;
  readonly by: AccountId | null;
  readonly of: OfPull;
  readonly it: Readonly<Record<string, unknown>>;
  /** What stands in the timeline in place of an event. */
  readonly node?: Served;
}

const TYPES: Readonly<Record<string, string>> = {
  LABELED_EVENT: 'LabeledEvent',
  UNLABELED_EVENT: 'UnlabeledEvent',
  HEAD_REF_FORCE_PUSHED_EVENT: 'HeadRefForcePushedEvent',
  HEAD_REF_DELETED_EVENT: 'HeadRefDeletedEvent',
  MERGED_EVENT: 'MergedEvent',
  CLOSED_EVENT: 'ClosedEvent',
  REVIEW_DISMISSED_EVENT: 'ReviewDismissedEvent',
  ADDED_TO_MERGE_QUEUE_EVENT: 'AddedToMergeQueueEvent',
  REMOVED_FROM_MERGE_QUEUE_EVENT: 'RemovedFromMergeQueueEvent',
  BASE_REF_CHANGED_EVENT: 'BaseRefChangedEvent',
  RENAMED_TITLE_EVENT: 'RenamedTitleEvent',
};

/** Sorts that the pretend GitHub has, and those of which it knows that they never happened here. */
const NEVER = new Set([
  'REOPENED_EVENT',
  'BASE_REF_FORCE_PUSHED_EVENT',
  'HEAD_REF_RESTORED_EVENT',
  'READY_FOR_REVIEW_EVENT',
  'CONVERT_TO_DRAFT_EVENT',
  'BASE_REF_DELETED_EVENT',
]);
const LISTS = new Set([...Object.keys(TYPES), 'PULL_REQUEST_COMMIT', 'PULL_REQUEST_REVIEW', 'ISSUE_COMMENT']);

export const timelineItems = field<OfPull>([...PAGING, 'itemTypes', 'since', 'skip'], (it, context, args) => {
  const wanted = Array.isArray(args['itemTypes']) ? (args['itemTypes'] as readonly string[]) : [...LISTS];
  const foreign = wanted.find((type) => !LISTS.has(type) && !NEVER.has(type));
  if (foreign !== undefined) throw new Error(`The pretend GitHub does not serve ${foreign} in a timeline.`);
  const all = happenings(it, context);
  const since = typeof args['since'] === 'string' ? Date.parse(args['since']) : null;
  const asked = all.filter(({ itemType, at }) => wanted.includes(itemType) && (since === null || at >= since));
  const items = asked.slice(typeof args['skip'] === 'number' ? args['skip'] : 0);
  const limit = Math.min(Number(args['first'] ?? args['last'] ?? 0), items.length);
  const further = { filteredCount: asked.length, pageCount: limit, updatedAt: time(pullUpdatedAt(it.pull, context.at)) };
  const node = (one: Happening): Served => one.node ?? as(TYPES[one.itemType] as string, one);
  const page = connection('PullRequestTimelineItemsConnection', { items, keyOf: ({ key }) => key, node, further: { ...further } }, args, context);
  Object.assign(page.it as object, { totalCount: all.length });
  return page;
});

/** Everything so far, oldest first. */
function happenings(of: OfPull, context: Context): Happening[] {
  const all = [
    ...commitItems(of, context),
    ...reviewItems(of, context),
    ...labelItems(of),
    ...pushItems(of),
    ...endItems(of),
    ...changeItems(of),
    ...commentItems(of),
  ];
  return all.filter(({ at }) => at <= context.at).sort((a, b) => a.at - b.at);
}

function commitItems(of: OfPull, { at }: Context): Happening[] {
  return of.push.commits.flatMap((sha) => {
    const commit = commitAt(of.home.repository, sha, at);
    if (commit === null) return [];
    const node = as('PullRequestCommit', { of, commit });
    return [{ itemType: 'PULL_REQUEST_COMMIT', at: pushedIn(of, sha), key: `commit ${sha}`, by: null, of, it: {}, node }];
  });
}

const pushedIn = ({ pull }: OfPull, sha: string): Instant => pull.pushes.find(({ commits }) => commits.includes(sha))?.at ?? pull.openedAt;

function reviewItems(of: OfPull, { at }: Context): Happening[] {
  return reviewsAt(of.pull, at).flatMap((review): Happening[] => {
    const node = as('PullRequestReview', { of, review } satisfies OfReview);
    const made: Happening = {
      itemType: 'PULL_REQUEST_REVIEW',
      at: review.submittedAt,
      key: `review ${review.id}`,
      by: review.author,
      of,
      it: {},
      node,
    };
    if (review.dismissed === null) return [made];
    const { at: when, by } = review.dismissed;
    return [made, { itemType: 'REVIEW_DISMISSED_EVENT', at: when, key: `dismissed ${review.id}`, by, of, it: { review } }];
  });
}

function labelItems(of: OfPull): Happening[] {
  return of.pull.labels.flatMap(({ name, at, by, removed }): Happening[] => {
    const on: Happening = { itemType: 'LABELED_EVENT', at, key: `labelled ${name} ${at}`, by, of, it: { name } };
    if (removed === null) return [on];
    return [on, { itemType: 'UNLABELED_EVENT', at: removed.at, key: `unlabelled ${name} ${removed.at}`, by: removed.by, of, it: { name } }];
  });
}

function pushItems(of: OfPull): Happening[] {
  return of.pull.pushes.flatMap(({ forced, at, by, commits }, index) => {
    const before = (of.pull.pushes[index - 1] as PullPush | undefined)?.commits.at(-1);
    return forced ? [{ itemType: 'HEAD_REF_FORCE_PUSHED_EVENT', at, key: `forced ${at}`, by, of, it: { before, after: commits.at(-1) } }] : [];
  });
}

function endItems(of: OfPull): Happening[] {
  const { merged, closed, branchDeletedAt } = of.pull;
  const items: Happening[] = [];
  if (merged?.queue != null)
    items.push({ itemType: 'ADDED_TO_MERGE_QUEUE_EVENT', at: merged.queue.addedAt, key: 'queued', by: merged.queue.by, of, it: {} });
  if (merged !== null) {
    if (merged.queue !== null) items.push({ itemType: 'REMOVED_FROM_MERGE_QUEUE_EVENT', at: merged.at, key: 'unqueued', by: merged.by, of, it: {} });
    items.push({ itemType: 'MERGED_EVENT', at: merged.at, key: 'merged', by: merged.by, of, it: {} });
    items.push({ itemType: 'CLOSED_EVENT', at: merged.at, key: 'closed', by: merged.by, of, it: {} });
  }
  if (closed !== null) items.push({ itemType: 'CLOSED_EVENT', at: closed.at, key: 'closed', by: closed.by, of, it: {} });
  if (branchDeletedAt !== null)
    items.push({ itemType: 'HEAD_REF_DELETED_EVENT', at: branchDeletedAt, key: 'deleted', by: of.pull.author, of, it: {} });
  return items;
}

function changeItems(of: OfPull): Happening[] {
  const changed = (itemType: string, over: OfPull['pull']['title']): Happening[] =>
    over.slice(1).map(({ from, value, by }, index) => {
      const previous = over[index]?.value;
      return { itemType, at: from, key: `${itemType} ${from}`, by: by ?? of.pull.author, of, it: { previous, current: value } };
    });
  return [...changed('RENAMED_TITLE_EVENT', of.pull.title), ...changed('BASE_REF_CHANGED_EVENT', of.pull.base)];
}

function commentItems(of: OfPull): Happening[] {
  return of.pull.comments.map((comment) => ({
    ...{ itemType: 'ISSUE_COMMENT', at: comment.at, key: `comment ${comment.id}`, by: comment.by, of, it: {} },
    node: as('IssueComment', { of, comment }),
  }));
}

const common: Fields<Happening> = {
  id: ({ of, key }) => nodeId('TimelineEvent', `${of.home.repository.id}/${of.pull.id}/${key}`),
  actor: ({ by }, context) => actorOf(context, by),
  createdAt: ({ at }) => time(at),
};
const pullRequest: Fields<Happening>[string] = ({ of }) => as('PullRequest', of);
const labelled: Fields<Happening> = {
  ...common,
  label: ({ of, it }) => as('Label', { repository: of.home.repository, name: it['name'] }),
  labelable: pullRequest,
};
const queued: Fields<Happening> = { ...common, pullRequest, enqueuer: ({ of }, context) => userOf(context, of.pull.merged?.queue?.by) };

function commitNamed({ of, it }: Happening, name: string, { at }: Context): Served | null {
  const commit = typeof it[name] === 'string' ? commitAt(of.home.repository, it[name], at) : null;
  return commit === null ? null : as('Commit', { home: of.home, commit } satisfies { home: unknown; commit: Commit });
}

export const timelineTypes: Readonly<Record<string, Fields<Happening>>> = {
  LabeledEvent: labelled,
  UnlabeledEvent: labelled,
  HeadRefForcePushedEvent: {
    ...common,
    pullRequest,
    beforeCommit: (it, context) => commitNamed(it, 'before', context),
    afterCommit: (it, context) => commitNamed(it, 'after', context),
  },
  HeadRefDeletedEvent: { ...common, pullRequest, headRefName: ({ of }) => of.pull.headBranch },
  MergedEvent: {
    ...common,
    pullRequest,
    commit: ({ of }, { at }) => {
      const commit = commitAt(of.home.repository, of.pull.merged?.landed.at(-1) ?? '', at);
      return commit === null ? null : as('Commit', { home: of.home, commit });
    },
    mergeRefName: ({ of }) => of.base,
    mergeRef: ({ of }, { at }) => {
      const ref = refOf(of.home, of.base, at);
      return ref === null ? null : as('Ref', ref);
    },
  },
  ClosedEvent: { ...common, closable: pullRequest },
  ReviewDismissedEvent: {
    ...common,
    pullRequest,
    dismissalMessage: ({ it }) => reviewOf(it).dismissed?.message ?? null,
    previousReviewState: ({ it }) => reviewOf(it).state,
    review: ({ of, it }) => as('PullRequestReview', { of, review: reviewOf(it) }),
  },
  AddedToMergeQueueEvent: queued,
  RemovedFromMergeQueueEvent: { ...queued, reason: () => 'merged' },
  BaseRefChangedEvent: {
    ...common,
    pullRequest,
    previousRefName: ({ it }) => it['previous'],
    currentRefName: ({ it }) => it['current'],
  },
  RenamedTitleEvent: { ...common, subject: pullRequest, previousTitle: ({ it }) => it['previous'], currentTitle: ({ it }) => it['current'] },
};

const reviewOf = (it: Happening['it']): OfReview['review'] => it['review'] as OfReview['review'];
