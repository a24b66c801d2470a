import { type Kysely, sql, type Transaction } from 'kysely';
import type { Uuid } from '../kernel/ids.ts';
import type { Database } from './connect.ts';
import { SEQUENCER } from './roles.ts';

/** The log of what belongs to no organization. */
export const INSTANCE = 'instance';

/** Whose rows: an organization's, or the installation's own. */
export type LogId = Uuid | typeof INSTANCE;

/** One transaction in the name of one organization (or of the installation). */
export interface LogTransaction {
  readonly log: LogId;
  readonly sql: Transaction<unknown>;
}

/** One transaction in the name of an organization: it sees and writes that organization's rows, and no others. */
export async function withOrganization<T>(db: Database, organization: Uuid, work: (tx: LogTransaction) => Promise<T>): Promise<T> {
  return inTransaction(db, organization, work);
}

/** One transaction in the name of the installation: the instance log, and no organization's rows. */
export async function withInstance<T>(db: Database, work: (tx: LogTransaction) => Promise<T>): Promise<T> {
  return inTransaction(db, INSTANCE, work);
}

/** The same as the sequencer, who alone gives entries their place in the tree. */
export async function asSequencer<T>(db: Database, log: LogId, work: (tx: LogTransaction) => Promise<T>): Promise<T> {
  return inTransaction(db, log, async (tx) => {
    await sql.raw(`set local role ${SEQUENCER}`).execute(tx.sql);
    return work(tx);
  });
}

export async function inTransaction<T>(db: Database, log: LogId, work: (tx: LogTransaction) => Promise<T>): Promise<T> {
  return db.kysely.transaction().execute(async (transaction) => {
    await nameOrganization(transaction, log);
    return work({ log, sql: transaction });
  });
}

/** Sees the database as it was when it began, and writes nothing. */
export async function inSnapshot<T>(db: Database, log: LogId, work: (tx: LogTransaction) => Promise<T>): Promise<T> {
  const snapshot = db.kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return snapshot.execute(async (transaction) => {
    await nameOrganization(transaction, log);
    return work({ log, sql: transaction });
  });
}

/** For this transaction only: the setting is gone with it, however the connection is shared. */
async function nameOrganization(transaction: Kysely<unknown>, log: LogId): Promise<void> {
  await sql`select set_config('tickmark.organization', ${log === INSTANCE ? '' : log}, true)`.execute(transaction);
}
