import { nodeId } from '../node-id.ts';
import { accountAt, type RepositoryState } from '../state-at.ts';
import { commitAt, deploymentsAt } from '../state-of-pulls.ts';
import type { Commit } from '../world.ts';
import type { Deployment, WorkflowRun } from '../world-runs.ts';
import { list, pageOf } from './pages.ts';
import { type Ask, get, iso, notFound, param, type Reply, type Route, repositoryOf } from './reply.ts';
import { app, user, userOrNull } from './shape-account.ts';
import { addressOf, pageOnWeb, repository } from './shape-repository.ts';

const ACTIONS = 15368;

function deployments(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const { query } = ask.request;
  const wanted = (one: Deployment): boolean =>
    [
      ['environment', one.environment],
      ['sha', one.sha],
      ['ref', one.ref],
      ['task', one.task],
    ].every(([name = '', value]) => (query.get(name) ?? value) === value);
  return list(ask, deploymentsAt(state.repository, ask.now).filter(wanted), (one) => deployment(ask, state, one));
}

function deployment(ask: Ask, state: RepositoryState, one: Deployment): object {
  const url = `${addressOf(ask, state)}/deployments/${one.id}`;
  const updated = one.statuses.at(-1)?.at ?? one.createdAt;
  return {
    ...{
      url,
      id: one.id,
      node_id: nodeId('Deployment', `${state.repository.id}/${one.id}`),
      task: one.task,
      original_environment: one.environment,
      environment: one.environment,
    },
    ...{
      description: null,
      created_at: iso(one.createdAt),
      updated_at: iso(updated),
      statuses_url: `${url}/statuses`,
      repository_url: addressOf(ask, state),
    },
    ...{ creator: userOrNull(ask, one.by), sha: one.sha, ref: one.ref, payload: {}, transient_environment: false },
    ...{ production_environment: one.production, performed_via_github_app: one.run === null ? null : app(ask, ACTIONS) },
  };
}

function statuses(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const found = deploymentsAt(state.repository, ask.now).find(({ id }) => String(id) === param(ask, 'deployment_id'));
  if (found === undefined) return notFound;
  const url = `${addressOf(ask, state)}/deployments/${found.id}`;
  const run = found.run === null ? pageOnWeb(state) : `${pageOnWeb(state)}/actions/runs/${found.run}`;
  return list(ask, found.statuses.toReversed(), (one) => ({
    ...{
      url: `${url}/statuses/${one.id}`,
      id: one.id,
      node_id: nodeId('DeploymentStatus', `${state.repository.id}/${one.id}`),
      state: one.state,
      creator: userOrNull(ask, one.by),
    },
    ...{ description: '', environment: found.environment, target_url: run, created_at: iso(one.at), updated_at: iso(one.at), deployment_url: url },
    ...{
      repository_url: addressOf(ask, state),
      environment_url: run,
      log_url: run,
      performed_via_github_app: found.run === null ? null : app(ask, ACTIONS),
    },
  }));
}

function runs(ask: Ask): Reply {
  const state = repositoryOf(ask);
  const { query } = ask.request;
  const standing = state.repository.workflowRuns.filter(({ startedAt }) => startedAt <= ask.now).map((one) => asOf(ask, one));
  const wanted = (one: WorkflowRun): boolean =>
    is(query, 'event', one.event) && is(query, 'branch', one.branch) && is(query, 'head_sha', one.sha) && isCreated(query.get('created'), one);
  const kept = standing.filter(wanted).filter((one) => [null, one.conclusion, statusOf(one)].includes(query.get('status')));
  const sorted = kept.sort((a, b) => b.startedAt - a.startedAt || b.id - a.id);
  const { items, headers } = pageOf(ask, sorted);
  const of = JSON.stringify(repository(ask, state));
  const rows = items.map((one) => `${runText(ask, state, one).slice(0, -1)},"repository":${of},"head_repository":${of}}`);
  return { status: 200, headers, body: null, text: `{"total_count":${sorted.length},"workflow_runs":[${rows.join(',')}]}` };
}

