import { nodeId } from '../node-id.ts';
import type { RepositoryState } from '../state-at.ts';
import { checkRunsAt, statusesAt } from '../state-of-pulls.ts';
import type { CheckRun, CommitStatus } from '../world-runs.ts';
import { resolved } from './commits.ts';
import { list, pageOf } from './pages.ts';
import { type Ask, get, iso, isoOrNull, param, problem, type Reply, type Route, repositoryOf } from './reply.ts';
import { app, userOrNull } from './shape-account.ts';
import { addressOf, pageOnWeb, repository } from './shape-repository.ts';

function checkRuns(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const found = resolved(ask, param(ask, 'ref'));
  if (found === null) return problem(422, `No commit found for SHA: ${param(ask, 'ref')}`);
  const { query } = ask.request;
  const name = query.get('check_name');
  const which = query.get('filter') === 'all' ? 'all' : 'latest';
  const runs = checkRunsAt(state.repository, found.sha, ask.now, which).filter((run) => name === null || run.name === name);
  const { items, headers } = pageOf(ask, runs.toReversed());
  return { status: 200, headers, body: { total_count: runs.length, check_runs: items.map((run) => checkRun(ask, state, run)) } };
}

function checkRun(ask: Ask, state: RepositoryState, run: CheckRun): object {
  const url = `${addressOf(ask, state)}/check-runs/${run.id}`;
  const page = `${pageOnWeb(state)}/actions/runs/${run.suite}/job/${run.id}`;
  return {
    ...{
      id: run.id,
      name: run.name,
      node_id: nodeId('CheckRun', run.id),
      head_sha: run.sha,
      external_id: '',
      url,
      html_url: page,
      details_url: page,
    },
    ...{ status: run.completedAt === null ? 'in_progress' : 'completed', conclusion: run.conclusion },
    ...{ started_at: iso(run.startedAt), completed_at: isoOrNull(run.completedAt) },
    output: { title: null, summary: null, text: null, annotations_count: 0, annotations_url: `${url}/annotations` },
    ...{ check_suite: { id: run.suite }, app: app(ask, run.app), pull_requests: [] },
  };
}

function statusPart(ask: Ask, state: RepositoryState, status: CommitStatus): object {
  return {
    ...{ url: `${addressOf(ask, state)}/statuses/${status.sha}`, avatar_url: null, id: status.id, node_id: nodeId('StatusContext', status.id) },
    ...{ state: status.state, description: null, target_url: null, context: status.context, created_at: iso(status.at), updated_at: iso(status.at) },
  };
}

function statuses(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const found = resolved(ask, param(ask, 'ref'));
  const said = found === null ? [] : statusesAt(state.repository, found.sha, ask.now, 'all').toReversed();
  return list(ask, said, (status) => ({ ...statusPart(ask, state, status), creator: userOrNull(ask, status.by) }));
}

function combined(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const found = resolved(ask, param(ask, 'ref'));
  if (found === null) return problem(404, 'Not Found');
  const said = statusesAt(state.repository, found.sha, ask.now);
  const { items, headers } = pageOf(ask, said);
  const url = `${addressOf(ask, state)}/commits/${found.sha}`;
  return {
    ...{ status: 200, headers },
    body: {
      ...{ state: rollup(said), statuses: items.map((status) => statusPart(ask, state, status)), sha: found.sha, total_count: said.length },
      ...{ repository: repository(ask, state), commit_url: url, url: `${url}/status` },
    },
  };
}

function rollup(statuses: readonly CommitStatus[]): string {
  if (statuses.some(({ state }) => state === 'failure' || state === 'error')) return 'failure';
  return statuses.length > 0 && statuses.every(({ state }) => state === 'success') ? 'success' : 'pending';
}

export const checkRoutes: readonly Route[] = [
  get('/repos/{owner}/{repo}/commits/{ref}/check-runs', checkRuns),
  get('/repos/{owner}/{repo}/commits/{ref}/statuses', statuses),
  get('/repos/{owner}/{repo}/commits/{ref}/status', combined),
];
