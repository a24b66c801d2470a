import type { Instant } from '../../../src/kernel/time.ts';
import { APPS } from '../ids.ts';
import { nodeId } from '../node-id.ts';
import type { RepositoryState } from '../state-at.ts';
import { requiredChecksAt } from '../state-of-protection.ts';
import { checkRunsAt, commitAt, pullNumbered, statusesAt } from '../state-of-pulls.ts';
import type { CheckRun, CommitStatus, WorkflowRun } from '../world-runs.ts';
import { suitesOf } from './commit.ts';
import { listed, listing } from './connection.ts';
import { may, NEEDS } from './may.ts';
import { type Args, as, asMaybe, type Context, type Fields, field, GithubError, plain, time, timeMaybe } from './served.ts';
import { actorOf, type OfRun, type OfStatus, type OfSuite, userOf } from './shapes.ts';

interface OfRollup {
  readonly home: RepositoryState;
  readonly sha: string;
}

export const statusCheckRollup: Fields<OfRollup> = {
  id: ({ home, sha }) => nodeId('StatusCheckRollup', `${home.repository.id}/${sha}`),
  state: ({ home, sha }, { at }) => rollupState(home, sha, at),
  commit: ({ home, sha }, { at }) => as('Commit', { home, commit: commitAt(home.repository, sha, at) }),
  contexts: listing('StatusCheckRollupContextConnection', [], ({ home, sha }, context) => {
    const runs = checkRunsAt(home.repository, sha, context.at);
    const statuses = statusesAt(home.repository, sha, context.at);
    const counts = (states: readonly string[], type: string): unknown[] =>
      [...Map.groupBy(states, (state) => state)].map(([state, all]) => plain(type, { state, count: all.length }));
    return listed({
      items: [...runs, ...statuses],
      keyOf: ({ id }) => id,
      node: (one) => ('context' in one ? statusNode(home, one, context) : runNode(home, one, context)),
      further: {
        ...{ checkRunCount: runs.length, statusContextCount: statuses.length },
        checkRunCountsByState: counts(
          runs.map(({ conclusion }) => conclusion?.toUpperCase() ?? 'IN_PROGRESS'),
          'CheckRunStateCount',
        ),
        statusContextCountsByState: counts(
          statuses.map(({ state }) => state.toUpperCase()),
          'StatusContextStateCount',
        ),
      },
    });
  }),
};

/** Without the permission GitHub tells the list, and null with an error for each of its entries. */
function runNode(home: RepositoryState, run: CheckRun, context: Context): unknown {
  return may(context, NEEDS.checks) ? as('CheckRun', { home, run }) : refused(context);
}

function statusNode(home: RepositoryState, status: CommitStatus, context: Context): unknown {
  return may(context, NEEDS.statuses) ? as('StatusContext', { home, status }) : refused(context);
}

function refused({ token }: Context): GithubError {
  return new GithubError('FORBIDDEN', `Resource not accessible by ${token.kind === 'app-installation' ? 'integration' : 'personal access token'}`);
}

const BAD = new Set(['failure', 'cancelled', 'timed_out', 'action_required', 'stale', 'error']);

function rollupState(home: RepositoryState, sha: string, at: Instant): string {
  const results = [
    ...checkRunsAt(home.repository, sha, at).map(({ conclusion }) => conclusion ?? 'pending'),
    ...statusesAt(home.repository, sha, at).map(({ state }) => state),
  ];
  if (results.some((result) => BAD.has(result))) return 'FAILURE';
  return results.includes('pending') ? 'PENDING' : 'SUCCESS';
}

function suiteOfRun({ home, run }: OfRun, context: Context): OfSuite {
  return suitesOf(home, run.sha, context).find(({ suite }) => suite === run.suite) as OfSuite;
}

function isRequired(home: RepositoryState, name: string, { world, at }: Context, args: Args): boolean {
  const byNumber = typeof args['pullRequestNumber'] === 'number' ? pullNumbered(home.repository, args['pullRequestNumber'], at) : null;
  const pull =
    byNumber ?? home.repository.pulls.map((one) => pullNumbered(home.repository, one.number, at)).find((state) => isPullOf(state, home, args));
  if (pull === null || pull === undefined) throw new GithubError('NOT_FOUND', 'A pull request ID or pull request number is required.');
  return requiredChecksAt(world, home.repository, pull.base, at).includes(name);
}

function isPullOf(state: ReturnType<typeof pullNumbered>, home: RepositoryState, args: Args): boolean {
  return state !== null && nodeId('PullRequest', `${home.repository.id}/${state.pull.id}`) === args['pullRequestId'];
}

const runUrl = ({ home, run }: OfRun, web: string): string => `${web}/${home.owner}/${home.name}/actions/runs/${run.suite}/job/${run.id}`;

export const checkRun: Fields<OfRun> = {
  id: ({ home, run }) => nodeId('CheckRun', `${home.repository.id}/${run.id}`),
  databaseId: ({ run }) => run.id,
  name: ({ run }) => run.name,
  status: ({ run }) => (run.completedAt === null ? 'IN_PROGRESS' : 'COMPLETED'),
  conclusion: ({ run }) => run.conclusion?.toUpperCase() ?? null,
  startedAt: ({ run }) => time(run.startedAt),
  completedAt: ({ run }) => timeMaybe(run.completedAt),
  title: () => null,
  summary: () => null,
  text: () => null,
  detailsUrl: (it, { web }) => runUrl(it, web),
  url: (it, { web }) => runUrl(it, web),
  permalink: (it, { web }) => runUrl(it, web),
  repository: ({ home }) => as('Repository', home),
  checkSuite: (it, context) => as('CheckSuite', suiteOfRun(it, context)),
  isRequired: field(['pullRequestId', 'pullRequestNumber'], ({ home, run }, context, args) => isRequired(home, run.name, context, args)),
};

