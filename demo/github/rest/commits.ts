import { parseInstant } from '../../../src/kernel/time.ts';
import { accountByEmail, branchHead, type RepositoryState } from '../state-at.ts';
import { commitAt, historyFrom, pullsOfCommit } from '../state-of-pulls.ts';
import type { Commit, Sha } from '../world.ts';
import { list, pageOf } from './pages.ts';
import { type Ask, get, notFound, ok, param, problem, type Reply, type Route, repositoryOf } from './reply.ts';
import { commit } from './shape-commit.ts';
import { pull } from './shape-pull.ts';
import { addressOf, pageOnWeb } from './shape-repository.ts';

/** The commit that a branch, a tag-less ref or a sha names; null for none. */
export function resolved(ask: Ask, ref: string): Commit | null {
  const { repository: of } = repositoryOf(ask);
  const sha = branchHead(of, ref.replace(/^(refs\/)?heads\//, ''), ask.now) ?? ref;
  return commitAt(of, sha, ask.now) ?? (/^[0-9a-f]{7,39}$/.test(sha) ? (of.commits.find((one) => one.sha.startsWith(sha)) ?? null) : null);
}

function commits(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const { query } = ask.request;
  const start = resolved(ask, query.get('sha') ?? state.defaultBranch);
  if (start === null) return state.repository.commits.length === 0 ? problem(409, 'Git Repository is empty.') : notFound;
  const kept = historyFrom(state.repository, start.sha)
    .filter(within(query.get('since'), query.get('until')))
    .filter(byAuthor(ask, query.get('author')));
  return list(ask, kept, (one) => commit(ask, state, one));
}

function within(since: string | null, until: string | null): (one: Commit) => boolean {
  const from = since === null ? null : parseInstant(since);
  const to = until === null ? null : parseInstant(until);
  return ({ committer: { at } }) => (from === null || at >= from) && (to === null || at <= to);
}

function byAuthor(ask: Ask, author: string | null): (one: Commit) => boolean {
  return ({ author: { email } }) => author === null || email === author || accountByEmail(ask.world, email, ask.now)?.login === author;
}

const MOST_COMPARED = 250;

function compare(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const [baseName = '', headName = ''] = param(ask, 'basehead').split('...');
  const base = resolved(ask, baseName);
  const head = resolved(ask, headName);
  if (base === null || head === null) return notFound;
  const { ahead, behind, mergeBase } = compared(state, base.sha, head.sha);
  if (mergeBase === undefined) return problem(404, `No common ancestor between ${baseName} and ${headName}.`);
  const { items, headers } = pageOf(ask, ahead.toReversed(), MOST_COMPARED);
  const status = ahead.length === 0 ? (behind.length === 0 ? 'identical' : 'behind') : behind.length === 0 ? 'ahead' : 'diverged';
  const name = `compare/${baseName}...${headName}`;
  const web = `${pageOnWeb(state)}/${name}`;
  return {
    ...{ status: 200, headers },
    body: {
      ...{ url: `${addressOf(ask, state)}/${name}`, html_url: web, permalink_url: web, diff_url: `${web}.diff`, patch_url: `${web}.patch` },
      ...{ base_commit: commit(ask, state, base), merge_base_commit: commit(ask, state, mergeBase), status },
      ...{ ahead_by: ahead.length, behind_by: behind.length, total_commits: ahead.length },
      ...{ commits: items.map((one) => commit(ask, state, one)), files: [] },
    },
  };
}

interface Compared {
  /** Reached from the head only, and from the base only; newest first. */
  readonly ahead: readonly Commit[];
  readonly behind: readonly Commit[];
  /** The newest that both reach. */
  readonly mergeBase: Commit | undefined;
}

function compared({ repository: of }: RepositoryState, base: Sha, head: Sha): Compared {
  const fromBase = historyFrom(of, base);
  const fromHead = historyFrom(of, head);
  const reachedByBase = new Set(fromBase.map(({ sha }) => sha));
  const reachedByHead = new Set(fromHead.map(({ sha }) => sha));
  return {
    ahead: fromHead.filter(({ sha }) => !reachedByBase.has(sha)),
    behind: fromBase.filter(({ sha }) => !reachedByHead.has(sha)),
    mergeBase: fromHead.find(({ sha }) => reachedByBase.has(sha)),
  };
}

function single(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const found = resolved(ask, param(ask, 'ref'));
  if (found === null) return problem(422, `No commit found for SHA: ${param(ask, 'ref')}`);
  return ok({ ...commit(ask, state, found), stats: { total: found.changedFiles, additions: found.changedFiles, deletions: 0 }, files: [] });
}

function pullsOf(ask: Ask): Reply {
  const state = repositoryOf(ask);
  return list(ask, pullsOfCommit(state.repository, param(ask, 'commit_sha'), ask.now), (one) => pull(ask, state, one));
}

export const commitRoutes: readonly Route[] = [
  get('/repos/{owner}/{repo}/commits', commits),
  get('/repos/{owner}/{repo}/commits/{commit_sha}/pulls', pullsOf),
  get('/repos/{owner}/{repo}/compare/{basehead}', compare),
];

/** Takes any ref with slashes, so it stands after the other rows below /commits. */
export const singleCommitRoute: Route = get('/repos/{owner}/{repo}/commits/{ref}', single);
