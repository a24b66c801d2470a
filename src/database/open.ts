import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { replaceFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Cluster, type ServerSettings, SUPERUSER, startCluster } from './cluster.ts';
import { connectDatabase, type Database } from './connect.ts';
import { type DataDirectory, prepareDataDirectory } from './data-directory.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { embeddedBinaries } from './embedded.ts';
import { migrateDatabase } from './migrate.ts';
import { APP } from './roles.ts';

export interface OpenOptions {
  /** The folder of this installation; made when missing. */
  readonly dataDirectory: string;
  /** The app's URL on a server of the operator's. Without it the embedded server is started. */
  readonly databaseUrl?: string | undefined;
  readonly programVersion: string;
  /** With a simulated clock: a directory that is made so stays so. */
  readonly simulated?: boolean | undefined;
  /** Settings of the embedded server instead of our own. */
  readonly serverSettings?: ServerSettings;
}

/** A data directory that this process alone works on, with its database. */
export interface OpenedDatabase extends Database {
  readonly directory: DataDirectory;
  /** Tells other processes, through the data directory's lock, where this one serves. */
  announce(address: string | null): Promise<void>;
}

/**
 * Locks the data directory and opens its database: the embedded server, brought to the newest schema, or the operator's, which must have it.
 * @throws Refusal `data-directory/…`, `database/…`
 */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  const path = resolve(options.dataDirectory);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(path);
  try {
    const directory = await prepareDataDirectory(path, options.programVersion, options.simulated === true);
    if (options.databaseUrl !== undefined) return await openServer(options.databaseUrl, directory, lock);
    return await openEmbedded(directory, lock, options.serverSettings ?? {});
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openServer(url: string, directory: DataDirectory, lock: DirectoryLock): Promise<OpenedDatabase> {
  const database = await connectDatabase(url, directory.instance);
  return opened(database, directory, lock, async () => undefined);
}

async function openEmbedded(directory: DataDirectory, lock: DirectoryLock, settings: ServerSettings): Promise<OpenedDatabase> {
  const passwords = await embeddedPasswords(directory.path);
  const binaries = await embeddedBinaries();
  const cluster = await startCluster({ binaries, directory: directory.path, superuserPassword: passwords.superuser, settings });
  try {
    await migrateEmbedded(cluster, passwords);
    const database = await connectDatabase(cluster.url(APP, passwords.app, EMBEDDED_DATABASE), directory.instance);
    return opened(database, directory, lock, () => cluster.stop());
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

function opened(database: Database, directory: DataDirectory, lock: DirectoryLock, stopServer: () => Promise<void>): OpenedDatabase {
  return {
    ...database,
    directory,
    announce: (address) => lock.announce(address),
    async close() {
      await database.close();
      await stopServer();
      await lock.release();
    },
  };
}

const EMBEDDED_DATABASE = 'tickmark';

async function migrateEmbedded(cluster: Cluster, passwords: Passwords): Promise<void> {
  const admin = new pg.Client({ connectionString: cluster.url(SUPERUSER, passwords.superuser, 'postgres') });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [EMBEDDED_DATABASE]);
    if (rowCount === 0) await admin.query(`create database ${EMBEDDED_DATABASE}`);
  } finally {
    await admin.end();
  }
  await migrateDatabase(cluster.url(SUPERUSER, passwords.superuser, EMBEDDED_DATABASE), passwords.app);
}

const passwordsShape = z.object({ superuser: z.string().min(1), app: z.string().min(1) });
type Passwords = z.infer<typeof passwordsShape>;

/** Random, kept where only the owner of the data directory reads. */
async function embeddedPasswords(directory: string): Promise<Passwords> {
  const path = join(directory, 'postgres-passwords.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text !== null) return readPasswords(path, text);
  const made = { superuser: randomBytes(24).toString('base64url'), app: randomBytes(24).toString('base64url') };
  await replaceFile(path, `${JSON.stringify(made)}\n`, 0o600);
  return made;
}

function readPasswords(path: string, text: string): Passwords {
  try {
    return passwordsShape.parse(JSON.parse(text));
  } catch {
    throw new Refusal('data-directory/damaged', `${path} cannot be read. Restore it from a backup of the data directory. Nothing was changed.`);
  }
}

/**
 * `tickmark migrate` on a server of the operator's: makes the roles and brings the schema up to date.
 * @param databaseUrl the app's; its password becomes the app role's
 * @returns the names of the migrations that ran
 * @throws Refusal `database/wrong-role`, `database/cannot-make-roles`, `database/newer`
 */
export async function migrateServer(adminUrl: string, databaseUrl: string): Promise<string[]> {
  const { username, password } = new URL(databaseUrl);
  if (decodeURIComponent(username) !== APP) {
    throw new Refusal(
      'database/wrong-role',
      `DATABASE_URL must log in as ${APP}, not as "${decodeURIComponent(username)}": postgresql://${APP}:PASSWORD@HOST/DATABASE`,
    );
  }
  return migrateDatabase(adminUrl, password === '' ? null : decodeURIComponent(password));
}
