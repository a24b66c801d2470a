import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { asSequencer, INSTANCE, type LogId, type LogTransaction } from '../database/transaction.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { entryLeafHash, recordedAfter } from './entry.ts';
import { tablesOf, tileReaderIn } from './store-log.ts';
import { readHead, tryLockTree } from './store-tree.ts';
import { appendLeaves, loadTree, type Tile, type TreeState } from './tiles.ts';

export interface SequenceOptions {
  readonly clock: () => Instant;
  /** Entries per transaction, about: transactions are never split. */
  readonly limit?: number;
}

/** Leaves `[from, until)` were given by this call. */
export interface Sequenced {
  readonly from: number;
  readonly until: number;
}

/** Entries hashed and written at a time: bounds the memory. */
const CHUNK = 4_000;
const DEFAULT_LIMIT = 100_000;
const BUSY_PAUSE_MS = 10;

/**
 * Gives every entry that waits when this is called its place. Any number of processes may call this at once; one at a time works.
 *
 * The order is that in which transactions inserted last: a transaction that saw the rows of another comes after it, so that a retraction never
 * precedes what it retracts. A transaction stays whole, and within it coverage follows the facts that its look found. A slow transaction that
 * commits later simply comes later.
 * @throws Refusal `ledger/shrunk`
 */
export async function sequence(db: Database, log: LogId, { clock, limit = DEFAULT_LIMIT }: SequenceOptions): Promise<Sequenced> {
  let from: number | null = null;
  for (;;) {
    const batch = await asSequencer(db, log, async (tx) => ((await tryLockTree(tx)) ? sequenceBatch(tx, clock, limit) : null));
    if (batch === null) {
      await pause(BUSY_PAUSE_MS);
      continue;
    }
    from ??= batch.from;
    if (batch.all) return { from, until: batch.until };
  }
}

interface Batch extends Sequenced {
  /** Nothing that had been committed was left waiting. */
  readonly all: boolean;
}

async function sequenceBatch(tx: LogTransaction, clock: () => Instant, limit: number): Promise<Batch> {
  const head = await readHead(tx);
  const { transactions, all } = await waitingTransactions(tx, limit);
  if (transactions.length === 0) return { from: head.size, until: head.size, all };
  const recorded = recordedAfter(head.recorded, clock());
  let tree = await loadTree(head.size, tileReaderIn(tx));
  await openCursor(tx, transactions);
  await updateByPlaceOnly(tx);
  for (let chunk = await fetchChunk(tx); chunk.length > 0; chunk = await fetchChunk(tx)) tree = await integrate(tx, tree, chunk, recorded);
  await sql`close waiting`.execute(tx.sql);
  return { from: head.size, until: tree.size, all };
}

/** The transactions whose turn it is: as many as hold about `limit` entries, but at least one. */
async function waitingTransactions(tx: LogTransaction, limit: number): Promise<{ transactions: string[]; all: boolean }> {
  const { entry, mine } = tablesOf(tx.log);
  const { rows } = await sql<{ txid: string; entries: number }>`
    select txid::text as txid, count(*) as entries from ${entry} where ${mine} and leaf is null group by txid order by max(seq) limit ${limit}`.execute(
    tx.sql,
  );
  let sum = 0;
  const taken = rows.filter(({ entries }) => {
    const fits = sum < limit;
    sum += entries;
    return fits;
  });
  return { transactions: taken.map(({ txid }) => txid), all: taken.length === rows.length && rows.length < limit };
}

async function openCursor(tx: LogTransaction, transactions: readonly string[]): Promise<void> {
  const { entry, mine } = tablesOf(tx.log);
  const rowsBeside = sql`
    left join (select organization, entry as id, ctid::text as fact from tenant.fact where leaf is null) as fact using (organization, id)
    left join (select organization, entry as id, ctid::text as coverage from tenant.coverage where leaf is null) as coverage using (organization, id)`;
  await sql`
    declare waiting no scroll cursor for
    select e.ctid::text as entry, e.body, ${tx.log === INSTANCE ? sql`null as fact, null as coverage` : sql`fact, coverage`}
    from unnest(${transactions}::xid8[]) with ordinality as turn(txid, place) join ${entry} as e using (txid)
    ${tx.log === INSTANCE ? sql`` : rowsBeside}
    where ${mine} and e.leaf is null order by place, type = 'coverage', seq`.execute(tx.sql);
}

