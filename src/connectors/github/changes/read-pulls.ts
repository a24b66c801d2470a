import type { z } from 'zod';
import { VendorError } from '../../../kernel/refusal.ts';
import { type Problem, problemError } from '../github-error.ts';
import { type Job, job } from './batch.ts';
import { authors, lists, pullRequest, pullRequests } from './selections.ts';
import {
  type Author,
  authorsShape,
  type Context,
  type Event,
  type Issue,
  listShapes,
  type Page,
  type PullRequestNode,
  pullRequestShape,
  pullRequestsShape,
  type Review,
  type Written,
} from './shapes.ts';

/** A list of a pull request, read to its end. `missing`: why it could not be, or why rows of it are not told; null when nothing is missing. */
export interface List<T> {
  readonly rows: T[];
  missing: string | null;
}

/** A merged pull request, with everything on it. */
export interface Pull {
  readonly node: Omit<PullRequestNode, 'commits' | 'last' | 'reviews' | 'timelineItems' | 'closingIssuesReferences'>;
  readonly commits: List<Written>;
  /** Commits that GitHub counts and does not list. */
  unlisted: number;
  readonly reviews: List<Review>;
  readonly events: List<Event>;
  readonly checks: List<{ readonly commit: string; readonly context: Context }>;
  readonly issues: List<Issue>;
}

/** What the pull requests of one repository are read into. */
export interface PullReading {
  readonly repository: string;
  readonly pulls: Pull[];
  /** Of commits with several authors, all of them. */
  readonly authors: Map<string, readonly Author[]>;
  /** Merged pull requests as GitHub counts them; null before the first page. */
  total: number | null;
  failure: VendorError | null;
}

/** What to do with a pull request: read it, leave it out, or read no further, since those after it changed even earlier. */
export type Sift = (one: Pick<PullRequestNode, 'id' | 'updatedAt' | 'mergedAt'>) => 'read' | 'leave' | 'stop';

/** Reads pages, those that changed last before all others, until `sift` says stop. */
export function pullJobs(reading: PullReading, sift: Sift, first: number, onPage: () => void): Job[] {
  const pageJob = (after: string | null, rows: number, before: number): Job =>
    job({
      node: reading.repository,
      selection: pullRequests,
      variables: { after },
      first: rows,
      shape: pullRequestsShape,
      take({ pullRequests: page }, problems) {
        reading.total = page.totalCount;
        const follow = page.nodes.flatMap((node, place) => takePull(reading, node, problemsAt(problems, ['pullRequests', 'nodes', place]), sift));
        onPage();
        if (reading.failure !== null || page.nodes.some((one) => one !== null && sift(one) === 'stop')) return follow;
        const seen = before + page.nodes.length;
        if (page.pageInfo.hasNextPage) return [...follow, pageJob(page.pageInfo.endCursor, Math.min(100, rows * 5), seen)];
        return seen < page.totalCount ? lost(reading, listedFewer('merged pull requests', page.totalCount, seen)) : follow;
      },
      fail: (error) => lost(reading, error),
    });
  return [pageJob(null, first, 0)];
}

function listedFewer(what: string, total: number, seen: number): VendorError {
  return new VendorError('truncated', `GitHub counts ${total} ${what} and listed ${seen} of them. Collect again.`);
}

/** Reads one pull request by its id. */
export function pullJob(reading: PullReading, id: string): Job {
  return job({
    node: id,
    selection: pullRequest,
    variables: {},
    shape: pullRequestShape,
    take: (node, problems) => takePull(reading, node, problems, () => 'read'),
    fail: (error) => lost(reading, error),
  });
}

function lost(reading: PullReading, error: VendorError): readonly Job[] {
  reading.failure ??= error;
  return [];
}

function problemsAt(problems: readonly Problem[], path: readonly (string | number)[]): readonly Problem[] {
  return problems
    .filter((one) => path.every((step, place) => one.path[place] === step))
    .map((one) => ({ ...one, path: one.path.slice(path.length) }));
}

