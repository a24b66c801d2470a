import { readFile, rm, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { beginOfProcess, commandOfProcess, processEnds, processesWorkingIn } from './running-process.ts';

/**
 * Stops the server that a killed program left running on this cluster. Call only while holding the data directory's lock:
 * then no living program owns that server.
 * @throws Refusal `database/cannot-stop-orphan`
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (await isServerOf(cluster, pid)) await stopServer(pid);
  await helpersEnd(cluster);
  // After a power cut the id may be somebody else's by now, and PostgreSQL would hesitate. Otherwise the file is left to it: it knows what to check.
  if ((await beginOfProcess(pid)) !== null) await unlink(pidFile);
  const sockets = lines[4] ?? '';
  if (basename(sockets).startsWith('tickmark-')) await rm(sockets, { recursive: true, force: true });
}

async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  const command = await commandOfProcess(pid);
  return command?.includes(`-D ${cluster} `) ?? false;
}

/** The processes of a server that was itself killed end by themselves within moments; two servers on one cluster would destroy it. */
async function helpersEnd(cluster: string): Promise<void> {
  for (const pid of await processesWorkingIn(cluster)) {
    if (!(await processEnds(pid, 10_000))) throw stays(pid);
  }
}

async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await processEnds(pid, 30_000)) return;
  // An immediate shutdown: the next start replays the log.
  process.kill(pid, 'SIGQUIT');
  if (await processEnds(pid, 10_000)) return;
  throw stays(pid);
}

function stays(pid: number): Refusal {
  return new Refusal(
    'database/cannot-stop-orphan',
    `A PostgreSQL left over from a run that was killed does not end. Stop process ${pid} and try again.`,
  );
}