/**
 * From here on rows are changed by their place on the disk, which nobody else changes. Any other way is closed to the planner: while a log is first
 * filled there are no statistics, and it would read every waiting row again for every few thousand.
 */
async function updateByPlaceOnly(tx: LogTransaction): Promise<void> {
  const ways = ['seqscan', 'indexscan', 'indexonlyscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material'];
  await sql`select ${sql.join(ways.map((way) => sql`set_config(${`enable_${way}`}, 'off', true)`))}`.execute(tx.sql);
}

/** A waiting entry: its body, and where on the disk it and the row beside it lie. */
interface Waiting {
  readonly entry: string;
  readonly body: string;
  readonly fact: string | null;
  readonly coverage: string | null;
}

async function fetchChunk(tx: LogTransaction): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`${sql.raw(`fetch ${CHUNK} from waiting`)}`.execute(tx.sql);
  return rows;
}

async function integrate(tx: LogTransaction, tree: TreeState, chunk: readonly Waiting[], recorded: Instant): Promise<TreeState> {
  const hashes = chunk.map(({ body }) => entryLeafHash(body, recorded));
  const { state, tiles } = appendLeaves(tree, hashes);
  await fillEntries(tx, chunk, hashes, tree.size, recorded);
  if (tx.log !== INSTANCE) {
    await fillRows(tx, 'fact', chunk, tree.size);
    await fillRows(tx, 'coverage', chunk, tree.size);
  }
  await writeTiles(tx, tiles);
  return state;
}

async function fillEntries(
  tx: LogTransaction,
  chunk: readonly Waiting[],
  hashes: readonly Uint8Array[],
  first: number,
  recorded: Instant,
): Promise<void> {
  const { entry } = tablesOf(tx.log);
  const { numAffectedRows } = await sql`
    update ${entry} as e set leaf = ${first}::bigint + number - 1, recorded = ${isoInstant(recorded)}::timestamptz, leaf_hash = hash
    from unnest(${chunk.map((one) => one.entry)}::tid[], ${hashes}::bytea[]) with ordinality as given(place, hash, number)
    where e.ctid = given.place`.execute(tx.sql);
  requireAll(numAffectedRows, chunk.length, 'entry');
}

/** Reads are fast because a fact and a coverage know their leaf themselves. */
async function fillRows(tx: LogTransaction, table: 'fact' | 'coverage', chunk: readonly Waiting[], first: number): Promise<void> {
  const places = chunk.flatMap((one, at) => (one[table] === null ? [] : [{ place: one[table], leaf: first + at }]));
  if (places.length === 0) return;
  const { numAffectedRows } = await sql`
    update ${sql.raw(`tenant.${table}`)} as r set leaf = given.leaf
    from unnest(${places.map(({ place }) => place)}::tid[], ${places.map(({ leaf }) => leaf)}::bigint[]) as given(place, leaf)
    where r.ctid = given.place`.execute(tx.sql);
  requireAll(numAffectedRows, places.length, table);
}

function requireAll(affected: bigint | undefined, expected: number, table: string): void {
  if (affected !== BigInt(expected)) throw new Error(`${affected} rows of ${table} were given a leaf instead of ${expected}`);
}

async function writeTiles(tx: LogTransaction, tiles: readonly Tile[]): Promise<void> {
  const { tile, keyColumn, keyValue } = tablesOf(tx.log);
  await sql`
    insert into ${tile} as held (${keyColumn} level, index, hashes)
    select ${keyValue} level, index, hashes
    from unnest(${tiles.map(({ level }) => level)}::smallint[], ${tiles.map(({ index }) => index)}::bigint[],
      ${tiles.map(({ hashes }) => Buffer.from(hashes))}::bytea[]) as given(level, index, hashes)
    on conflict (${keyColumn} level, index) do update set hashes = excluded.hashes`.execute(tx.sql);
}
