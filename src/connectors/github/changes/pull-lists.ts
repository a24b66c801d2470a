import type { z } from 'zod';
import { VendorError } from '../../../kernel/refusal.ts';
import { type Problem, problemError } from '../github-error.ts';
import { type Job, job } from './batch.ts';
import { type List, listedFewer, lost, type Pull, type PullReading } from './pull.ts';
import { authors, lists } from './selections.ts';
import { type Author, authorsShape, type Context, listShapes, type Page, type PullRequestNode, type Written } from './shapes.ts';

export function newList<T>(): List<T> {
  return { rows: [], missing: null };
}

export function noPage<T>(): Page<T> {
  return { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
}

export function unread<T>(): Page<T> {
  return { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] };
}

/** What stands in each field, in the words of a sentence. */
export const fields = {
  commits: 'the commits of a pull request',
  reviews: 'the reviews of a pull request',
  timelineItems: 'what happened to a pull request',
  contexts: 'what ran on a commit',
  closingIssuesReferences: 'the issues linked to a pull request',
} as const;

export function whyMissing(problems: readonly Problem[], field: keyof typeof fields, within: string = field): string {
  const problem = problems.find((one) => one.path[0] === within);
  return problem ? whyDenied(problem, field) : `GitHub did not tell ${fields[field]}, and not why.`;
}

function whyDenied(problem: Problem, field: keyof typeof fields): string {
  return problemError({ ...problem, path: [] }, fields[field]).message;
}

/** Of one pull request GitHub lists no more, whatever it counts. */
const MOST_COMMITS = 250;

export function hiding<T>(list: List<T>): Pick<ListPlace<'reviews', T>, 'hide' | 'cut'> {
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

export interface ListPlace<K extends keyof Lists, T> {
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
export function takeList<K extends keyof Lists, T>(
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

export function checksOf(
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

export function commitsOf(reading: PullReading, pull: Pull, page: PullRequestNode['commits'], why: string): readonly Job[] {
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
