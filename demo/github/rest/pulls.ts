import type { RepositoryState } from '../state-at.ts';
import { commitAt, type PullState, pullAt, pullNumbered, pullUpdatedAt, reviewsAt } from '../state-of-pulls.ts';
import { list } from './pages.ts';
import { type Ask, get, notFound, ok, param, problem, type Reply, type Route, repositoryOf } from './reply.ts';
import { commit } from './shape-commit.ts';
import { pull, review, wholePull } from './shape-pull.ts';
import { timeline } from './timeline.ts';

const STATES: Readonly<Record<string, (one: PullState) => boolean>> = {
  open: ({ state }) => state === 'OPEN',
  closed: ({ state }) => state !== 'OPEN',
  all: () => true,
};

function pulls(ask: Ask): Reply {
  const { query } = ask.request;
  const state = repositoryOf(ask);
  const wanted = STATES[query.get('state') ?? 'open'];
  if (wanted === undefined) return problem(422, 'Validation Failed');
  const base = query.get('base');
  const standing = state.repository.pulls
    .flatMap((one) => pullAt(one, ask.now) ?? [])
    .filter((one) => wanted(one) && (base === null || one.base === base));
  const isByUpdate = query.get('sort') === 'updated';
  const rank = ({ pull: of }: PullState): number => (isByUpdate ? pullUpdatedAt(of, ask.now) : of.openedAt);
  const ranked = standing.map((one) => ({ one, rank: rank(one) })).sort((a, b) => a.rank - b.rank || a.one.pull.number - b.one.pull.number);
  const direction = query.get('direction') ?? 'desc';
  return list(ask, direction === 'asc' ? ranked : ranked.reverse(), ({ one }) => pull(ask, state, one));
}

function of(answer: (ask: Ask, state: RepositoryState, one: PullState) => Reply, number = 'pull_number'): (ask: Ask) => Reply {
  return (ask) => {
    const state = repositoryOf(ask);
    const one = pullNumbered(state.repository, Number(param(ask, number)), ask.now);
    return one === null ? notFound : answer(ask, state, one);
  };
}

/** The endpoint gives no more than this many of a pull request's commits, whatever its pages. */
const MOST_COMMITS = 250;

function commitsOf(ask: Ask, state: RepositoryState, { push }: PullState): Reply {
  const commits = push.commits.slice(0, MOST_COMMITS).flatMap((sha) => commitAt(state.repository, sha, ask.now) ?? []);
  return list(ask, commits, (one) => commit(ask, state, one));
}

export const pullRoutes: readonly Route[] = [
  get('/repos/{owner}/{repo}/pulls', pulls),
  get(
    '/repos/{owner}/{repo}/pulls/{pull_number}',
    of((ask, state, one) => ok(wholePull(ask, state, one))),
  ),
  get(
    '/repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    of((ask, state, one) => list(ask, reviewsAt(one.pull, ask.now), (each) => review(ask, state, one.pull.number, each))),
  ),
  get('/repos/{owner}/{repo}/pulls/{pull_number}/commits', of(commitsOf)),
  get('/repos/{owner}/{repo}/issues/{issue_number}/timeline', of(timeline, 'issue_number')),
];
