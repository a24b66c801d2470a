import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';
import { milliseconds } from '../ledger/store-log.ts';
import type { Coverage } from './fact.ts';

export interface CoverageToRead {
  readonly organization: Uuid;
  /** As known when the ledger had this many entries. */
  readonly treeSize: number;
  readonly system?: Uuid;
  readonly feed?: string;
}

/**
 * Over which spans somebody was looking, spans that overlap or touch merged, ordered by system, feed, scope and time.
 * `look` is the one that covers the end of the span.
 */
export async function readCoverage(db: Database, wanted: CoverageToRead): Promise<Coverage[]> {
  const ofSystem = wanted.system === undefined ? sql`true` : sql`system = ${wanted.system}::uuid`;
  const ofFeed = wanted.feed === undefined ? sql`true` : sql`feed = ${wanted.feed}`;
  return inTransaction(db, wanted.organization, async (tx) => {
    const { rows } = await sql<Coverage>`
      with looked as (
        select system, feed, scope, from_, until_, look, leaf,
          max(until_) over (partition by system, feed, scope order by from_, leaf rows between unbounded preceding and 1 preceding) as reached
        from tenant.coverage
        where organization = ${wanted.organization}::uuid and leaf < ${wanted.treeSize} and ${ofSystem} and ${ofFeed}),
      island as (
        select *, count(*) filter (where reached is null or from_ > reached) over (partition by system, feed, scope order by from_, leaf) as number from looked)
      select system, feed, scope, ${milliseconds('min(from_)')} as "from", ${milliseconds('max(until_)')} as until,
        (array_agg(look order by until_ desc, leaf desc))[1] as look
      from island group by system, feed, scope, number order by system, feed, scope, min(from_)`.execute(tx.sql);
    return rows;
  });
}

/** Every system over which somebody was known to be looking. Skips from one to the next, so that it costs as much for a thousand looks as for one. */
export async function readCoveredSystems(db: Database, organization: Uuid, treeSize: number): Promise<Uuid[]> {
  const next = (after: RawBuilder<unknown>) =>
    sql`select system from tenant.coverage where organization = ${organization}::uuid and leaf < ${treeSize} and ${after} order by system limit 1`;
  return inTransaction(db, organization, async (tx) => {
    const { rows } = await sql<{ system: Uuid }>`
      with recursive covered as (
        (${next(sql`true`)})
        union all
        select (${next(sql`system > covered.system`)}) from covered where covered.system is not null)
      select system from covered where system is not null`.execute(tx.sql);
    return rows.map((one) => one.system);
  });
}
