import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { withOrganization } from '../database/transaction.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import type { EntryType } from '../ledger/entry-types.ts';
import { milliseconds } from '../ledger/store-log.ts';

/** An entry in its place, without what opens it. */
export interface PlacedEntry {
  readonly leaf: number;
  readonly id: Uuid;
  readonly type: EntryType;
  /** Canonical JSON. */
  readonly body: string;
  readonly recorded: Instant;
}

export interface EntriesWanted {
  /** Entries below this place, the newest first. */
  readonly below: number;
  readonly limit: number;
  readonly type?: EntryType | undefined;
  readonly kind?: string | undefined;
  readonly system?: Uuid | undefined;
  /** By when they were recorded: `[from, until)`. */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Only at these places. */
  readonly leaves?: readonly number[] | undefined;
}

/** The newest sealed entries that fit, newest first; those of a kind are facts. */
export async function listPlacedEntries(db: Database, organization: Uuid, wanted: EntriesWanted): Promise<PlacedEntry[]> {
  const { below, limit, type, kind, system, from, until, leaves } = wanted;
  const conditions: RawBuilder<unknown>[] = [sql`e.organization = ${organization}::uuid`, sql`e.leaf is not null`, sql`e.leaf < ${below}`];
  if (leaves !== undefined) conditions.push(sql`e.leaf = any(${leaves}::bigint[])`);
  if (type !== undefined) conditions.push(sql`e.type = ${type}`);
  if (kind !== undefined)
    conditions.push(sql`exists (select from tenant.fact f where f.organization = e.organization and f.entry = e.id and f.kind = ${kind})`);
  // Bodies are canonical JSON, in which a quotation mark inside a text is always escaped: the words can stand nowhere else.
  if (system !== undefined) conditions.push(sql`position(${`"system":${JSON.stringify(system)}`} in e.body) > 0`);
  if (from !== undefined) conditions.push(sql`e.recorded >= ${isoInstant(from)}::timestamptz`);
  if (until !== undefined) conditions.push(sql`e.recorded < ${isoInstant(until)}::timestamptz`);
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<PlacedEntry>`
      select e.leaf, e.id, e.type, e.body, ${milliseconds('e.recorded')} as recorded from tenant.entry e
      where ${sql.join(conditions, sql` and `)} order by e.leaf desc limit ${limit}`.execute(tx.sql);
    return rows;
  });
}

/** The sealed entry of an id, or null. */
export async function readPlacedEntry(db: Database, organization: Uuid, id: string): Promise<PlacedEntry | null> {
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<PlacedEntry>`
      select leaf, id, type, body, ${milliseconds('recorded')} as recorded from tenant.entry
      where organization = ${organization}::uuid and id = ${id}::uuid and leaf is not null`.execute(tx.sql);
    return rows[0] ?? null;
  });
}

/** The entry by which the content of another was erased, or null. */
export async function readErasureOf(db: Database, organization: Uuid, erased: Uuid): Promise<PlacedEntry | null> {
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<PlacedEntry>`
      select leaf, id, type, body, ${milliseconds('recorded')} as recorded from tenant.entry
      where organization = ${organization}::uuid and type = 'erasure' and leaf is not null
        and position(${`"erased":${JSON.stringify(erased)}`} in body) > 0 order by leaf limit 1`.execute(tx.sql);
    return rows[0] ?? null;
  });
}

/** Which connections ever looked, and at which system, as their newest look of each says. */
export async function readConnectionsThatLooked(db: Database, organization: Uuid): Promise<{ connection: string; system: Uuid }[]> {
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<{ connection: string; system: Uuid }>`
      with newest as (
        select distinct on (body::jsonb ->> 'system') id, body::jsonb ->> 'system' as system from tenant.entry
        where organization = ${organization}::uuid and type = 'look' and leaf is not null order by body::jsonb ->> 'system', leaf desc)
      select content::jsonb ->> 'connection' as connection, newest.system from newest
      join tenant.content on content.organization = ${organization}::uuid and content.entry = newest.id and content.name = 'sheet'
      where content is not null order by connection`.execute(tx.sql);
    return rows;
  });
}

/** The contents under one name of some entries, by entry; those that were erased are lacking. */
export async function readContentsOf(db: Database, organization: Uuid, entries: readonly Uuid[], name: string): Promise<ReadonlyMap<Uuid, string>> {
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<{ entry: Uuid; content: string }>`
      select entry, content from tenant.content
      where organization = ${organization}::uuid and entry = any(${entries}::uuid[]) and name = ${name} and content is not null`.execute(tx.sql);
    return new Map(rows.map(({ entry, content }) => [entry, content]));
  });
}

/** A fact as it stands in its row; a state of null is gone, or was erased. */
export interface FactRow {
  readonly leaf: number;
  readonly kind: string;
  readonly subject: Uuid;
  readonly vendorId: string;
  readonly system: Uuid;
  readonly state: Json;
}

/** The facts that stand at some places of the ledger. */
export async function readFactsAt(db: Database, organization: Uuid, leaves: readonly number[]): Promise<FactRow[]> {
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<FactRow>`
      select f.leaf, f.kind, f.subject, f.vendor_id as "vendorId", f.system, f.state from tenant.entry e
      join tenant.fact f on f.organization = e.organization and f.entry = e.id
      where e.organization = ${organization}::uuid and e.leaf = any(${leaves}::bigint[]) order by f.leaf`.execute(tx.sql);
    return rows;
  });
}

export interface StatesWanted {
  readonly kind: string;
  readonly treeSize: number;
  /** Texts of the state, each of which must be one of these. */
  readonly where: Readonly<Record<string, readonly string[]>>;
}

/** The newest state of every subject of a kind some of whose texts are these, as known at a size of the tree; what is gone is left out. */
export async function readStatesWhere(db: Database, organization: Uuid, { kind, treeSize, where }: StatesWanted): Promise<FactRow[]> {
  const matches = Object.entries(where).map(([name, values]) => sql`state ->> ${name} = any(${values}::text[])`);
  return withOrganization(db, organization, async (tx) => {
    const { rows } = await sql<FactRow>`
      with said as (
        select distinct on (subject) leaf, kind, subject, vendor_id, system, state from tenant.fact
        where organization = ${organization}::uuid and kind = ${kind} and leaf < ${treeSize} and basis <> 'retraction'
        order by subject, valid_from desc, leaf desc)
      select leaf, kind, subject, vendor_id as "vendorId", system, state from said
      where ${sql.join([sql`state is not null`, ...matches], sql` and `)} order by leaf`.execute(tx.sql);
    return rows;
  });
}