function takePull(reading: PullReading, read: PullRequestNode | null, problems: readonly Problem[], sift: Sift): readonly Job[] {
  if (read === null)
    return lost(reading, problemError(problems[0] ?? { type: '', path: [], message: 'A pull request was not told' }, 'pull requests'));
  if (sift(read) !== 'read') return [];
  const { commits, last, reviews, timelineItems, closingIssuesReferences, ...node } = read;
  const pull: Pull = {
    node,
    commits: newList(),
    unlisted: 0,
    reviews: newList(),
    events: newList(),
    checks: newList(),
    issues: newList(),
  };
  reading.pulls.push(pull);
  const why = (field: keyof typeof fields) => whyMissing(problems, field);
  const head = last?.nodes[0]?.commit;
  const into = <T>(list: List<T>): Pick<ListPlace<'reviews', T>, 'row' | 'hide' | 'cut'> => ({
    row: (one) => {
      list.rows.push(one);
      return [];
    },
    ...hiding(list),
  });
  const { id } = node;
  const links = closingIssuesReferences;
  return [
    ...commitsOf(reading, pull, commits, why('commits')),
    ...takeList(reading, { id, name: 'reviews', pick: (one) => one.reviews, ...into(pull.reviews) }, reviews, why('reviews')),
    ...takeList(reading, { id, name: 'timelineItems', pick: (one) => one.timelineItems, ...into(pull.events) }, timelineItems, why('timelineItems')),
    ...takeList(
      reading,
      { id, name: 'closingIssuesReferences', pick: (one) => one.closingIssuesReferences, ...into(pull.issues) },
      links,
      why('closingIssuesReferences'),
    ),
    ...checksOf(reading, pull, head ?? { id: '', oid: '' }, headChecks(last, problems), whyMissing(problems, 'contexts', 'last')),
    ...(isQueued(pull) && node.mergeCommit ? checksOf(reading, pull, node.mergeCommit, unread(), whyMissing([], 'contexts')) : []),
    ...(node.mergeCommit ? moreAuthors(reading, node.mergeCommit) : []),
  ];
}

/** The first page of what ran on the last commit; null when it is not told. */
function headChecks(last: PullRequestNode['last'], problems: readonly Problem[]): Page<Context> | null {
  const head = last?.nodes[0]?.commit;
  if (head === undefined) return null;
  const hidden = problems.some((one) => one.path[0] === 'last');
  return head.statusCheckRollup?.contexts ?? (hidden ? null : noPage());
}

/** By its queue, or by whoever merges for it. What the queue demands runs on the commit that it makes, which is the one that lands. */
export function isQueued({ node, events }: Pick<Pull, 'node' | 'events'>): boolean {
  return node.mergedBy?.login === 'github-merge-queue' || events.rows.some((one) => one.__typename === 'AddedToMergeQueueEvent');
}

function newList<T>(): List<T> {
  return { rows: [], missing: null };
}

function noPage<T>(): Page<T> {
  return { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
}

function unread<T>(): Page<T> {
  return { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] };
}

/** What stands in each field, in the words of a sentence. */
const fields = {
  commits: 'the commits of a pull request',
  reviews: 'the reviews of a pull request',
  timelineItems: 'what happened to a pull request',
  contexts: 'what ran on a commit',
  closingIssuesReferences: 'the issues linked to a pull request',
} as const;

function whyMissing(problems: readonly Problem[], field: keyof typeof fields, within: string = field): string {
  const problem = problems.find((one) => one.path[0] === within);
  return problem ? whyDenied(problem, field) : `GitHub did not tell ${fields[field]}, and not why.`;
}

function whyDenied(problem: Problem, field: keyof typeof fields): string {
  return problemError({ ...problem, path: [] }, fields[field]).message;
}

/** Of one pull request GitHub lists no more, whatever it counts. */
const MOST_COMMITS = 250;

function hiding<T>(list: List<T>): Pick<ListPlace<'reviews', T>, 'hide' | 'cut'> {
  const hide = (why: string) => {
    list.missing = why;
  };
  const cut = (total: number, seen: number) => {
    hide(`GitHub counts ${total} and listed ${seen} of them.`);
    return [];
  };
  return { hide, cut };
}

