import { existsSync, promises as fs } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import { quietPool } from './pool.ts';
import { ensureRoles, OWNER } from './roles.ts';

/** Where the names of the migrations that ran are kept. */
export const MIGRATION_SCHEMA = 'instance';
export const MIGRATION_TABLE = 'migration';

/**
 * Brings a database to the newest schema, all or nothing: a migration that is killed half-way leaves no trace, and the next run does it.
 * @param adminUrl a role that may create roles and owns the database
 * @param appPassword set for the app's role when given
 * @param folder where the migrations are, when not beside the program
 * @returns the names of the migrations that ran
 * @throws Refusal `database/cannot-make-roles`, `database/newer`
 */
export async function migrateDatabase(adminUrl: string, appPassword: string | null, folder = migrationFolder()): Promise<string[]> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await ensureRoles(admin, appPassword);
  } finally {
    await admin.end();
  }
  return migrateAsOwner(adminUrl, folder);
}

async function migrateAsOwner(adminUrl: string, folder: string): Promise<string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: quietPool({ connectionString: adminUrl, max: 1 }),
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(`set role ${OWNER}`));
      },
    }),
  });
  try {
    const { error, results } = await migratorFor(db, folder).migrateToLatest();
    if (error !== undefined) throw asRefusal(error);
    return (results ?? []).filter((one) => one.status === 'Success').map((one) => one.migrationName);
  } finally {
    await db.destroy();
  }
}

function asRefusal(error: unknown): unknown {
  // Kysely says so when the database ran migrations that this program does not have.
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) return newerSchema();
  return error;
}

export function newerSchema(): Refusal {
  return new Refusal(
    'database/newer',
    'The database was made by a newer Tickmark. Install that version or a later one; this version would not understand what it reads.',
  );
}

function migratorFor(db: Kysely<unknown>, folder: string): Migrator {
  const provider = new FileMigrationProvider({ fs, path, migrationFolder: folder, import: (file) => import(pathToFileURL(file).href) });
  return new Migrator({
    db,
    provider,
    migrationTableSchema: MIGRATION_SCHEMA,
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: 'migration_lock',
  });
}

/** Beside the emitted program when it is packed, beside the sources otherwise. */
function migrationFolder(): string {
  const emitted = fileURLToPath(new URL('../migrations', import.meta.url));
  return existsSync(emitted) ? emitted : fileURLToPath(new URL('../../migrations', import.meta.url));
}

/** The names of the migrations that this program knows, oldest first. */
export async function knownMigrations(): Promise<string[]> {
  const files = await fs.readdir(migrationFolder());
  const names = files.filter((file) => /^\d{4}-[a-z0-9-]+\.(ts|js)$/.test(file)).map((file) => file.replace(/\.(ts|js)$/, ''));
  return names.sort();
}
