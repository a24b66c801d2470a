import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, type ServerSettings, SUPERUSER, startCluster } from '../../src/database/cluster.ts';
import { connectDatabase, type Database } from '../../src/database/connect.ts';
import { embeddedBinaries } from '../../src/database/embedded.ts';
import { migrateDatabase } from '../../src/database/migrate.ts';
import { APP } from '../../src/database/roles.ts';
import { processEnds, processesWorkingIn } from '../../src/database/running-process.ts';
import { newUuid } from '../../src/kernel/ids.ts';

const PASSWORD = 'for tests';

/** A server that a test may kill and start again, with one migrated database. */
export interface OwnServer {
  readonly db: Database;
  readonly superuserUrl: string;
  /** SIGKILL to the server and all its processes at once. */
  kill(): Promise<void>;
  /** Starts again after `kill`, on what the disk holds. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function ownServer(settings: ServerSettings, leniency: { readonly notDurable?: boolean } = {}): Promise<OwnServer> {
  const directory = await mkdtemp(join(tmpdir(), 'tickmark-own-'));
  const binaries = process.env['TICKMARK_TEST_PG_BIN'] ?? (await embeddedBinaries());
  const instance = newUuid();
  const start = () => startCluster({ binaries, directory, superuserPassword: PASSWORD, settings });
  const connect = (cluster: Cluster) => connectDatabase(cluster.url(APP, PASSWORD, 'postgres'), instance, { leniency, connections: 20 });
  let cluster = await start();
  await migrateDatabase(cluster.url(SUPERUSER, PASSWORD, 'postgres'), PASSWORD);
  let db = await connect(cluster);
  return {
    get db() {
      return db;
    },
    get superuserUrl() {
      return cluster.url(SUPERUSER, PASSWORD, 'postgres');
    },
    async kill() {
      const all = [cluster.pid, ...(await processesWorkingIn(join(directory, 'postgres')))];
      for (const pid of new Set(all)) killIfThere(pid);
      for (const pid of all) await processEnds(pid, 10_000);
      await db.close();
      await cluster.stop();
    },
    async restart() {
      cluster = await start();
      db = await connect(cluster);
    },
    async stop() {
      await db.close();
      await cluster.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
