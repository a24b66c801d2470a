import type { Instant } from '../../src/kernel/time.ts';
import type { AccountId, Sha } from './world-base.ts';

/** One run of one check. A re-run is a further one with the same name, app and commit. */
export interface CheckRun {
  readonly id: number;
  /** Runs of one suite share it; a workflow run names its own. */
  readonly suite: number;
  readonly name: string;
  readonly app: number;
  readonly sha: Sha;
  readonly startedAt: Instant;
  readonly completedAt: Instant | null;
  /** null while it runs. */
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'skipped' | 'cancelled' | 'timed_out' | 'action_required' | 'stale' | null;
}

/** A commit status. The newest of a context counts. */
export interface CommitStatus {
  readonly id: number;
  readonly sha: Sha;
  readonly context: string;
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  readonly at: Instant;
  readonly by: AccountId;
}

export interface WorkflowRun {
  readonly id: number;
  readonly suite: number;
  readonly workflow: string;
  readonly path: string;
  readonly event: 'push' | 'pull_request' | 'merge_group' | 'workflow_dispatch' | 'schedule';
  readonly branch: string | null;
  readonly sha: Sha;
  readonly number: number;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly conclusion: 'success' | 'failure' | 'cancelled' | null;
  readonly by: AccountId;
}

export interface Deployment {
  readonly id: number;
  readonly environment: string;
  readonly production: boolean;
  readonly sha: Sha;
  readonly ref: string;
  readonly task: string;
  readonly createdAt: Instant;
  readonly by: AccountId;
  /** The workflow run that made it. */
  readonly run: number | null;
  readonly statuses: readonly {
    readonly id: number;
    readonly state: 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive' | 'pending';
    readonly at: Instant;
    readonly by: AccountId;
  }[];
}
