import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { INSTANCE, inSnapshot, type LogId, type LogTransaction } from '../database/transaction.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { equalBytes } from '../verify/core/bytes.ts';
import { readCheckpoint as readNote } from '../verify/core/checkpoint.ts';
import { tilesOfTree } from '../verify/core/tiles.ts';
import { difference, type LedgerDifference } from './difference.ts';
import { entryLeafHash } from './entry.ts';
import { originOf } from './store.ts';
import { milliseconds, tablesOf, tileReaderIn } from './store-log.ts';
import { readTreeSize, type StoredCheckpoint } from './store-tree.ts';
import { differenceInDecisions } from './store-verify-decisions.ts';
import { differenceInRows, type SealedRow, strayRow } from './store-verify-rows.ts';
import { appendLeaves, emptyTree, rootOf, type Tile, type TreeState } from './tiles.ts';

export interface LedgerVerdict {
  readonly size: number;
  /** Computed from the entries, up to the first difference. */
  readonly root: Uint8Array;
  /** The first difference; null when everything stored is what was sealed. */
  readonly difference: LedgerDifference | null;
}

const BATCH = 2_000;

/**
 * Computes the whole log again from the bodies of its entries, and holds against it: the stored leaf hashes, tiles and checkpoints, and the rows of
 * facts, coverage, contents and decisions, field by field and commitment by commitment. Memory does not grow with the log. Entries that wait for their
 * place are not sealed yet and are not looked at. Whether the log as a whole was replaced, only a checkpoint from outside can tell.
 */
export async function verifyLedger(db: Database, log: LogId): Promise<LedgerVerdict> {
  return inSnapshot(db, log, async (tx) => {
    const size = await readTreeSize(tx);
    const walked = await walk(tx, size, originOf(db, log));
    const beside = async () => (log === INSTANCE ? null : ((await strayRow(tx)) ?? (await differenceInDecisions(tx))));
    const found = walked.difference ?? (await differenceBeyond(tx, size)) ?? (await beside());
    return { size, root: Buffer.from(rootOf(walked.tree)), difference: found };
  });
}

interface Walked {
  readonly tree: TreeState;
  readonly difference: LedgerDifference | null;
}

async function walk(tx: LogTransaction, size: number, origin: string): Promise<Walked> {
  let tree = emptyTree;
  let recorded: Instant | null = null;
  for (const until of stops(size, await checkpointSizes(tx))) {
    const rows = await readRows(tx, tree.size, until);
    const found = differenceInEntries(rows, tree.size, until, recorded) ?? (await differenceInRows(tx, rows));
    if (found !== null) return { tree, difference: found };
    const appended = appendLeaves(
      tree,
      rows.map(({ leafHash }) => leafHash),
    );
    tree = appended.state;
    recorded = rows.at(-1)?.recorded ?? recorded;
    const sealedWrong = (await differenceInTiles(tx, appended.tiles)) ?? (await differenceInCheckpoint(tx, tree, origin));
    if (sealedWrong !== null) return { tree, difference: sealedWrong };
  }
  return { tree, difference: null };
}

/** Where the walk pauses: at every checkpoint, and at least once a batch. */
function stops(size: number, checkpoints: readonly number[]): number[] {
  const all = new Set(checkpoints.filter((one) => one <= size));
  for (let at = BATCH; at < size; at += BATCH) all.add(at);
  all.add(size);
  return [...all].sort((a, b) => a - b);
}

async function checkpointSizes(tx: LogTransaction): Promise<number[]> {
  const { checkpoint, mine } = tablesOf(tx.log);
  const { rows } = await sql<{ size: number }>`select size from ${checkpoint} where ${mine} order by size`.execute(tx.sql);
  return rows.map(({ size }) => size);
}

async function readRows(tx: LogTransaction, from: number, until: number): Promise<SealedRow[]> {
  const { entry, mine } = tablesOf(tx.log);
  const { rows } = await sql<SealedRow>`
    select leaf, id, type, ${milliseconds('at')} as at, body, ${milliseconds('recorded')} as recorded, leaf_hash as "leafHash"
    from ${entry} where ${mine} and leaf >= ${from} and leaf < ${until} order by leaf`.execute(tx.sql);
  return rows;
}

