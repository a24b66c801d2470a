import { Worker } from 'node:worker_threads';
import { type AssessRequest, type Sealed, sealWritten, treeSizeFor } from '../assess.ts';
import type { Installation } from '../installation.ts';
import type { PeriodRequest } from '../program.ts';
import type { Written } from '../summary.ts';
import { beginningOf } from './open-thread.ts';
import { errorFrom } from './refusal-of.ts';
import type { JudgedInThread, JudgeThreadData } from './thread-messages.ts';

/**
 * Assesses as `assess` does, and judges in a thread of its own, so that a server goes on answering.
 * @throws Refusal as `assess` does; the reason of the signal when it was aborted: nothing is sealed then
 */
export async function assessApart(
  place: Installation,
  request: PeriodRequest & Pick<AssessRequest, 'onProgress' | 'asKnownAt'>,
  signal: AbortSignal,
): Promise<Sealed> {
  signal.throwIfAborted();
  request.onProgress?.('Sealing what was collected');
  await place.keeper.seal(place.organization.id);
  const treeSize = await treeSizeFor(place, request.asKnownAt);
  request.onProgress?.('Judging');
  const written = await judgedApart(place, treeSize, request, signal);
  signal.throwIfAborted();
  request.onProgress?.('Sealing the assessment');
  return sealWritten(place, written);
}

async function judgedApart(place: Installation, treeSize: number, { audit, period }: PeriodRequest, signal: AbortSignal): Promise<Written> {
  signal.throwIfAborted();
  const { db, organization, version, simulation, clock } = place;
  const workerData: JudgeThreadData = {
    ...{ databaseUrl: db.url, instance: db.instance, organization, version, simulated: simulation !== null, now: clock(), treeSize },
    request: { audit, period },
  };
  const worker = new Worker(beginningOf('judge-thread'), { workerData, name: 'assessment' });
  const stop = () => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const told = await new Promise<JudgedInThread>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(signal.aborted ? (signal.reason as Error) : new Error('The thread of an assessment has ended.')));
    });
    if (told.type === 'failed') throw errorFrom(told.refusal);
    return told.written;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
