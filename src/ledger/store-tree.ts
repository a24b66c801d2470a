import { sql } from 'kysely';
import type { LogTransaction } from '../database/transaction.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, later } from '../kernel/time.ts';
import { milliseconds, tablesOf } from './store-log.ts';

/** How far a log has come. */
export interface TreeHead {
  readonly size: number;
  /** The latest instant that an entry or a checkpoint bears; null in an empty log. */
  readonly recorded: Instant | null;
  /** The last checkpoint that was signed. */
  readonly checkpoint: StoredCheckpoint | null;
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note. */
  readonly note: string;
  readonly recorded: Instant;
}

/** Only one transaction at a time changes a log's tree. @returns whether this one may */
export async function tryLockTree(tx: LogTransaction): Promise<boolean> {
  const name = `tickmark/tree/${tx.log}`;
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as locked`.execute(tx.sql);
  return rows[0]?.locked === true;
}

/** How many entries have their place. */
export async function readTreeSize(tx: LogTransaction): Promise<number> {
  return (await readLastLeaf(tx))?.size ?? 0;
}

async function readLastLeaf(tx: LogTransaction): Promise<{ size: number; recorded: Instant } | null> {
  const { entry, mine } = tablesOf(tx.log);
  const { rows } = await sql<{ size: number; recorded: Instant }>`
    select leaf + 1 as size, ${milliseconds('recorded')} as recorded
    from ${entry} where ${mine} and leaf is not null order by leaf desc limit 1`.execute(tx.sql);
  return rows[0] ?? null;
}

/** @throws Refusal `ledger/shrunk` when entries are missing that a checkpoint has sealed */
export async function readHead(tx: LogTransaction): Promise<TreeHead> {
  const last = await readLastLeaf(tx);
  const checkpoint = await readLastCheckpoint(tx);
  const size = last?.size ?? 0;
  if (checkpoint !== null && checkpoint.size > size) {
    throw new Refusal(
      'ledger/shrunk',
      `The log has ${size} entries, but a checkpoint of ${checkpoint.size} was signed: entries have been removed. Restore the newest backup, and run \`tickmark doctor\`.`,
    );
  }
  return { size, checkpoint, recorded: latest(last?.recorded ?? null, checkpoint?.recorded ?? null) };
}

function latest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return later(a, b);
}

/** The last checkpoint, or the last one that fits the condition. */
export async function readLastCheckpoint(
  tx: LogTransaction,
  upTo?: { readonly size?: number; readonly recorded?: string },
): Promise<StoredCheckpoint | null> {
  const { checkpoint, mine } = tablesOf(tx.log);
  const bySize = upTo?.size === undefined ? sql`true` : sql`size <= ${upTo.size}`;
  const byTime = upTo?.recorded === undefined ? sql`true` : sql`recorded <= ${upTo.recorded}::timestamptz`;
  const { rows } = await sql<StoredCheckpoint>`
    select size, root, note, ${milliseconds('recorded')} as recorded from ${checkpoint}
    where ${mine} and ${bySize} and ${byTime} order by size desc limit 1`.execute(tx.sql);
  return rows[0] ?? null;
}