function differenceInEntries(rows: readonly SealedRow[], from: number, until: number, before: Instant | null): LedgerDifference | null {
  let previous = before;
  for (let leaf = from; leaf < until; leaf++) {
    const row = rows[leaf - from];
    if (row?.leaf !== leaf) return difference('entry-missing', `entry ${leaf}`, 'there is no entry, or more than one, at this place of the log');
    const found = differenceInEntry(row, previous);
    if (found !== null) return found;
    previous = row.recorded;
  }
  return rows.length === until - from
    ? null
    : difference('entry-missing', `entry ${until - 1}`, 'there is more than one entry at this place of the log');
}

function differenceInEntry(row: SealedRow, previous: Instant | null): LedgerDifference | null {
  const place = `entry ${row.leaf}`;
  if (!equalBytes(entryLeafHash(row.body, row.recorded), row.leafHash)) {
    return difference('entry-changed', place, 'its body, its instant or its hash is not what was sealed');
  }
  const { id, type, at } = JSON.parse(row.body) as { id: Uuid; type: string; at: string };
  if (id !== row.id || type !== row.type || at !== isoInstant(row.at)) {
    return difference('entry-changed', place, 'its row says another id, type or instant than its body');
  }
  if (previous !== null && row.recorded < previous) return difference('recorded-backwards', place, 'it was recorded before the entry in front of it');
  return null;
}

/** A stored tile may have grown since; it must begin with the hashes computed here. */
async function differenceInTiles(tx: LogTransaction, tiles: readonly Tile[]): Promise<LedgerDifference | null> {
  const reader = tileReaderIn(tx);
  for (const { level, index, hashes } of tiles) {
    const stored = await reader.tile(level, index, hashes.length / 32);
    if (!equalBytes(stored.subarray(0, hashes.length), hashes)) {
      return difference('tile-changed', `tile ${level}/${index}`, 'its hashes are not those of the entries below it');
    }
  }
  return null;
}

async function differenceInCheckpoint(tx: LogTransaction, tree: TreeState, origin: string): Promise<LedgerDifference | null> {
  const { checkpoint, mine } = tablesOf(tx.log);
  const { rows } = await sql<StoredCheckpoint>`
    select size, root, note, ${milliseconds('recorded')} as recorded from ${checkpoint} where ${mine} and size = ${tree.size}`.execute(tx.sql);
  const [stored] = rows;
  if (stored === undefined) return null;
  const place = `checkpoint ${tree.size}`;
  if (!equalBytes(stored.root, rootOf(tree))) return difference('checkpoint-changed', place, 'its root is not that of the entries');
  if (!saysTheSame(stored, origin)) return difference('checkpoint-changed', place, 'its signed note says something else than its row');
  return null;
}

function saysTheSame(stored: StoredCheckpoint, origin: string): boolean {
  try {
    const note = readNote(stored.note);
    const same = note.origin === origin && note.size === stored.size && note.recorded === isoInstant(stored.recorded);
    return same && equalBytes(note.root, stored.root);
  } catch {
    return false;
  }
}

/** What is stored although the log does not reach there. */
async function differenceBeyond(tx: LogTransaction, size: number): Promise<LedgerDifference | null> {
  const { checkpoint, tile, mine } = tablesOf(tx.log);
  const { rows: checkpoints } = await sql<{ size: number }>`
    select size from ${checkpoint} where ${mine} and size > ${size} order by size desc limit 1`.execute(tx.sql);
  if (checkpoints[0] !== undefined) {
    return difference('checkpoint-beyond', `checkpoint ${checkpoints[0].size}`, `the log has only ${size} entries: the newest were removed`);
  }
  const { rows } = await sql<{ hashes: number }>`
    select coalesce(sum(octet_length(hashes)) / 32, 0)::bigint as hashes from ${tile} where ${mine}`.execute(tx.sql);
  let expected = 0;
  for (const { width } of tilesOfTree(size)) expected += width;
  if (rows[0]?.hashes === expected) return null;
  return difference('tile-stray', 'tiles', `they hold ${rows[0]?.hashes} hashes, and a log of ${size} entries has ${expected}`);
}
