import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { inSnapshot, type LogTransaction } from '../database/transaction.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { appendEntry } from '../ledger/store.ts';

/** One event of a workflow's instance, as it was sealed. */
export interface StoredDecision {
  readonly instance: Uuid;
  readonly version: number;
  readonly entry: Uuid;
  /** Its place in the ledger; null until it has one. */
  readonly leaf: number | null;
  readonly at: Instant;
  /** The type of its event, which no erasure takes. */
  readonly event: string;
  /** `{ id, by, event }`; null once it was erased. */
  readonly content: Json | null;
}

interface Row {
  readonly instance: Uuid;
  readonly version: number;
  readonly entry: Uuid;
  readonly leaf: number | null;
  readonly at: number;
  readonly event: string;
  readonly content: string | null;
}

const columns = sql`d.instance, d.version, d.entry, e.leaf::float8 as leaf, (extract(epoch from e.at) * 1000)::float8 as at, e.body::jsonb ->> 'event' as event, c.content`;

/** Decisions of one workflow, instance by instance in the order in which they were made; of one instance where it is named. */
export async function readDecisions(tx: LogTransaction, workflow: string, instance?: Uuid): Promise<readonly StoredDecision[]> {
  const only = instance === undefined ? sql`true` : sql`d.instance = ${instance}::uuid`;
  const { rows } = await sql<Row>`
    select ${columns} from tenant.decision d
    join tenant.entry e on e.organization = d.organization and e.id = d.entry
    join tenant.content c on c.organization = d.organization and c.entry = d.entry and c.name = 'decision'
    where d.organization = ${tx.log}::uuid and d.workflow = ${workflow} and ${only}
    order by d.instance, d.version`.execute(tx.sql);
  return rows.map(({ content, ...row }) => ({
    ...row,
    at: Math.round(row.at) as Instant,
    content: content === null ? null : (JSON.parse(content) as Json),
  }));
}

export async function allDecisions(db: Database, organization: Uuid, workflow: string): Promise<readonly StoredDecision[]> {
  return inSnapshot(db, organization, (tx) => readDecisions(tx, workflow));
}

export interface DecisionToAppend {
  readonly workflow: string;
  readonly instance: Uuid;
  readonly version: number;
  readonly event: string;
  readonly actor: Uuid;
  readonly at: Instant;
  readonly content: Json;
}

/**
 * Seals one event as an entry, in its place of the instance's history.
 * @throws Refusal `decision/moved-on` where somebody else decided in between
 */
export async function appendDecision(
  tx: LogTransaction,
  { workflow, instance, version, event, actor, at, content }: DecisionToAppend,
): Promise<Uuid> {
  const fields = { workflow, instance, event, actor };
  const { entry } = await appendEntry(tx, { type: 'decision', at, fields, contents: { decision: content } });
  const { numAffectedRows } = await sql`
    insert into tenant.decision (organization, workflow, instance, version, entry)
    values (${tx.log}::uuid, ${workflow}, ${instance}::uuid, ${version}, ${entry}::uuid)
    on conflict do nothing`.execute(tx.sql);
  if (numAffectedRows === 1n) return entry;
  throw new Refusal(
    'decision/moved-on',
    `Somebody else decided on this at the same time (${isoInstant(at)}). Nothing of yours was written: look at what stands now, and decide again.`,
  );
}
