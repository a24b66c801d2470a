import { readFile, rm, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { commandOfProcess, processEnds } from './running-process.ts';

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
  // A pid file that a power cut left behind names a process that may by now be somebody else's; PostgreSQL itself would hesitate.
  await unlink(pidFile).catch(() => undefined);
  const sockets = lines[4] ?? '';
  if (basename(sockets).startsWith('tickmark-')) await rm(sockets, { recursive: true, force: true });
}

async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  const command = await commandOfProcess(pid);
  return command?.includes(`-D ${cluster} `) ?? false;
}

async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  if (await processEnds(pid, 30_000)) return;
  // An immediate shutdown: the next start replays the log.
  process.kill(pid, 'SIGQUIT');
  if (await processEnds(pid, 10_000)) return;
  throw new Refusal(
    'database/cannot-stop-orphan',
    `A PostgreSQL left over from a run that was killed does not end. Stop process ${pid} and try again.`,
  );
}
