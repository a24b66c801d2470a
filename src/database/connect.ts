import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Leniency, refuseDishonesty } from './honesty.ts';
import { quietPool } from './pool.ts';

/** An open database, as the app. Everything is read and written through `transaction.ts` and `stream.ts`, which name the organization. */
export interface Database {
  /** The installation: names the instance log. */
  readonly instance: Uuid;
  readonly pool: pg.Pool;
  readonly kysely: Kysely<unknown>;
  /** Where it is, with the app's password: for a thread of this process that opens it for itself. Never shown. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections at most. */
  readonly connections?: number;
  readonly leniency?: Leniency;
}

/**
 * Connects as the app and refuses a database that lies.
 * @throws Refusal `database/unreachable` and those of `refuseDishonesty`
 */
export async function connectDatabase(appUrl: string, instance: Uuid, options: ConnectOptions = {}): Promise<Database> {
  const pool = quietPool({ connectionString: appUrl, max: options.connections ?? 10, types, application_name: 'tickmark' });
  try {
    const client = await pool.connect().catch(refuseUnreachable);
    try {
      await refuseDishonesty(client, options.leniency);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { instance, pool, kysely, url: appUrl, close: () => pool.end() };
}

function refuseUnreachable(error: Error): never {
  throw new Refusal(
    'database/unreachable',
    `The database cannot be reached: ${error.message}. Check DATABASE_URL, and that the server runs and lets this machine in.`,
  );
}

const INT8 = 20;

/** Sizes and positions fit a number; one that would not is an error, never a rounded number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    return oid === INT8 ? exactNumber : pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond exact numbers`);
  return value;
}
