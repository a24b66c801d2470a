/** How many of each nested list are read together with their pull request; more are followed one list at a time. */
export const NESTED = { parents: 3, commits: 10, reviews: 15, events: 20, contexts: 25, issues: 5 } as const;

/** Rows of a page, at most. */
export const PAGE = 100;

/** What is selected from one node, and how many nodes GitHub counts for `first` rows of it. Variables: `$first`, `$after`, `$oid`, `$name`. */
export interface Selection {
  readonly text: string;
  /** The field that it is all about: when that is null and something went wrong, nothing was told. */
  readonly root?: string;
  readonly nodes: (first: number) => number;
}

const page = 'pageInfo { hasNextPage endCursor }';

const eventTypes = '[LABELED_EVENT, UNLABELED_EVENT, REVIEW_DISMISSED_EVENT, HEAD_REF_FORCE_PUSHED_EVENT]';

/** Parts that several selections share; a request holds those it names. */
export const fragments: Readonly<Record<string, string>> = {
  Who: `on Actor { __typename login ... on User { id databaseId } ... on Bot { id databaseId } ... on Mannequin { id }
    ... on Organization { id } ... on EnterpriseUserAccount { id } }`,
  Author: 'on GitActor { email user { id databaseId login } }',
  Written: `on Commit { oid authoredDate committedDate message author { ...Author }
    parents(first: ${NESTED.parents}) { totalCount nodes { oid } } }`,
  /** A commit that landed: with whoever committed it. */
  Landed: 'on Commit { ...Written committer { ...Author } signature { isValid wasSignedByGitHub } }',
  Review: 'on PullRequestReview { id state submittedAt authorCanPushToRepository commit { oid } author { ...Who } }',
  Event: `on PullRequestTimelineItems { __typename
    ... on LabeledEvent { createdAt label { name } actor { ...Who } }
    ... on UnlabeledEvent { createdAt label { name } actor { ...Who } }
    ... on ReviewDismissedEvent { createdAt previousReviewState review { id } }
    ... on HeadRefForcePushedEvent { createdAt beforeCommit { oid } afterCommit { oid } } }`,
  Context: `on StatusCheckRollupContext { __typename
    ... on CheckRun { name status conclusion completedAt checkSuite { app { databaseId } } }
    ... on StatusContext { context state createdAt } }`,
  Issue: 'on Issue { number repository { nameWithOwner } }',
  PullRequest: `on PullRequest {
    id number title body updatedAt createdAt mergedAt baseRefName headRefName headRefOid
    author { ...Who }
    mergedBy { ...Who }
    mergeCommit { id ...Landed }
    commits(first: ${NESTED.commits}) { totalCount ${page} nodes { commit { ...Written } } }
    last: commits(last: 1) { nodes { commit { id oid statusCheckRollup { contexts(first: ${NESTED.contexts}) { totalCount ${page} nodes { ...Context } } } } } }
    reviews(first: ${NESTED.reviews}) { totalCount ${page} nodes { ...Review } }
    timelineItems(first: ${NESTED.events}, itemTypes: ${eventTypes}) { ${page} nodes { ...Event } }
    closingIssuesReferences(first: ${NESTED.issues}) { totalCount ${page} nodes { ...Issue } } }`,
};

/** A commit in a list, with its parents. */
const commitNodes = 1 + NESTED.parents;

/** Lists that may hold more than were read with their owner, each by the node that holds it. */
export const lists = {
  commits: {
    text: `... on PullRequest { commits(first: $first, after: $after) { totalCount ${page} nodes { commit { ...Written } } } }`,
    nodes: (first: number) => first * commitNodes,
  },
  reviews: {
    text: `... on PullRequest { reviews(first: $first, after: $after) { totalCount ${page} nodes { ...Review } } }`,
    nodes: (first: number) => first,
  },
  timelineItems: {
    text: `... on PullRequest { timelineItems(first: $first, after: $after, itemTypes: ${eventTypes}) { ${page} nodes { ...Event } } }`,
    nodes: (first: number) => first,
  },
  contexts: {
    text: `... on Commit { statusCheckRollup { contexts(first: $first, after: $after) { totalCount ${page} nodes { ...Context } } } }`,
    nodes: (first: number) => first,
  },
  closingIssuesReferences: {
    text: `... on PullRequest { closingIssuesReferences(first: $first, after: $after) { totalCount ${page} nodes { ...Issue } } }`,
    nodes: (first: number) => first,
  },
} as const satisfies Record<string, Selection>;

/** The merged pull requests of a repository, those that changed last before all others. */
export const pullRequests: Selection = {
  root: 'pullRequests',
  text: `... on Repository { pullRequests(states: MERGED, first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
    totalCount ${page} nodes { ...PullRequest } } }`,
  nodes: (first) =>
    first * (1 + NESTED.parents + NESTED.commits * commitNodes + 1 + NESTED.contexts + NESTED.reviews + NESTED.events + NESTED.issues),
};

/** The commit at which a branch stands. */
export const head: Selection = { root: 'ref', text: '... on Repository { ref(qualifiedName: $name) { target { __typename oid } } }', nodes: () => 1 };

/** Commits from one commit on back. */
export const history: Selection = {
  root: 'object',
  text: `... on Repository { object(oid: $oid) { ... on Commit { history(first: $first, after: $after) { totalCount ${page} nodes { ...Landed } } } } }`,
  nodes: (first) => first * commitNodes,
};

/** How many commits one commit descends from, itself included. */
export const count: Selection = {
  root: 'object',
  text: '... on Repository { object(oid: $oid) { ... on Commit { history(first: 1) { totalCount } } } }',
  nodes: () => 1,
};

/** The pull requests by which a commit landed, if any. */
export const associated: Selection = {
  root: 'object',
  text: '... on Repository { object(oid: $oid) { ... on Commit { associatedPullRequests(first: 5) { nodes { id mergeCommit { oid } } } } } }',
  nodes: () => 5,
};

/** One pull request. */
export const pullRequest: Selection = { text: '...PullRequest', nodes: () => pullRequests.nodes(1) };

/** All authors of one commit, those that its message names as co-authors too. */
export const authors: Selection = {
  root: 'object',
  text: `... on Repository { object(oid: $oid) { ... on Commit { authors(first: $first, after: $after) { ${page} nodes { ...Author } } } } }`,
  nodes: (first) => first,
};

/** The definitions of every fragment that a text names, and of those they name in turn. */
export function fragmentsOf(text: string): string {
  const named = new Set<string>();
  const open = [text];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [, name = ''] of next.matchAll(/\.\.\.(\w+)/g)) {
      if (name === 'on' || named.has(name)) continue;
      named.add(name);
      open.push(fragments[name] as string);
    }
  }
  return Object.keys(fragments)
    .filter((name) => named.has(name))
    .map((name) => `fragment ${name} ${fragments[name]}`)
    .join('\n');
}
