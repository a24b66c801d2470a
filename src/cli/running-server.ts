import { setTimeout as wait } from 'node:timers/promises';
import { readOwnerToken } from '../api/auth/owner-token.ts';
import { type AnswerOf, ApiError, type Client, createClient } from '../client/call.ts';
import { holderOf } from '../database/directory-lock.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Io } from './io.ts';
import { dataFolder } from './open.ts';
import type { Progress } from './progress.ts';

/** A server that holds a data directory: what needs the directory is asked of it. */
export interface RunningServer {
  /** `http://127.0.0.1:7460` */
  readonly address: string;
  /** @throws Refusal with the code and the sentence of the server */
  readonly call: Client['call'];
}

type Work = AnswerOf<'GET /work/{work}'>;

/** The server that holds a data directory, or null where nobody serves it. @throws Refusal `owner-token/…` */
export async function runningServer(io: Io, data: string | undefined): Promise<RunningServer | null> {
  const folder = dataFolder(io, data);
  const address = (await holderOf(folder))?.address ?? null;
  const token = address === null ? null : await readOwnerToken(folder);
  if (address === null || token === null) return null;
  const client = createClient({ base: `${address}/api/v1`, token });
  return {
    address,
    async call(key, call) {
      return client.call(key, call).catch((error: unknown) => {
        throw error instanceof ApiError ? refusalOf(error, address) : error;
      });
    },
  };
}

function refusalOf({ problem: { code, detail } }: ApiError, address: string): Refusal {
  if (code !== 'client/unreachable') return new Refusal(code, detail);
  return new Refusal('serve/unreachable', `The Tickmark that serves this directory does not answer at ${address}. Stop it, and try again.`);
}

/** Says on standard error who does the work, since it is done with the configuration and the secrets of that process. */
export function sayWho(io: Io, { address }: RunningServer): void {
  io.err(`Asking the Tickmark that serves this directory at ${address}.\n`);
}

/** Between two looks at how far a job is, in milliseconds. */
const PACE = 250;

/**
 * Follows a long job to its end; Ctrl-C stops it.
 * @returns what it made
 * @throws Refusal with the code and the sentence with which it failed
 */
export async function followWork(
  io: Io,
  server: RunningServer,
  { started, progress }: { readonly started: Work; readonly progress: Progress },
): Promise<unknown> {
  let work = started;
  const params = { work: started.id };
  while (work.endedAt === null) {
    progress(work.sentence, work.done ?? undefined, work.of ?? undefined);
    await wait(PACE, undefined, { signal: io.signal }).catch(() => undefined);
    work = await server.call(io.signal.aborted ? 'POST /work/{work}/cancel' : 'GET /work/{work}', { params });
    if (io.signal.aborted) break;
  }
  progress.end();
  io.signal.throwIfAborted();
  if (work.state === 'done') return work.result;
  throw new Refusal(work.problem?.code ?? 'work/cancelled', work.problem?.sentence ?? `${work.title}: stopped by somebody else.`);
}
