import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Cluster, type ServerSettings, SUPERUSER, startCluster } from '../../src/database/cluster.ts';
import { embeddedBinaries } from '../../src/database/embedded.ts';
import { migrateDatabase } from '../../src/database/migrate.ts';
import { APP } from '../../src/database/roles.ts';

/** Passwords of a server that lives as long as the test run, in a folder only we can enter. */
const SUPERUSER_PASSWORD = 'for tests: superuser';
const APP_PASSWORD = 'for tests: app';

export const TEMPLATE = 'tickmark_template';

/** Fast and forgetful: what tests of durability must not use. */
export const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '80' };

export interface TestServer {
  readonly cluster: Cluster;
  readonly version: string;
  superuserUrl(database: string): string;
  appUrl(database: string): string;
  stop(): Promise<void>;
}

/**
 * A server of its own, in a temporary folder, with a migrated template database. The programs in TICKMARK_TEST_PG_BIN are used when it is set: the
 * oldest server we support is tested that way.
 */
export async function startTestServer(settings: ServerSettings): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'tickmark-test-'));
  const binaries = process.env['TICKMARK_TEST_PG_BIN'] ?? (await embeddedBinaries());
  const cluster = await startCluster({ binaries, directory, superuserPassword: SUPERUSER_PASSWORD, settings });
  const superuserUrl = (database: string) => cluster.url(SUPERUSER, SUPERUSER_PASSWORD, database);
  const version = await makeTemplate(superuserUrl);
  return {
    cluster,
    version,
    superuserUrl,
    appUrl: (database) => cluster.url(APP, APP_PASSWORD, database),
    async stop() {
      await cluster.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(superuserUrl: (database: string) => string): Promise<string> {
  const { rows } = await runAs<{ version: string }>(superuserUrl('postgres'), 'select version()');
  await runAs(superuserUrl('postgres'), `create database ${TEMPLATE}`);
  await migrateDatabase(superuserUrl(TEMPLATE), APP_PASSWORD);
  return rows[0]?.version ?? '';
}

/** One statement, or several without parameters, on a connection of their own. */
export async function runAs<T extends pg.QueryResultRow>(url: string, text: string, values?: unknown[]): Promise<pg.QueryResult<T>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query<T>(text, values);
  } finally {
    await client.end();
  }
}
