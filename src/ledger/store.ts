import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { streamRows } from '../database/stream.ts';
import { INSTANCE, inTransaction, type LogId, type LogTransaction } from '../database/transaction.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { instanceOrigin, organizationOrigin } from './checkpoint.ts';
import { type CommittedContent, commitTo } from './commitment.ts';
import { buildEntry, type Entry } from './entry.ts';
import { newEntryId } from './entry-id.ts';
import type { EntryFields, EntryType } from './entry-types.ts';
import { milliseconds, tablesOf, tileReaderIn } from './store-log.ts';
import type { TileReader } from './tiles.ts';

/** The first line of the log's checkpoints, and the name under which its keys sign. */
export function originOf(db: Database, log: LogId): string {
  return log === INSTANCE ? instanceOrigin(db.instance) : organizationOrigin(log);
}

export interface EntryToAppend<T extends EntryType> {
  readonly type: T;
  /** By the writer's clock. */
  readonly at: Instant;
  /** Where others name it before it is written, such as the look that facts belong to. */
  readonly id?: Uuid;
  readonly fields: EntryFields<T>;
  /** What the entry commits to, each under a fresh salt, by the name under which `body.commitments` holds the commitment. */
  readonly contents?: Readonly<Record<string, Json>>;
}

/**
 * Writes one entry with its contents, in the transaction of what it seals.
 * @throws TypeError when the entry may not hold what it was given
 */
export async function appendEntry<T extends EntryType>(tx: LogTransaction, input: EntryToAppend<T>): Promise<{ entry: Uuid }> {
  const contents = Object.entries(input.contents ?? {}).map(([name, value]) => ({ name, ...commitTo(value) }));
  const commitments = Object.fromEntries(contents.map(({ name, commitment }) => [name, commitment]));
  const { type, at, fields, id } = input;
  const entry = buildEntry({ id: id ?? newEntryId(at), type, at, fields, ...(contents.length > 0 && { commitments }) });
  await insertEntries(tx, [entry]);
  await insertContents(tx, entry.id, contents);
  return { entry: entry.id };
}

/** Writes entries in this order. */
export async function insertEntries(tx: LogTransaction, entries: readonly Entry[]): Promise<void> {
  const { entry, keyColumn, keyValue } = tablesOf(tx.log);
  await sql`
    insert into ${entry} (${keyColumn} id, type, at, body)
    select ${keyValue} id, type, at, body
    from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ type }) => type)}::text[],
      ${entries.map(({ at }) => isoInstant(at))}::timestamptz[], ${entries.map(({ body }) => body)}::text[])
      with ordinality as given(id, type, at, body, place)
    order by place`.execute(tx.sql);
}

async function insertContents(tx: LogTransaction, entry: Uuid, contents: readonly (CommittedContent & { readonly name: string })[]): Promise<void> {
  if (contents.length === 0) return;
  const { content, keyColumn, keyValue } = tablesOf(tx.log);
  await sql`
    insert into ${content} (${keyColumn} entry, name, salt, content)
    select ${keyValue} ${entry}::uuid, name, salt, content
    from unnest(${contents.map(({ name }) => name)}::text[], ${contents.map(({ salt }) => salt)}::bytea[],
      ${contents.map((one) => one.content)}::text[]) as given(name, salt, content)`.execute(tx.sql);
}

/** An entry in its place. */
export interface LeafRow {
  readonly leaf: number;
  readonly id: Uuid;
  readonly type: string;
  /** Canonical JSON. */
  readonly body: string;
  readonly recorded: Instant;
  readonly leafHash: Uint8Array;
}

export interface EntriesToRead {
  readonly types?: readonly EntryType[];
  readonly fromLeaf?: number;
  /** Excluded. */
  readonly untilLeaf: number;
}

