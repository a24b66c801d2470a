import { z } from 'zod';

/** GitHub's answers, as far as they are used. What a permission can hide is nullable. */

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** A page of a list. A row that could not be told is null. */
export interface Page<T> {
  readonly totalCount?: number | undefined;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly (T | null)[];
}

function pageOf<S extends z.ZodType>(row: S) {
  return z.object({ totalCount: z.int().optional(), pageInfo, nodes: z.array(row.nullable()) });
}

export const whoShape = z.object({ __typename: z.string(), login: z.string(), id: z.string().optional(), databaseId: z.int().nullish() });
export type Who = z.infer<typeof whoShape>;

export const authorShape = z.object({
  email: z.string().nullable(),
  user: z.object({ id: z.string(), databaseId: z.int().nullish(), login: z.string() }).nullable(),
});
export type Author = z.infer<typeof authorShape>;

const writtenShape = z.object({
  oid: z.string(),
  authoredDate: z.string(),
  committedDate: z.string(),
  message: z.string(),
  author: authorShape.nullable(),
  parents: z.object({ totalCount: z.int(), nodes: z.array(z.object({ oid: z.string() }).nullable()) }),
});
/** A commit, and who wrote it. */
export type Written = z.infer<typeof writtenShape>;

const landedShape = writtenShape.extend({
  committer: authorShape.nullable(),
  signature: z.object({ isValid: z.boolean(), wasSignedByGitHub: z.boolean() }).nullable(),
});
export type LandedCommit = z.infer<typeof landedShape>;

const reviewShape = z.object({
  id: z.string(),
  state: z.string(),
  submittedAt: z.string().nullable(),
  authorCanPushToRepository: z.boolean().nullish(),
  commit: z.object({ oid: z.string() }).nullable(),
  author: whoShape.nullable(),
});
export type Review = z.infer<typeof reviewShape>;

const oid = z.object({ oid: z.string() }).nullable();

const labelEvent = { createdAt: z.string(), label: z.object({ name: z.string() }), actor: whoShape.nullable() };

const eventShape = z.discriminatedUnion('__typename', [
  z.object({ __typename: z.literal('LabeledEvent'), ...labelEvent }),
  z.object({ __typename: z.literal('UnlabeledEvent'), ...labelEvent }),
  z.object({
    __typename: z.literal('ReviewDismissedEvent'),
    createdAt: z.string(),
    previousReviewState: z.string(),
    review: z.object({ id: z.string() }).nullable(),
  }),
  z.object({ __typename: z.literal('HeadRefForcePushedEvent'), createdAt: z.string(), beforeCommit: oid, afterCommit: oid }),
]);
export type Event = z.infer<typeof eventShape>;

const contextShape = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('CheckRun'),
    name: z.string(),
    status: z.string(),
    conclusion: z.string().nullable(),
    completedAt: z.string().nullable(),
    checkSuite: z.object({ app: z.object({ databaseId: z.int().nullable() }).nullable() }).nullable(),
  }),
  z.object({ __typename: z.literal('StatusContext'), context: z.string(), state: z.string(), createdAt: z.string() }),
]);
export type Context = z.infer<typeof contextShape>;

const issueShape = z.object({ number: z.int(), repository: z.object({ nameWithOwner: z.string() }) });
export type Issue = z.infer<typeof issueShape>;

const rollupShape = z.object({ contexts: pageOf(contextShape).nullable() }).nullable();

const commitsShape = pageOf(z.object({ commit: writtenShape }));

export const pullRequestShape = z.object({
  id: z.string(),
  number: z.int(),
  title: z.string(),
  body: z.string().nullable(),
  updatedAt: z.string(),
  createdAt: z.string(),
  mergedAt: z.string().nullable(),
  baseRefName: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  author: whoShape.nullable(),
  mergedBy: whoShape.nullable(),
  mergeCommit: landedShape.extend({ id: z.string() }).nullable(),
  commits: commitsShape.nullable(),
  last: z
    .object({ nodes: z.array(z.object({ commit: z.object({ id: z.string(), oid: z.string(), statusCheckRollup: rollupShape }) }).nullable()) })
    .nullable(),
  reviews: pageOf(reviewShape).nullable(),
  timelineItems: pageOf(eventShape).nullable(),
  closingIssuesReferences: pageOf(issueShape).nullable(),
});
export type PullRequestNode = z.infer<typeof pullRequestShape>;

export const pullRequestsShape = z.object({ pullRequests: pageOf(pullRequestShape).required({ totalCount: true }) });

export const headShape = z.object({ ref: z.object({ target: z.object({ __typename: z.string(), oid: z.string() }) }).nullable() });

export const historyShape = z.object({
  object: z.object({ history: pageOf(landedShape).required({ totalCount: true }) }).nullable(),
});

export const countShape = z.object({ object: z.object({ history: z.object({ totalCount: z.int() }) }).nullable() });

export const associatedShape = z.object({
  object: z
    .object({ associatedPullRequests: z.object({ nodes: z.array(z.object({ id: z.string(), mergeCommit: oid }).nullable()) }).nullable() })
    .nullable(),
});

export const authorsShape = z.object({ object: z.object({ authors: pageOf(authorShape) }).nullable() });

export const listShapes = {
  commits: z.object({ commits: commitsShape.nullable() }),
  reviews: z.object({ reviews: pageOf(reviewShape) }),
  timelineItems: z.object({ timelineItems: pageOf(eventShape) }),
  contexts: z.object({ statusCheckRollup: z.object({ contexts: pageOf(contextShape) }).nullable() }),
  closingIssuesReferences: z.object({ closingIssuesReferences: pageOf(issueShape) }),
} as const;