const texts = new WeakMap<WorkflowRun, { readonly key: string; readonly text: string }>();

/** A run as JSON, without its repository. It is the same for as long as the repository and whoever began it keep their names. */
function runText(ask: Ask, state: RepositoryState, one: WorkflowRun): string {
  const commit = commitAt(state.repository, one.sha, ask.now);
  const key = `${addressOf(ask, state)} ${accountAt(ask.world, one.by, ask.now)?.login} ${commit === null}`;
  const known = texts.get(one);
  if (known?.key === key) return known.text;
  const text = JSON.stringify(run(ask, state, one, commit));
  texts.set(one, { key, text });
  return text;
}

function is(query: URLSearchParams, name: string, value: string | null): boolean {
  const asked = query.get(name);
  return asked === null || asked === value;
}

/** `>=2025-03-01`, `2025-03-01..2025-03-31`, `2025-03-01`. */
function isCreated(range: string | null, { startedAt }: WorkflowRun): boolean {
  if (range === null) return true;
  const day = iso(startedAt);
  if (range.startsWith('>=')) return day >= range.slice(2);
  if (range.startsWith('<=')) return day.slice(0, range.length - 2) <= range.slice(2);
  const [from = '', until = from] = range.split('..');
  return day >= from && day.slice(0, until.length) <= until;
}

function asOf(ask: Ask, one: WorkflowRun): WorkflowRun {
  return one.endedAt !== null && one.endedAt <= ask.now ? one : { ...one, endedAt: null, conclusion: null };
}

function statusOf({ endedAt }: WorkflowRun): string {
  return endedAt === null ? 'in_progress' : 'completed';
}

function run(ask: Ask, state: RepositoryState, one: WorkflowRun, commit: Commit | null): object {
  const url = `${addressOf(ask, state)}/actions/runs/${one.id}`;
  const workflow = [...one.path].reduce((sum, sign) => sum + (sign.codePointAt(0) as number), state.repository.id);
  const actor = user(ask, one.by);
  const { message = '', tree = '', author, committer } = commit ?? {};
  return {
    ...{ id: one.id, name: one.workflow, node_id: nodeId('WorkflowRun', one.id), head_branch: one.branch, head_sha: one.sha, path: one.path },
    ...{ display_title: message.split('\n')[0] ?? '', run_number: one.number, event: one.event, status: statusOf(one), conclusion: one.conclusion },
    ...{ workflow_id: workflow, check_suite_id: one.suite, check_suite_node_id: nodeId('CheckSuite', one.suite), url, pull_requests: [] },
    ...{ html_url: `${pageOnWeb(state)}/actions/runs/${one.id}`, created_at: iso(one.startedAt), updated_at: iso(one.endedAt ?? one.startedAt) },
    ...{ actor, triggering_actor: actor, run_attempt: 1, run_started_at: iso(one.startedAt), referenced_workflows: [], previous_attempt_url: null },
    ...{
      jobs_url: `${url}/jobs`,
      logs_url: `${url}/logs`,
      artifacts_url: `${url}/artifacts`,
      cancel_url: `${url}/cancel`,
      rerun_url: `${url}/rerun`,
    },
    ...{
      check_suite_url: `${addressOf(ask, state)}/check-suites/${one.suite}`,
      workflow_url: `${addressOf(ask, state)}/actions/workflows/${workflow}`,
    },
    head_commit:
      author === undefined || committer === undefined
        ? null
        : {
            ...{ id: one.sha, tree_id: tree, message, timestamp: iso(committer.at) },
            ...{ author: { name: author.name, email: author.email }, committer: { name: committer.name, email: committer.email } },
          },
  };
}

export const deploymentRoutes: readonly Route[] = [
  get('/repos/{owner}/{repo}/deployments', deployments),
  get('/repos/{owner}/{repo}/deployments/{deployment_id}/statuses', statuses),
  get('/repos/{owner}/{repo}/actions/runs', runs),
];
