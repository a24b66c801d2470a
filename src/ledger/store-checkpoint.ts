import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { asSequencer, inTransaction, type LogId, type LogTransaction } from '../database/transaction.ts';
import { type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import type { LogKey } from '../verify/core/log-keys.ts';
import { nextCheckpoint, signCheckpoint } from './checkpoint.ts';
import { recordedAfter } from './entry.ts';
import type { SigningKey } from './signing-key.ts';
import { originOf } from './store.ts';
import { milliseconds, tablesOf, tileReaderIn } from './store-log.ts';
import { readHead, readLastCheckpoint, type StoredCheckpoint, type TreeHead, tryLockTree } from './store-tree.ts';
import { loadTree, rootOf } from './tiles.ts';

/** The key whose turn it is, and the log's keys with their validity. */
export interface CheckpointSigner {
  readonly key: SigningKey;
  readonly keys: readonly LogKey[];
}

const BUSY_PAUSE_MS = 10;

/**
 * Signs the tree as it stands. A size is signed once: where a checkpoint of this size exists, that one is given, so that a crash between
 * sequencing and signing is mended by calling this again.
 * @throws Refusal `ledger/shrunk`, `ledger/forked`, `ledger/key-not-valid`
 */
export async function checkpoint(db: Database, log: LogId, signer: CheckpointSigner, clock: () => Instant): Promise<StoredCheckpoint> {
  for (;;) {
    const made = await asSequencer(db, log, async (tx) => ((await tryLockTree(tx)) ? signTree(db, tx, signer, clock()) : null));
    if (made !== null) return made;
    await pause(BUSY_PAUSE_MS);
  }
}

async function signTree(db: Database, tx: LogTransaction, signer: CheckpointSigner, now: Instant): Promise<StoredCheckpoint> {
  const head = await readHead(tx);
  const root = Buffer.from(rootOf(await loadTree(head.size, tileReaderIn(tx))));
  const origin = originOf(db, tx.log);
  const next = nextCheckpoint(previousOf(origin, head), { origin, size: head.size, root }, recordedAfter(head.recorded, now));
  if (head.checkpoint?.size === next.size) return head.checkpoint;
  const made = { size: next.size, root, note: signCheckpoint(next, signer.key, signer.keys), recorded: parseInstant(next.recorded) };
  const { checkpoint: table, keyColumn, keyValue } = tablesOf(tx.log);
  await sql`
    insert into ${table} (${keyColumn} size, root, note, recorded)
    values (${keyValue} ${made.size}, ${root}, ${made.note}, ${next.recorded}::timestamptz)`.execute(tx.sql);
  return made;
}

function previousOf(origin: string, { checkpoint: held }: TreeHead): Parameters<typeof nextCheckpoint>[0] {
  return held === null ? null : { origin, size: held.size, root: held.root, recorded: isoInstant(held.recorded) };
}

/** The newest checkpoint, or the newest of at most this size; null when there is none. */
export async function readCheckpoint(db: Database, log: LogId, upToSize?: number): Promise<StoredCheckpoint | null> {
  return inTransaction(db, log, (tx) => readLastCheckpoint(tx, upToSize === undefined ? undefined : { size: upToSize }));
}

/** The first checkpoint that covers this many entries; null when none does yet. */
export async function readFirstCheckpoint(db: Database, log: LogId, fromSize: number): Promise<StoredCheckpoint | null> {
  const { checkpoint: table, mine } = tablesOf(log);
  return inTransaction(db, log, async (tx) => {
    const { rows } = await sql<StoredCheckpoint>`
      select size, root, note, ${milliseconds('recorded')} as recorded from ${table} where ${mine} and size >= ${fromSize} order by size limit 1`.execute(
      tx.sql,
    );
    return rows[0] ?? null;
  });
}

/** Checkpoints below a size, the largest first. */
export async function readCheckpoints(
  db: Database,
  log: LogId,
  { below, limit }: { readonly below: number; readonly limit: number },
): Promise<readonly StoredCheckpoint[]> {
  const { checkpoint: table, mine } = tablesOf(log);
  return inTransaction(db, log, async (tx) => {
    const { rows } = await sql<StoredCheckpoint>`
      select size, root, note, ${milliseconds('recorded')} as recorded from ${table} where ${mine} and size < ${below} order by size desc limit ${limit}`.execute(
      tx.sql,
    );
    return rows;
  });
}

/** What was known at an instant: the size of the last checkpoint recorded by then; 0 before the first. */
export async function treeSizeAsKnownAt(db: Database, log: LogId, at: Instant): Promise<number> {
  const last = await inTransaction(db, log, (tx) => readLastCheckpoint(tx, { recorded: isoInstant(at) }));
  return last?.size ?? 0;
}
