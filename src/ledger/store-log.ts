import { type RawBuilder, sql } from 'kysely';
import type { LogTransaction } from '../database/transaction.ts';
import { INSTANCE, type LogId } from '../database/transaction.ts';
import type { TileReader } from './tiles.ts';

type Sql = RawBuilder<unknown>;

/** Where a log is kept: the same tables for an organization, whose id leads every key, and for the installation, without it. */
export interface LogTables {
  readonly entry: Sql;
  readonly content: Sql;
  readonly tile: Sql;
  readonly checkpoint: Sql;
  /** True of the rows of this log. */
  readonly mine: Sql;
  /** `organization, `, or nothing. */
  readonly keyColumn: Sql;
  /** The organization and a comma, or nothing. */
  readonly keyValue: Sql;
}

export function tablesOf(log: LogId): LogTables {
  const ofInstance = log === INSTANCE;
  const schema = ofInstance ? 'instance' : 'tenant';
  const table = (name: string) => sql.raw(`${schema}.${name}`);
  return {
    entry: table('entry'),
    content: table('content'),
    tile: table('tile'),
    checkpoint: table('checkpoint'),
    mine: ofInstance ? sql`true` : sql`organization = ${log}::uuid`,
    keyColumn: sql.raw(ofInstance ? '' : 'organization, '),
    keyValue: ofInstance ? sql.raw('') : sql`${log}::uuid, `,
  };
}

/** Milliseconds since the epoch, exact over all of time as Tickmark knows it. */
export function milliseconds(column: string): Sql {
  return sql.raw(`round(date_part('epoch', ${column}) * 1000)`);
}

export function tileReaderIn(tx: LogTransaction): TileReader {
  const { tile, mine } = tablesOf(tx.log);
  return {
    async tile(level, index) {
      const { rows } = await sql<{ hashes: Buffer }>`select hashes from ${tile} where ${mine} and level = ${level} and index = ${index}`.execute(
        tx.sql,
      );
      return rows[0]?.hashes ?? Buffer.alloc(0);
    },
  };
}
