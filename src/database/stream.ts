import type { RawBuilder } from 'kysely';
import type pg from 'pg';
import Cursor from 'pg-cursor';
import type { Database } from './connect.ts';
import { INSTANCE, type LogId } from './transaction.ts';

/** A row as an array of its columns, in the order of the query. */
export type Row = readonly unknown[];

/**
 * Reads a query in batches, in memory that does not grow with the answer. One read-only transaction lasts as long as the reading;
 * leaving the loop early ends it.
 */
export async function* streamRows(db: Database, log: LogId, query: RawBuilder<unknown>, batch = 2_000): AsyncGenerator<Row[]> {
  const { sql: text, parameters } = query.compile(db.kysely);
  const client = await db.pool.connect();
  const lost = whenLost(client);
  let broken: Error | undefined;
  try {
    await client.query('begin transaction read only');
    await client.query("select set_config('tickmark.organization', $1, true)", [log === INSTANCE ? '' : log]);
    yield* readAll(client, { text, parameters, batch, lost: lost.happened });
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    lost.forget();
    await endReading(client, broken);
  }
}

interface Reading {
  readonly text: string;
  readonly parameters: readonly unknown[];
  readonly batch: number;
  readonly lost: Promise<void>;
}

async function* readAll(client: pg.PoolClient, { text, parameters, batch, lost }: Reading): AsyncGenerator<Row[]> {
  const cursor = client.query(new Cursor<Row>(text, [...parameters], { rowMode: 'array', types: typesOf(client) }));
  try {
    // A batch that is not full is the last: to ask for another would be a way to the server and back for nothing.
    for (let rows = await cursor.read(batch); rows.length > 0; rows = rows.length < batch ? [] : await cursor.read(batch)) yield rows;
  } finally {
    // A cursor waits for the server's answer, which a lost connection never brings.
    await Promise.race([cursor.close(), lost]);
  }
}

/** Resolves when the connection is lost. */
function whenLost(client: pg.PoolClient): { happened: Promise<void>; forget(): void } {
  let lose: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    lose = resolve;
  });
  client.once('end', lose);
  return { happened, forget: () => client.removeListener('end', lose) };
}

function typesOf(client: pg.PoolClient): pg.CustomTypesConfig {
  return { getTypeParser: client.getTypeParser.bind(client) } as pg.CustomTypesConfig;
}

/** Nothing was written. A connection on which that fails is thrown away. */
async function endReading(client: pg.PoolClient, broken: Error | undefined): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch (error) {
    client.release(broken ?? (error as Error));
  }
}
