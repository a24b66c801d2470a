import { newUuid } from '../kernel/ids.ts';
import { Refusal, VendorError } from '../kernel/refusal.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';

export type WorkKind = 'collect' | 'assess' | 'export' | 'probe' | 'verify' | 'reperform';

/** One long job, as it stands. */
export interface WorkState {
  readonly id: string;
  readonly kind: WorkKind;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly askedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** What it does at the moment; the last thing it did, once it has ended. */
  readonly sentence: string;
  /** How many of how many, where it can tell. */
  readonly done: number | null;
  readonly of: number | null;
  /** Why it failed. */
  readonly problem: { readonly code: string; readonly sentence: string } | null;
  /** What it made, once it is done. */
  readonly result: unknown;
}

export type Progress = (sentence: string, done?: number, of?: number) => void;
export type Run = (progress: Progress, signal: AbortSignal) => Promise<unknown>;

/** Long jobs on one installation, one at a time, in the order in which they were asked for. They are forgotten with the process: what they wrote is not. */
export interface Works {
  /** Queues a job. @throws Refusal `work/too-many` */
  start(kind: WorkKind, title: string, run: Run): WorkState;
  /** The last fifty, the newest first. */
  list(): readonly WorkState[];
  get(id: string): WorkState | null;
  /** Asks a job to stop; one that has ended stays as it is. @returns null where there is no such job */
  cancel(id: string): WorkState | null;
  /** Is told of every step of every job. @returns what ends that */
  subscribe(listener: (state: WorkState) => void): () => void;
  /** Cancels everything, and waits until nothing runs. */
  close(): Promise<void>;
}

export interface WorksOptions {
  readonly clock: () => Instant;
  /** Is given what no rule explains: a bug, for the log. */
  readonly unexpected: (error: unknown, work: WorkState) => void;
}

interface Job {
  state: WorkState;
  readonly run: Run;
  readonly stop: AbortController;
}

const REMEMBERED = 50;
const MOST_WAITING = 20;

export function openWorks({ clock, unexpected }: WorksOptions): Works {
  const jobs: Job[] = [];
  const listeners = new Set<(state: WorkState) => void>();
  let last: Promise<void> = Promise.resolve();
  let closed = false;
  const bench: Bench = {
    now: () => isoInstant(clock()),
    change(job, to) {
      job.state = { ...job.state, ...to };
      for (const listener of listeners) listener(job.state);
    },
    unexpected,
  };
  return {
    start(kind, title, run) {
      if (closed) throw new Refusal('work/closing', 'Tickmark is shutting down. Start it again, and ask again.');
      if (jobs.filter((job) => job.state.state === 'waiting').length >= MOST_WAITING)
        throw new Refusal('work/too-many', `${MOST_WAITING} jobs are waiting already. Wait until some of them have ended, or cancel them.`);
      const job: Job = { state: waiting(kind, title, bench.now()), run, stop: new AbortController() };
      jobs.push(job);
      forgetOld(jobs);
      bench.change(job, {});
      last = last.then(() => work(bench, job));
      return job.state;
    },
    list: () => jobs.toReversed().map((job) => job.state),
    get: (id) => jobs.find((job) => job.state.id === id)?.state ?? null,
    cancel(id) {
      const job = jobs.find((one) => one.state.id === id);
      if (job === undefined) return null;
      stop(bench, job);
      return job.state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
      for (const job of jobs) stop(bench, job);
      await last;
    },
  };
}

/** What a job is worked on with. */
interface Bench extends Pick<WorksOptions, 'unexpected'> {
  now(): string;
  /** Changes how a job stands, and tells whoever listens. */
  change(job: Job, to: Partial<WorkState>): void;
}

async function work(bench: Bench, job: Job): Promise<void> {
  if (job.state.state !== 'waiting') return;
  const end = (to: Partial<WorkState>) => bench.change(job, { endedAt: bench.now(), ...to });
  bench.change(job, { state: 'running', startedAt: bench.now(), sentence: 'Started' });
  const progress: Progress = (sentence, done, of) => {
    if (job.state.state === 'running') bench.change(job, { sentence, done: done ?? null, of: of ?? null });
  };
  try {
    const result = await job.run(progress, job.stop.signal);
    end({ state: 'done', result: result ?? null });
  } catch (error) {
    if (job.stop.signal.aborted) return end({ state: 'cancelled', sentence: 'Stopped. What was written before is whole.' });
    const problem = problemOf(error);
    if (problem.code === 'unexpected') bench.unexpected(error, job.state);
    end({ state: 'failed', problem, sentence: problem.sentence });
  }
}

function stop(bench: Bench, job: Job): void {
  if (job.state.endedAt !== null) return;
  job.stop.abort();
  if (job.state.state === 'waiting') bench.change(job, { endedAt: bench.now(), state: 'cancelled', sentence: 'Stopped before it began.' });
  else bench.change(job, { sentence: 'Stopping' });
}

/** Only what has ended is forgotten. */
function forgetOld(jobs: Job[]): void {
  const ended = jobs.filter((job) => job.state.endedAt !== null);
  for (const job of ended.slice(0, Math.max(0, jobs.length - REMEMBERED))) jobs.splice(jobs.indexOf(job), 1);
}

function waiting(kind: WorkKind, title: string, askedAt: string): WorkState {
  const nothing = { startedAt: null, endedAt: null, done: null, of: null, problem: null, result: null };
  return { id: newUuid(), kind, title, state: 'waiting', askedAt, sentence: 'Waiting for its turn', ...nothing };
}

function problemOf(error: unknown): { code: string; sentence: string } {
  if (error instanceof Refusal) return { code: error.code, sentence: error.message };
  if (error instanceof VendorError) return { code: `vendor/${error.kind}`, sentence: error.message };
  return { code: 'unexpected', sentence: 'This is a bug in Tickmark; what happened stands in its log. What was written before is whole.' };
}
