import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../kernel/refusal.ts';
import { stopOrphan } from './orphan.ts';
import { type RunAs, runAsUnprivileged } from './privileges.ts';
import { processEnds } from './running-process.ts';

const run = promisify(execFile);

/** The longest path of a Unix socket is 107 bytes, of which `/.s.PGSQL.5432` takes 14. */
const LONGEST_SOCKET_DIRECTORY = 93;
const START_LIMIT = 60_000;

export const SUPERUSER = 'tickmark_superuser';

export interface ClusterOptions {
  /** The folder with `initdb` and `postgres`. */
  readonly binaries: string;
  /** A folder of ours; the cluster lives in `postgres` below it. */
  readonly directory: string;
  /** Password of the superuser; taken when the cluster is made. */
  readonly superuserPassword: string;
  /** Server settings beside, or instead of, the durable ones; null leaves one to the server's configuration file. */
  readonly settings?: ServerSettings;
}

export type ServerSettings = Readonly<Record<string, string | null>>;

/** A running server of our own, reachable through a Unix socket alone. */
export interface Cluster {
  readonly pid: number;
  readonly socketDirectory: string;
  url(user: string, password: string, database: string): string;
  /** Ends sessions and writes everything down. */
  stop(): Promise<void>;
}

/** Nothing here trades durability for speed. */
const durable: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_connections: '50',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Makes the cluster on first use, stops a server that a killed process left behind, and starts.
 * @throws Refusal `database/cannot-start` with the server's last words, `database/no-socket-directory`, `database/root-cannot-reach`
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const cluster = join(options.directory, 'postgres');
  const sockets = await makeSocketDirectory();
  try {
    if (!(await exists(cluster))) await makeCluster(options, cluster, sockets);
    await stopOrphan(cluster);
    const runAs = await runAsUnprivileged([cluster, sockets], [options.binaries]);
    const child = await launch(options, cluster, sockets, runAs);
    return runningCluster(child, sockets);
  } catch (error) {
    await rm(sockets, { recursive: true, force: true });
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function makeSocketDirectory(): Promise<string> {
  const base = Buffer.byteLength(tmpdir()) + '/tickmark-XXXXXX'.length <= LONGEST_SOCKET_DIRECTORY ? tmpdir() : '/tmp';
  return mkdtemp(join(base, 'tickmark-')).catch(() => {
    throw new Refusal(
      'database/no-socket-directory',
      `No temporary folder can be made in ${base}. Set TMPDIR to a writable folder with a short path.`,
    );
  });
}

/** Made beside its place and renamed when whole: a kill half-way leaves nothing that looks made. */
async function makeCluster(options: ClusterOptions, cluster: string, sockets: string): Promise<void> {
  const draft = `${cluster}.draft`;
  const passwordFile = join(sockets, 'password');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, options.superuserPassword, { mode: 0o600 });
  const runAs = await runAsUnprivileged([draft, sockets, passwordFile], [options.binaries]);
  const locale = await localeFlags(options.binaries, runAs);
  const flags = ['-D', draft, '-U', SUPERUSER, '-E', 'UTF8', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale];
  await execute(runAs, join(options.binaries, 'initdb'), flags);
  await rm(passwordFile);
  await rename(draft, cluster);
}

/** The same order of texts on every machine; from version 17 on without help of the operating system. */
async function localeFlags(binaries: string, runAs: RunAs): Promise<string[]> {
  const version = await execute(runAs, join(binaries, 'postgres'), ['--version']);
  const major = Number(/(\d+)/.exec(version)?.[1]);
  return major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
}

async function execute(runAs: RunAs, program: string, args: readonly string[]): Promise<string> {
  const [command, ...rest] = [...runAs.prefix, program, ...args] as [string, ...string[]];
  try {
    const { stdout } = await run(command, rest, { cwd: '/', env: serverEnvironment, uid: runAs.uid, gid: runAs.gid });
    return stdout;
  } catch (error) {
    throw cannotStart((error as { stderr?: string }).stderr || String(error));
  }
}

/** Nothing of the caller's environment (PGDATA, PGOPTIONS, LC_ALL) reaches the server. */
const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function launch(options: ClusterOptions, cluster: string, sockets: string, runAs: RunAs): Promise<ChildProcess> {
  const settings = { ...durable, unix_socket_directories: sockets, ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => (value === null ? [] : ['-c', `${name}=${value}`]));
  const [command, ...rest] = [...runAs.prefix, join(options.binaries, 'postgres'), '-D', cluster, ...flags] as [string, ...string[]];
  const logPath = join(options.directory, 'postgres.log');
  const log = openSync(logPath, 'w', 0o600);
  try {
    // A session of its own: Ctrl-C in a terminal must not reach the server before the program has finished with it.
    const child = spawn(command, rest, {
      cwd: '/',
      env: serverEnvironment,
      uid: runAs.uid,
      gid: runAs.gid,
      detached: true,
      stdio: ['ignore', log, log],
    });
    await serverIsReady(child, cluster, logPath);
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

async function serverIsReady(child: ChildProcess, cluster: string, logPath: string): Promise<void> {
  let failure: Error | null = null;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = performance.now() + START_LIMIT;
  while (performance.now() < deadline) {
    if (failure !== null) throw cannotStart(String(failure));
    if (child.exitCode !== null || child.signalCode !== null) throw cannotStart(await wordsOf(logPath));
    if (await saysReady(child, cluster)) return;
    await new Promise((wake) => setTimeout(wake, 15));
  }
  child.kill('SIGQUIT');
  throw cannotStart(`It was not ready after ${START_LIMIT / 1000} s. ${await wordsOf(logPath)}`);
}

async function saysReady(child: ChildProcess, cluster: string): Promise<boolean> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready';
}

async function wordsOf(logPath: string): Promise<string> {
  return readFile(logPath, 'utf8').catch(() => '');
}

/** How long each way of ending a server is given, in milliseconds. After all but the first, the next start replays its log; nothing that was acknowledged is lost. */
const waysToEnd = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 10_000],
] as const;

/** A server that broke down (of a full disk, say) may never answer a polite request: while it recovers, it does not hear it. */
async function endInTurn(child: ChildProcess): Promise<void> {
  for (const [signal, patience] of waysToEnd) {
    child.kill(signal);
    if (await processEnds(child.pid as number, patience)) return;
  }
}

function cannotStart(words: string): Refusal {
  if (/no space left|check free disk space/i.test(words))
    return new Refusal(
      'data-directory/full',
      'The disk is full, so the embedded PostgreSQL cannot start. Make room, and run the same command again. Nothing was lost.',
    );
  const last = words.trim().split('\n').slice(-6).join('\n');
  return new Refusal('database/cannot-start', `The embedded PostgreSQL could not be started. It said:\n${last}`);
}

function runningCluster(child: ChildProcess, sockets: string): Cluster {
  const pid = child.pid as number;
  // Should the program leave without stopping its server, the server still shuts down in good order.
  const onExit = () => child.kill('SIGINT');
  process.once('exit', onExit);
  return {
    pid,
    socketDirectory: sockets,
    url: (user, password, database) => `postgresql://${user}:${encodeURIComponent(password)}@${encodeURIComponent(sockets)}/${database}`,
    async stop() {
      process.removeListener('exit', onExit);
      const alive = child.exitCode === null && child.signalCode === null;
      if (alive) await endInTurn(child);
      await rm(sockets, { recursive: true, force: true });
    },
  };
}