/** The sealed entries `[fromLeaf, untilLeaf)`, in the order of the tree. */
export async function* readEntries(db: Database, log: LogId, wanted: EntriesToRead): AsyncGenerator<LeafRow[]> {
  const { entry, mine } = tablesOf(log);
  const ofType = wanted.types === undefined ? sql`true` : sql`type = any(${wanted.types}::text[])`;
  const query = sql`
    select leaf, id, type, body, ${milliseconds('recorded')}, leaf_hash from ${entry}
    where ${mine} and leaf >= ${wanted.fromLeaf ?? 0} and leaf < ${wanted.untilLeaf} and ${ofType} order by leaf`;
  for await (const rows of streamRows(db, log, query)) {
    yield rows.map(([leaf, id, type, body, recorded, leafHash]) => ({ leaf, id, type, body, recorded, leafHash }) as LeafRow);
  }
}

/** How many of the last entries are looked through first. */
const NEAR = 4_096;

/**
 * The place of the last sealed entry of some types below `untilLeaf`; null when there is none. It is sought from the end in spans that grow, so that it
 * costs what lies behind it and not what lies before: of a million entries, nearly all are facts, and most types are rare.
 */
export async function lastLeafOf(
  db: Database,
  log: LogId,
  { types, untilLeaf }: Required<Pick<EntriesToRead, 'types' | 'untilLeaf'>>,
): Promise<number | null> {
  const { entry, mine } = tablesOf(log);
  return inTransaction(db, log, async (tx) => {
    const last = (condition: RawBuilder<unknown>) =>
      sql<{ leaf: number }>`select leaf from ${entry} where ${mine} and ${condition} order by leaf desc limit 1`.execute(tx.sql);
    const newest = (await last(sql`leaf < ${untilLeaf}`)).rows[0]?.leaf ?? -1;
    for (let until = newest + 1, span = NEAR; until > 0; span *= 16) {
      const from = Math.max(0, until - span);
      const { rows } = await last(sql`leaf >= ${from} and leaf < ${until} and type = any(${types}::text[])`);
      if (rows[0] !== undefined) return rows[0].leaf;
      until = from;
    }
    return null;
  });
}

/** What opens one commitment of an entry; null once it was erased. */
export interface StoredContent {
  readonly name: string;
  readonly opening: { readonly salt: Uint8Array; readonly content: string } | null;
}

/** The contents that an entry committed to, by name. Those of facts are read with the facts. */
export async function readContent(db: Database, log: LogId, entry: Uuid): Promise<StoredContent[]> {
  const { content, mine } = tablesOf(log);
  return inTransaction(db, log, async (tx) => {
    const { rows } = await sql<{ name: string; salt: Buffer | null; content: string | null }>`
      select name, salt, content from ${content} where ${mine} and entry = ${entry}::uuid order by name`.execute(tx.sql);
    return rows.map((row) => ({
      name: row.name,
      opening: row.salt === null || row.content === null ? null : { salt: row.salt, content: row.content },
    }));
  });
}

/** How many sealed entries there are of each type. */
export async function countByType(db: Database, log: LogId): Promise<readonly { readonly type: string; readonly count: number }[]> {
  const { entry, mine } = tablesOf(log);
  return inTransaction(db, log, async (tx) => {
    const { rows } = await sql<{ type: string; count: number }>`
      select type, count(*) as count from ${entry} where ${mine} and leaf is not null group by type order by count(*) desc, type`.execute(tx.sql);
    return rows;
  });
}

/** Entries that have no place yet. */
export async function countWaiting(db: Database, log: LogId): Promise<number> {
  const { entry, mine } = tablesOf(log);
  return inTransaction(db, log, async (tx) => {
    const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from ${entry} where ${mine} and leaf is null`.execute(tx.sql);
    return rows[0]?.waiting ?? 0;
  });
}

/** The log's tiles, for proofs. */
export function tileReader(db: Database, log: LogId): TileReader {
  return { tile: (level, index, width) => inTransaction(db, log, (tx) => tileReaderIn(tx).tile(level, index, width)) };
}
