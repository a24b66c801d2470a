import { type Problem, problemError } from '../github-error.ts';
import { type Job, job } from './batch.ts';
import { isQueued, type List, listedFewer, lost, type Pull, type PullReading } from './pull.ts';
import {
  checksOf,
  commitsOf,
  type fields,
  hiding,
  type ListPlace,
  moreAuthors,
  newList,
  noPage,
  takeList,
  unread,
  whyMissing,
} from './pull-lists.ts';
import { pullRequest, pullRequests } from './selections.ts';
import { type Context, type Page, type PullRequestNode, pullRequestShape, pullRequestsShape } from './shapes.ts';

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
