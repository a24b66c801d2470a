import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';

/** How much a feed has told of one kind. */
export interface FeedRows {
  readonly system: Uuid;
  readonly feed: string;
  readonly kind: string;
  readonly subjects: number;
  /** Versions of them that were written: each change of state is one. */
  readonly versions: number;
}

/** What each feed of each system has told below a place in the ledger. */
export async function readFeedRows(db: Database, organization: Uuid, treeSize: number): Promise<readonly FeedRows[]> {
  return inTransaction(db, organization, async (tx) => {
    const { rows } = await sql<FeedRows>`
      select system, feed, kind, count(distinct subject)::float8 as subjects, count(*)::float8 as versions
      from tenant.fact where organization = ${organization}::uuid and leaf < ${treeSize}
      group by system, feed, kind order by system, feed, kind`.execute(tx.sql);
    return rows;
  });
}