const workflowRunOf = ({ home, suite }: OfSuite): WorkflowRun | undefined => home.repository.workflowRuns.find((run) => run.suite === suite);

export const checkSuite: Fields<OfSuite> = {
  id: ({ home, suite }) => nodeId('CheckSuite', `${home.repository.id}/${suite}`),
  databaseId: ({ suite }) => suite,
  status: ({ runs }) => (runs.every(({ completedAt }) => completedAt !== null) ? 'COMPLETED' : 'IN_PROGRESS'),
  conclusion: ({ home, sha, suite, runs }, { at }) => {
    if (runs.some(({ completedAt }) => completedAt === null)) return null;
    const latest = checkRunsAt(home.repository, sha, at).filter((run) => run.suite === suite);
    return latest.some(({ conclusion }) => BAD.has(conclusion ?? '')) ? 'FAILURE' : 'SUCCESS';
  },
  createdAt: ({ runs }) => time(Math.min(...runs.map(({ startedAt }) => startedAt)) as Instant),
  updatedAt: ({ runs }) => time(Math.max(...runs.map(({ startedAt, completedAt }) => completedAt ?? startedAt)) as Instant),
  app: ({ runs }) => asMaybe('App', runs[0]?.app),
  commit: ({ home, sha }, { at }) => as('Commit', { home, commit: commitAt(home.repository, sha, at) }),
  repository: ({ home }) => as('Repository', home),
  creator: (it, context) => userOf(context, workflowRunOf(it)?.by),
  workflowRun: (it, context) => (may(context, NEEDS.actions) ? asMaybe('WorkflowRun', withHome(it, workflowRunOf(it))) : refused(context)),
  checkRuns: listing('CheckRunConnection', ['filterBy'], ({ home, sha, suite, runs }, { at }, args) => {
    const filter = (args['filterBy'] ?? {}) as Args;
    for (const name of ['appId', 'status', 'statuses', 'conclusions'])
      if (filter[name] !== undefined && filter[name] !== null) throw filterRefused(name);
    const all = filter['checkType'] === 'ALL' ? runs : checkRunsAt(home.repository, sha, at).filter((run) => run.suite === suite);
    const wanted = all.filter(({ name }) => filter['checkName'] === undefined || filter['checkName'] === null || filter['checkName'] === name);
    return listed({ items: wanted, keyOf: ({ id }) => id, node: (run) => as('CheckRun', { home, run }) });
  }),
};

function filterRefused(name: string): GithubError {
  return new GithubError('NOT_SERVED', `The pretend GitHub does not serve CheckRunFilter.${name}.`);
}

interface OfWorkflowRun {
  readonly of: OfSuite;
  readonly run: WorkflowRun;
}

function withHome(of: OfSuite, run: WorkflowRun | undefined): OfWorkflowRun | null {
  return run === undefined ? null : { of, run };
}

export const workflowRun: Fields<OfWorkflowRun> = {
  id: ({ run }) => nodeId('WorkflowRun', run.id),
  databaseId: ({ run }) => run.id,
  runNumber: ({ run }) => run.number,
  event: ({ run }) => run.event,
  createdAt: ({ run }) => time(run.startedAt),
  updatedAt: ({ run }, { at }) => time(run.endedAt !== null && run.endedAt <= at ? run.endedAt : run.startedAt),
  url: ({ of: { home }, run }, { web }) => `${web}/${home.owner}/${home.name}/actions/runs/${run.id}`,
  checkSuite: ({ of }) => as('CheckSuite', of),
  workflow: ({ of, run }) => as('Workflow', { of, run }),
};

export const workflow: Fields<OfWorkflowRun> = {
  id: ({ of: { home }, run }) => nodeId('Workflow', `${home.repository.id}/${run.path}`),
  name: ({ run }) => run.workflow,
  url: ({ of: { home }, run }, { web }) => `${web}/${home.owner}/${home.name}/actions/workflows/${run.path.split('/').at(-1)}`,
};

const knownApps = Object.values(APPS);

/** By the app's id. */
export const app: Fields<number> = {
  id: (id) => nodeId('App', id),
  databaseId: (id) => id,
  slug: (id) => knownApps.find((one) => one.id === id)?.slug ?? `app-${id}`,
  name: (id) => knownApps.find((one) => one.id === id)?.name ?? `App ${id}`,
};

export const statusContext: Fields<OfStatus> = {
  id: ({ home, status }) => nodeId('StatusContext', `${home.repository.id}/${status.id}`),
  context: ({ status }) => status.context,
  state: ({ status }) => status.state.toUpperCase(),
  createdAt: ({ status }) => time(status.at),
  description: () => null,
  targetUrl: () => null,
  creator: ({ status }, context) => actorOf(context, status.by),
  commit: ({ home, status }, { at }) => as('Commit', { home, commit: commitAt(home.repository, status.sha, at) }),
  isRequired: field(['pullRequestId', 'pullRequestNumber'], ({ home, status }, context, args) => isRequired(home, status.context, context, args)),
};

export const status: Fields<{ readonly home: RepositoryState; readonly sha: string; readonly statuses: readonly CommitStatus[] }> = {
  id: ({ home, sha }) => nodeId('Status', `${home.repository.id}/${sha}`),
  state: ({ statuses }) =>
    (statuses.find(({ state }) => BAD.has(state)) ?? statuses.find(({ state }) => state === 'pending') ?? statuses[0])?.state.toUpperCase(),
  contexts: ({ home, statuses }) => statuses.map((one) => as('StatusContext', { home, status: one })),
};
