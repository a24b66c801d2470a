import { sql } from 'kysely';
import { INSTANCE, type LogTransaction } from '../database/transaction.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { sha256 } from '../kernel/hash.ts';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { type CommittedContent, commitTo } from '../ledger/commitment.ts';
import { buildEntry, type Entry } from '../ledger/entry.ts';
import { newEntryId } from '../ledger/entry-id.ts';
import { insertEntries } from '../ledger/store.ts';
import type { Coverage, Fact } from './fact.ts';

/** Rows per statement. */
const CHUNK = 1_000;

/**
 * Writes facts and their entries, in this order, in the caller's transaction.
 * @param at by the writer's clock
 * @returns the entries, one for each fact
 * @throws Refusal `fact/nul-character`; TypeError when an entry may not hold what the fact says
 */
export async function appendFacts(tx: LogTransaction, facts: readonly Fact[], at: Instant): Promise<Uuid[]> {
  const organization = organizationOf(tx);
  const ids: Uuid[] = [];
  for (let first = 0; first < facts.length; first += CHUNK) {
    const prepared = facts.slice(first, first + CHUNK).map((fact) => prepareFact(fact, at));
    await insertEntries(
      tx,
      prepared.map(({ entry }) => entry),
    );
    await insertFacts(tx, organization, prepared);
    for (const { entry } of prepared) ids.push(entry.id);
  }
  return ids;
}

interface PreparedFact {
  readonly fact: Fact;
  readonly entry: Entry;
  readonly committed: CommittedContent | null;
}

function prepareFact(fact: Fact, at: Instant): PreparedFact {
  const committed = fact.state === null ? null : commitToState(fact, fact.state);
  const { kind, subject, vendorId, system, feed, scope, basis, look } = fact;
  const validFrom = isoInstant(fact.validFrom);
  const notBefore = isoInstant(fact.notBefore);
  const fields = { kind, subject, vendorId, system, feed, scope, validFrom, notBefore, basis, look, state: committed?.commitment ?? null };
  return { fact, entry: buildEntry({ id: newEntryId(at), type: 'fact', at, fields }), committed };
}

function commitToState(fact: Fact, state: Json): CommittedContent {
  const committed = commitTo(state);
  // PostgreSQL's jsonb cannot hold it, and no vendor means it.
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(committed.content)) {
    throw new Refusal(
      'fact/nul-character',
      `A ${fact.kind} (${fact.vendorId}) holds a NUL character in its state. Take it out where the state is made.`,
    );
  }
  return committed;
}

async function insertFacts(tx: LogTransaction, organization: Uuid, prepared: readonly PreparedFact[]): Promise<void> {
  const each = <T>(value: (one: PreparedFact) => T): T[] => prepared.map(value);
  await sql`
    insert into tenant.fact (organization, entry, kind, subject, vendor_id, system, feed, scope, valid_from, not_before, basis, look, state, state_hash, salt)
    select ${organization}::uuid, entry, kind, subject, vendor_id, system, feed, scope, valid_from, not_before, basis, look, state, state_hash, salt
    from unnest(
      ${each(({ entry }) => entry.id)}::uuid[], ${each(({ fact }) => fact.kind)}::text[], ${each(({ fact }) => fact.subject)}::uuid[],
      ${each(({ fact }) => fact.vendorId)}::text[], ${each(({ fact }) => fact.system)}::uuid[], ${each(({ fact }) => fact.feed)}::text[],
      ${each(({ fact }) => fact.scope)}::text[], ${each(({ fact }) => isoInstant(fact.validFrom))}::timestamptz[],
      ${each(({ fact }) => isoInstant(fact.notBefore))}::timestamptz[], ${each(({ fact }) => fact.basis)}::text[], ${each(({ fact }) => fact.look)}::uuid[],
      ${each(({ committed }) => committed?.content ?? null)}::jsonb[], ${each(({ committed }) => (committed ? sha256(committed.content) : null))}::bytea[],
      ${each(({ committed }) => committed?.salt ?? null)}::bytea[])
      with ordinality as given(entry, kind, subject, vendor_id, system, feed, scope, valid_from, not_before, basis, look, state, state_hash, salt, place)
    order by place`.execute(tx.sql);
}

/** Writes over which spans somebody was looking, after the facts of their look. @returns the entries, one for each span */
export async function appendCoverage(tx: LogTransaction, spans: readonly Coverage[], at: Instant): Promise<Uuid[]> {
  const organization = organizationOf(tx);
  const ids: Uuid[] = [];
  for (let first = 0; first < spans.length; first += CHUNK) {
    const prepared = spans.slice(first, first + CHUNK).map((span) => ({ span, entry: coverageEntry(span, at) }));
    await insertEntries(
      tx,
      prepared.map(({ entry }) => entry),
    );
    await insertCoverage(tx, organization, prepared);
    for (const { entry } of prepared) ids.push(entry.id);
  }
  return ids;
}

interface PreparedCoverage {
  readonly span: Coverage;
  readonly entry: Entry;
}

function coverageEntry({ system, feed, scope, from, until, look }: Coverage, at: Instant): Entry {
  return buildEntry({
    id: newEntryId(at),
    type: 'coverage',
    at,
    fields: { system, feed, scope, from: isoInstant(from), until: isoInstant(until), look },
  });
}

async function insertCoverage(tx: LogTransaction, organization: Uuid, prepared: readonly PreparedCoverage[]): Promise<void> {
  const each = <T>(value: (one: PreparedCoverage) => T): T[] => prepared.map(value);
  await sql`
    insert into tenant.coverage (organization, entry, system, feed, scope, from_, until_, look)
    select ${organization}::uuid, given.* from unnest(
      ${each(({ entry }) => entry.id)}::uuid[], ${each(({ span }) => span.system)}::uuid[], ${each(({ span }) => span.feed)}::text[],
      ${each(({ span }) => span.scope)}::text[], ${each(({ span }) => isoInstant(span.from))}::timestamptz[],
      ${each(({ span }) => isoInstant(span.until))}::timestamptz[], ${each(({ span }) => span.look)}::uuid[]) as given`.execute(tx.sql);
}

function organizationOf(tx: LogTransaction): Uuid {
  if (tx.log === INSTANCE) throw new TypeError('Facts and coverage belong to an organization');
  return tx.log;
}