type Lists = typeof lists;

interface ListPlace<K extends keyof Lists, T> {
  /** The node that holds the list. */
  readonly id: string;
  readonly name: K;
  readonly pick: (data: z.infer<(typeof listShapes)[K]>) => Page<T>;
  readonly row: (one: T) => readonly Job[];
  readonly hide: (why: string) => void;
  /** GitHub counts more rows than it lists. */
  readonly cut: (total: number, seen: number) => readonly Job[];
}

/** Takes a page, and asks for those after it. A row that is not told is hidden; a list that breaks off fails the whole reading. */
function takeList<K extends keyof Lists, T>(
  reading: PullReading,
  place: ListPlace<K, T>,
  page: Page<T> | null,
  why: string,
  before = 0,
): readonly Job[] {
  if (page === null) {
    place.hide(why);
    return [];
  }
  if (page.nodes.includes(null)) place.hide(why);
  const follow = page.nodes.flatMap((row) => (row === null ? [] : place.row(row)));
  const seen = before + page.nodes.length;
  if (!page.pageInfo.hasNextPage) {
    return seen < (page.totalCount ?? 0) ? [...follow, ...place.cut(page.totalCount ?? 0, seen)] : follow;
  }
  const next = job({
    node: place.id,
    selection: lists[place.name],
    variables: { after: page.pageInfo.endCursor },
    shape: listShapes[place.name] as unknown as z.ZodType<z.infer<(typeof listShapes)[K]>>,
    take: (data, problems) => takeList(reading, place, place.pick(data), problems[0] ? whyDenied(problems[0], place.name) : why, seen),
    fail: (error) => lost(reading, error),
  });
  return [...follow, next];
}

function checksOf(
  reading: PullReading,
  { checks }: Pull,
  { id, oid }: { readonly id: string; readonly oid: string },
  page: Page<Context> | null,
  why: string,
): readonly Job[] {
  const place: ListPlace<'contexts', Context> = {
    id,
    name: 'contexts',
    pick: (data) => data.statusCheckRollup?.contexts ?? noPage(),
    row: (context) => {
      checks.rows.push({ commit: oid, context });
      return [];
    },
    ...hiding(checks),
  };
  return takeList(reading, place, page, why);
}

function commitsOf(reading: PullReading, pull: Pull, page: PullRequestNode['commits'], why: string): readonly Job[] {
  pull.unlisted = page?.totalCount ?? 0;
  const place: ListPlace<'commits', { commit: Written }> = {
    id: pull.node.id,
    name: 'commits',
    pick: (data) => data.commits ?? noPage(),
    row({ commit }) {
      pull.commits.rows.push(commit);
      pull.unlisted = Math.max(0, pull.unlisted - 1);
      return moreAuthors(reading, commit);
    },
    hide: (reason) => {
      pull.commits.missing = reason;
    },
    cut: (total, seen) => (seen < Math.min(total, MOST_COMMITS) ? lost(reading, listedFewer('commits of a pull request', total, seen)) : []),
  };
  return takeList(reading, place, page, why);
}

const coAuthored = /^co-authored-by:/im;

/** All authors of a commit whose message names several. */
export function moreAuthors(reading: PullReading, { oid, message }: Pick<Written, 'oid' | 'message'>): readonly Job[] {
  if (reading.authors.has(oid) || !coAuthored.test(message)) return [];
  const found: Author[] = [];
  reading.authors.set(oid, found);
  const ask = (after: string | null): Job =>
    job({
      node: reading.repository,
      selection: authors,
      variables: { oid, after },
      shape: authorsShape,
      take({ object }) {
        if (object === null) return lost(reading, notThere(oid));
        found.push(...object.authors.nodes.filter((one) => one !== null));
        return object.authors.pageInfo.hasNextPage ? [ask(object.authors.pageInfo.endCursor)] : [];
      },
      fail: (error) => lost(reading, error),
    });
  return [ask(null)];
}

function notThere(oid: string): VendorError {
  return new VendorError('truncated', `GitHub told of the commit ${oid} and no longer knows it. Collect again.`);
}
