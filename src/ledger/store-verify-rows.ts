import { sql } from 'kysely';
import { INSTANCE, type LogTransaction } from '../database/transaction.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { sha256 } from '../kernel/hash.ts';
import type { Uuid } from '../kernel/ids.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { equalBytes } from '../verify/core/bytes.ts';
import { commitmentOf } from './commitment.ts';
import { difference, type LedgerDifference } from './difference.ts';
import { milliseconds, tablesOf } from './store-log.ts';

/** An entry with its place, as stored. */
export interface SealedRow {
  readonly leaf: number;
  readonly id: Uuid;
  readonly type: string;
  readonly at: Instant;
  readonly body: string;
  readonly recorded: Instant;
  readonly leafHash: Uint8Array;
}

type Body = Readonly<Record<string, Json>>;

/** Holds what is stored beside these entries (facts, coverage, contents) against what their bodies say. */
export async function differenceInRows(tx: LogTransaction, entries: readonly SealedRow[]): Promise<LedgerDifference | null> {
  const contents = await readContents(tx, entries);
  const facts = tx.log === INSTANCE ? new Map<Uuid, FactRow>() : await readFacts(tx, entries);
  const coverage = tx.log === INSTANCE ? new Map<Uuid, CoverageRow>() : await readCoverageRows(tx, entries);
  for (const entry of entries) {
    const body = JSON.parse(entry.body) as Body;
    const found =
      (entry.type === 'fact' ? differenceInFact(entry, body, facts.get(entry.id)) : null) ??
      (entry.type === 'coverage' ? differenceInCoverage(entry, body, coverage.get(entry.id)) : null) ??
      differenceInContents(entry, (body['commitments'] ?? {}) as Readonly<Record<string, string>>, contents.get(entry.id) ?? []);
    if (found !== null) return found;
  }
  return null;
}

interface FactRow {
  readonly entry: Uuid;
  readonly leaf: number | null;
  readonly said: Readonly<Record<string, string>>;
  readonly valid_from: Instant;
  readonly not_before: Instant;
  readonly state: string | null;
  readonly state_hash: Uint8Array | null;
  readonly salt: Uint8Array | null;
}

/*
 * Rows are looked up one by one (`offset 0` keeps the planner from turning that round): while a log is first filled there are no statistics, and
 * it would rather read whole tables again and again.
 */

async function readFacts(tx: LogTransaction, entries: readonly SealedRow[]): Promise<Map<Uuid, FactRow>> {
  const { rows } = await sql<FactRow>`
    select entry, leaf, ${milliseconds('valid_from')} as valid_from, ${milliseconds('not_before')} as not_before, state::text as state, state_hash, salt,
      jsonb_build_object('kind', kind, 'subject', subject, 'vendorId', vendor_id, 'system', system, 'feed', feed, 'scope', scope, 'basis', basis,
        'look', look) as said
    from unnest(${idsOf(entries, 'fact')}::uuid[]) as given(id)
    cross join lateral (select * from tenant.fact where organization = ${tx.log}::uuid and entry = id offset 0) as fact`.execute(tx.sql);
  return new Map(rows.map((row) => [row.entry, row]));
}

function differenceInFact(entry: SealedRow, body: Body, row: FactRow | undefined): LedgerDifference | null {
  const place = `fact of entry ${entry.leaf}`;
  if (row === undefined) return difference('row-missing', place, 'its row is gone');
  const says = { ...row.said, validFrom: isoInstant(row.valid_from), notBefore: isoInstant(row.not_before) };
  const field = Object.entries(says).find(([name, value]) => body[name] !== value)?.[0] ?? (row.leaf === entry.leaf ? undefined : 'leaf');
  if (field !== undefined) return difference('row-changed', place, `its ${field} is not what was sealed`);
  if (!stateIsSealed(row, body['state'] as string | null)) return difference('row-changed', place, 'its state is not what was committed to');
  return null;
}

function stateIsSealed({ state, state_hash, salt }: FactRow, commitment: string | null): boolean {
  if (commitment === null || state === null || state_hash === null || salt === null)
    return commitment === state && state_hash === null && salt === null;
  const content = canonicalJson(JSON.parse(state) as Json);
  return salt.length === 32 && commitmentOf(salt, content) === commitment && equalBytes(sha256(content), state_hash);
}

