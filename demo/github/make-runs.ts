import { type Instant, instant } from '../../src/kernel/time.ts';
import type { Random } from '../random.ts';
import { APPS, type Ids } from './ids.ts';
import type { Cast } from './make-accounts.ts';
import type { AccountId, Sha } from './world.ts';
import type { PullPush, PullRequest } from './world-pulls.ts';
import type { CheckRun, CommitStatus, Deployment, WorkflowRun } from './world-runs.ts';

/** What ran in one repository, while its year is told. */
export interface Runs {
  readonly ids: Ids;
  readonly cast: Cast;
  readonly checkRuns: CheckRun[];
  readonly statuses: CommitStatus[];
  readonly workflowRuns: WorkflowRun[];
  readonly deployments: Deployment[];
}

const CHECKS = ['test', 'lint', 'build'];
const seconds = (from: Instant, count: number): Instant => instant(from + Math.floor(count) * 1000);

/** Runs for every push of a pull request. On the last one all are green before it was ready to land; now and then only a re-run was. */
export function runPull(runs: Runs, pull: PullRequest, readyAt: Instant, random: Random): void {
  pull.pushes.forEach((push, index) => {
    const isLast = index === pull.pushes.length - 1;
    const until = isLast ? readyAt : ((pull.pushes[index + 1] as PullPush).at as Instant);
    const room = Math.max(0, Math.min((until - push.at) / 1000, 900));
    const verdict = isLast ? (random.chance(0.06) ? 're-run' : 'green') : random.chance(0.1) ? 'red' : 'green';
    runSuite(runs, { sha: push.commits.at(-1) as Sha, from: push.at, room, verdict, by: push.by, event: 'pull_request', branch: pull.headBranch });
  });
  const { merged } = pull;
  if (merged?.queue == null) return;
  const from = instant(Math.min(merged.at - 2000, merged.queue.addedAt));
  const room = Math.max(0, (merged.at - from) / 1000 - 1);
  runSuite(runs, {
    sha: merged.landed.at(-1) as Sha,
    from,
    room,
    verdict: 'green',
    by: runs.cast.mergeQueue,
    event: 'merge_group',
    branch: merged.queue.branch,
  });
}

interface Suite {
  readonly sha: Sha;
  readonly from: Instant;
  /** Seconds in which it must be done. */
  readonly room: number;
  readonly verdict: 'green' | 'red' | 're-run';
  readonly by: AccountId;
  readonly event: WorkflowRun['event'];
  readonly branch: string;
}

function runSuite(runs: Runs, suite: Suite): void {
  const { ids, checkRuns, statuses, workflowRuns, cast } = runs;
  const { sha, from, room, verdict, by, event, branch } = suite;
  const id = ids.next();
  const half = verdict === 're-run' ? 0.4 : 0.7;
  const [startedAt, endedAt] = [seconds(from, room * 0.05), seconds(from, room * half)];
  const isRed = verdict !== 'green';
  for (const name of CHECKS) {
    const conclusion = isRed && name === 'test' ? 'failure' : 'success';
    checkRuns.push({ id: ids.next(), suite: id, name, app: APPS.actions.id, sha, startedAt, completedAt: endedAt, conclusion });
  }
  const done = verdict === 're-run' ? seconds(from, room * 0.8) : endedAt;
  if (verdict === 're-run') {
    const again = { startedAt: seconds(from, room * 0.5), completedAt: done, conclusion: 'success' } as const;
    checkRuns.push({ id: ids.next(), suite: id, name: 'test', app: APPS.actions.id, sha, ...again });
  }
  statuses.push({ id: ids.next(), sha, context: 'licences/scan', state: 'success', at: done, by: cast.pipelines });
  workflowRuns.push({
    ...{ id: ids.next(), suite: id, workflow: 'CI', path: '.github/workflows/ci.yml', event, branch, sha, number: workflowRuns.length + 1 },
    ...{ startedAt, endedAt: done, conclusion: verdict === 'red' ? 'failure' : 'success', by },
  });
}

/** Brings what landed to production by the pipeline, and puts the deployment before it out of service. */
export function deployLanding(runs: Runs, sha: Sha, landedAt: Instant, by: AccountId, nextLanding: Instant | null): void {
  const { ids, cast, checkRuns, workflowRuns, deployments } = runs;
  const [startedAt, endedAt] = [seconds(landedAt, 10), seconds(landedAt, 310)];
  const [suite, run] = [ids.next(), ids.next()];
  const common = { app: APPS.actions.id, sha, startedAt, completedAt: endedAt, conclusion: 'success' } as const;
  checkRuns.push({ id: ids.next(), suite, name: 'deploy', ...common });
  workflowRuns.push({
    ...{
      id: run,
      suite,
      workflow: 'Deploy',
      path: '.github/workflows/deploy.yml',
      event: 'push',
      branch: 'main',
      sha,
      number: workflowRuns.length + 1,
    },
    ...{ startedAt, endedAt, conclusion: 'success', by },
  });
  const statuses = [
    { id: ids.next(), state: 'in_progress', at: seconds(landedAt, 40), by: cast.actions },
    { id: ids.next(), state: 'success', at: seconds(landedAt, 300), by: cast.actions },
    ...(nextLanding === null ? [] : [{ id: ids.next(), state: 'inactive', at: seconds(nextLanding, 301), by: cast.actions } as const]),
  ] as const;
  deployments.push({
    ...{ id: ids.next(), environment: 'production', production: true, sha, ref: 'main', task: 'deploy', createdAt: seconds(landedAt, 30) },
    ...{ by: cast.actions, run, statuses },
  });
}
