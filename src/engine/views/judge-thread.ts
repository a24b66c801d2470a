import { parentPort, workerData } from 'node:worker_threads';
import { connectDatabase } from '../../database/connect.ts';
import { instant } from '../../kernel/time.ts';
import { judgeUpTo } from '../assess.ts';
import { refusalOf } from './refusal-of.ts';
import type { JudgedInThread, JudgeThreadData } from './thread-messages.ts';

/** The thread in which one assessment is judged; it ends with it. */
const { databaseUrl, instance, organization, version, simulated, now, treeSize, request } = workerData as JudgeThreadData;

async function judged(): Promise<JudgedInThread> {
  const db = await connectDatabase(databaseUrl, instance, { connections: 2 });
  try {
    const written = await judgeUpTo({ db, organization, version, simulated }, treeSize, { ...request, now: instant(now) });
    return { type: 'judged', written };
  } catch (error) {
    return { type: 'failed', refusal: refusalOf(error) };
  } finally {
    await db.close();
  }
}

parentPort?.postMessage(await judged());