interface CoverageRow {
  readonly entry: Uuid;
  readonly leaf: number | null;
  readonly said: Readonly<Record<string, string>>;
  readonly from: Instant;
  readonly until: Instant;
}

async function readCoverageRows(tx: LogTransaction, entries: readonly SealedRow[]): Promise<Map<Uuid, CoverageRow>> {
  const { rows } = await sql<CoverageRow>`
    select entry, leaf, ${milliseconds('from_')} as "from", ${milliseconds('until_')} as until,
      jsonb_build_object('system', system, 'feed', feed, 'scope', scope, 'look', look) as said
    from unnest(${idsOf(entries, 'coverage')}::uuid[]) as given(id)
    cross join lateral (select * from tenant.coverage where organization = ${tx.log}::uuid and entry = id offset 0) as coverage`.execute(tx.sql);
  return new Map(rows.map((row) => [row.entry, row]));
}

function differenceInCoverage(entry: SealedRow, body: Body, row: CoverageRow | undefined): LedgerDifference | null {
  const place = `coverage of entry ${entry.leaf}`;
  if (row === undefined) return difference('row-missing', place, 'its row is gone');
  const says = { ...row.said, from: isoInstant(row.from), until: isoInstant(row.until) };
  const field = Object.entries(says).find(([name, value]) => body[name] !== value)?.[0] ?? (row.leaf === entry.leaf ? undefined : 'leaf');
  return field === undefined ? null : difference('row-changed', place, `its ${field} is not what was sealed`);
}

interface ContentRow {
  readonly entry: Uuid;
  readonly name: string;
  readonly salt: Uint8Array | null;
  readonly content: string | null;
}

async function readContents(tx: LogTransaction, entries: readonly SealedRow[]): Promise<Map<Uuid, ContentRow[]>> {
  const { content, mine } = tablesOf(tx.log);
  const { rows } = await sql<ContentRow>`
    select entry, name, salt, content from unnest(${entries.map(({ id }) => id)}::uuid[]) as given(id)
    cross join lateral (select * from ${content} where ${mine} and entry = id offset 0) as content order by entry, name`.execute(tx.sql);
  return Map.groupBy(rows, ({ entry }) => entry);
}

function differenceInContents(entry: SealedRow, commitments: Readonly<Record<string, string>>, rows: readonly ContentRow[]): LedgerDifference | null {
  for (const [name, commitment] of Object.entries(commitments)) {
    const place = `content ${name} of entry ${entry.leaf}`;
    const row = rows.find((one) => one.name === name);
    if (row === undefined) return difference('row-missing', place, 'its row is gone');
    if (row.salt === null || row.content === null) continue;
    if (row.salt.length !== 32 || commitmentOf(row.salt, row.content) !== commitment) {
      return difference('content-changed', place, 'it is not what was committed to');
    }
  }
  const stray = rows.find(({ name }) => commitments[name] === undefined);
  return stray === undefined ? null : difference('row-stray', `content ${stray.name} of entry ${entry.leaf}`, 'the entry never committed to it');
}

/** A fact or a coverage that no entry of its type stands for, or that claims a place its entry does not have. */
export async function strayRow(tx: LogTransaction): Promise<LedgerDifference | null> {
  for (const table of ['fact', 'coverage'] as const) {
    const { rows } = await sql<{ entry: Uuid }>`
      select r.entry from ${sql.raw(`tenant.${table}`)} as r
      where r.organization = ${tx.log}::uuid and not exists (
        select from tenant.entry as e
        where e.organization = r.organization and e.id = r.entry and e.type = ${table} and e.leaf is not distinct from r.leaf)
      limit 1`.execute(tx.sql);
    if (rows[0] !== undefined) return difference('row-stray', `${table} ${rows[0].entry}`, 'no entry of the log stands for it');
  }
  return null;
}

function idsOf(entries: readonly SealedRow[], type: string): Uuid[] {
  return entries.flatMap((entry) => (entry.type === type ? [entry.id] : []));
}
