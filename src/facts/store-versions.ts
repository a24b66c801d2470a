import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { type Row, streamRows } from '../database/stream.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { FOREVER, type Instant, isoInstant } from '../kernel/time.ts';
import { milliseconds } from '../ledger/store-log.ts';
import type { Basis, VersionRow } from './fact.ts';

export interface VersionsToRead {
  readonly organization: Uuid;
  readonly kind: string;
  /** As known when the ledger had this many entries. */
  readonly treeSize: number;
  readonly from: Instant;
  readonly until: Instant;
  /** Top-level keys of the state; all of it when not given. A key that a state lacks is lacking. */
  readonly fields?: readonly string[];
  readonly subjects?: readonly Uuid[];
}

/**
 * The versions of a kind that overlap `[from, until)`, unclipped, in batches, ordered by subject and `validFrom`. `validUntil` and `endsNotBefore` are
 * FOREVER while a version is in force. What was retracted, what repeats its predecessor, and the time after a subject had gone are left out.
 */
export async function* readVersions(db: Database, wanted: VersionsToRead): AsyncGenerator<VersionRow[]> {
  const readState = wanted.fields === undefined ? wholeState : projectedState(wanted.fields);
  for await (const rows of streamRows(db, wanted.organization, versionsQuery(wanted))) {
    yield rows.map((row) => toVersion(row, readState));
  }
}

function versionsQuery(wanted: VersionsToRead): RawBuilder<unknown> {
  const columns = wanted.fields?.map((_, at) => `f${at}`) ?? ['whole'];
  const states = wanted.fields?.map((field, at) => sql`(state -> ${field})::text as ${sql.raw(`f${at}`)}`) ?? [sql`state::text as whole`];
  const ofSubjects = wanted.subjects === undefined ? sql`true` : sql`subject = any(${wanted.subjects}::uuid[])`;
  return sql`
    with said as (
      select distinct on (subject, valid_from) subject, vendor_id, system, feed, scope, valid_from, not_before, basis, state_hash, entry, leaf${list(states)}
      from tenant.fact
      where organization = ${wanted.organization}::uuid and kind = ${wanted.kind} and leaf < ${wanted.treeSize} and ${ofSubjects}
      order by subject, valid_from, leaf desc),
    kept as (select *, lag(state_hash) over (partition by subject order by valid_from) as previous_hash from said where basis <> 'retraction'),
    version as (
      select *, lead(valid_from, 1, ${FOREVER_TEXT}::timestamptz) over following as valid_until,
        lead(not_before, 1, ${FOREVER_TEXT}::timestamptz) over following as ends_not_before
      from kept where state_hash is distinct from previous_hash
      window following as (partition by subject order by valid_from))
    select subject, vendor_id, system, feed, scope, ${milliseconds('valid_from')}, ${milliseconds('valid_until')}, ${milliseconds('not_before')},
      ${milliseconds('ends_not_before')}, basis, entry, leaf${list(columns.map((column) => sql.raw(column)))}
    from version
    where valid_from < ${isoInstant(wanted.until)}::timestamptz and valid_until > ${isoInstant(wanted.from)}::timestamptz and state_hash is not null
    order by subject, valid_from`;
}

const FOREVER_TEXT = isoInstant(FOREVER);

function list(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return parts.length === 0 ? sql`` : sql`, ${sql.join(parts)}`;
}

/** Columns before those of the state. */
const STATE_AT = 12;

type StateReader = (row: Row) => Json;

function toVersion(row: Row, readState: StateReader): VersionRow {
  const [subject, vendorId, system, feed, scope, validFrom, validUntil, notBefore, endsNotBefore, basis, entry, leaf] = row;
  const version = { subject, vendorId, system, feed, scope, validFrom, validUntil, notBefore, endsNotBefore, basis, entry, leaf };
  return { ...version, state: readState(row) } as VersionRow;
}

function wholeState(row: Row): Json {
  return JSON.parse(row[STATE_AT] as string) as Json;
}

function projectedState(fields: readonly string[]): StateReader {
  return (row) => {
    const state: Record<string, Json> = {};
    for (const [at, field] of fields.entries()) {
      const text = row[STATE_AT + at] as string | null;
      if (text !== null) state[field] = readValue(text);
    }
    return state;
  };
}

/** Most values are short: a name, a yes, a number. Those are read without the parser. */
function readValue(text: string): Json {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  if (text.charCodeAt(0) === QUOTE && !text.includes('\\')) return text.slice(1, -1);
  return JSON.parse(text) as Json;
}

const QUOTE = 0x22;

export interface SaidToRead {
  readonly organization: Uuid;
  readonly kind: string;
  readonly system: Uuid;
  readonly feed: string;
  /** Only of these, where not of all. */
  readonly subjects?: readonly Uuid[];
}

/** What was last said of a subject for one instant. */
export interface Said {
  readonly subject: Uuid;
  readonly vendorId: string;
  readonly validFrom: Instant;
  readonly notBefore: Instant;
  /** Hex; null for gone and for a retraction. */
  readonly stateHash: string | null;
  readonly basis: Basis;
  readonly scope: string;
}

/** What a feed has said so far, entries that wait for their place included: what a new look is compared with. Ordered by subject and `validFrom`. */
export async function* readSaid(db: Database, { organization, kind, system, feed, subjects }: SaidToRead): AsyncGenerator<Said[]> {
  const ofSubjects = subjects === undefined ? sql`true` : sql`subject = any(${subjects}::uuid[])`;
  const query = sql`
    select distinct on (subject, valid_from) subject, vendor_id, ${milliseconds('valid_from')}, ${milliseconds('not_before')}, encode(state_hash, 'hex'), basis, scope
    from tenant.fact where organization = ${organization}::uuid and kind = ${kind} and system = ${system}::uuid and feed = ${feed} and ${ofSubjects}
    order by subject, valid_from, leaf desc, said desc`;
  for await (const rows of streamRows(db, organization, query)) {
    yield rows.map(([subject, vendorId, validFrom, notBefore, hash, basis, scope]) => {
      return { subject, vendorId, validFrom, notBefore, stateHash: hash, basis, scope } as Said;
    });
  }
}
