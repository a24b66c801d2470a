import { sql } from 'kysely';
import type { SourceContent, SourceEntry } from '../audit/package/source.ts';
import type { Database } from '../database/connect.ts';
import { streamRows } from '../database/stream.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { readContent } from '../ledger/store.ts';
import { milliseconds } from '../ledger/store-log.ts';

export interface EvidenceToRead {
  readonly organization: Uuid;
  readonly fromLeaf: number;
  /** Excluded. */
  readonly untilLeaf: number;
}

type EvidenceRow = readonly [
  leaf: number,
  id: Uuid,
  type: string,
  body: string,
  recorded: Instant,
  hasFact: boolean,
  state: string | null,
  salt: Uint8Array | null,
];

/**
 * The entries `[fromLeaf, untilLeaf)` of an organization's log in order, each with what opens its commitments, in batches.
 * @throws Refusal `export/content-missing` when something that was committed to is neither there nor erased
 */
export async function* readEvidence(db: Database, { organization, fromLeaf, untilLeaf }: EvidenceToRead): AsyncGenerator<SourceEntry[]> {
  const query = sql`
    select e.leaf, e.id, e.type, e.body, ${milliseconds('e.recorded')}, f.entry is not null, f.state::text, f.salt
    from tenant.entry e left join tenant.fact f on f.organization = e.organization and f.entry = e.id
    where e.organization = ${organization}::uuid and e.leaf >= ${fromLeaf} and e.leaf < ${untilLeaf} order by e.leaf`;
  for await (const rows of streamRows(db, organization, query, 500)) {
    const entries: SourceEntry[] = [];
    for (const row of rows as unknown as readonly EvidenceRow[]) entries.push(await toEntry(db, organization, row));
    yield entries;
  }
}

async function toEntry(db: Database, organization: Uuid, row: EvidenceRow): Promise<SourceEntry> {
  const [leaf, id, type, body, recorded] = row;
  const contents = type === 'fact' ? contentsOfFact(row) : await contentsOfEntry(db, organization, { leaf, id, body });
  return { leaf, recorded: isoInstant(recorded), body, contents };
}

function contentsOfFact([leaf, , , body, , hasFact, state, salt]: EvidenceRow): SourceEntry['contents'] {
  if (!hasFact) throw missing(leaf, 'its row');
  if ((JSON.parse(body) as { state: string | null }).state === null) return {};
  if (state === null || salt === null) return { state: 'erased' };
  return { state: { salt, content: canonicalJson(JSON.parse(state) as Json) } };
}

async function contentsOfEntry(
  db: Database,
  organization: Uuid,
  { leaf, id, body }: { leaf: number; id: Uuid; body: string },
): Promise<SourceEntry['contents']> {
  const names = Object.keys((JSON.parse(body) as { commitments?: object }).commitments ?? {});
  if (names.length === 0) return {};
  const stored = new Map((await readContent(db, organization, id)).map(({ name, opening }) => [name, opening]));
  const contents: Record<string, SourceContent> = {};
  for (const name of names) {
    const opening = stored.get(name);
    if (opening === undefined) throw missing(leaf, `what it committed to as ${name}`);
    contents[name] = opening ?? 'erased';
  }
  return contents;
}

function missing(leaf: number, what: string): Refusal {
  return new Refusal(
    'export/content-missing',
    `Of entry ${leaf}, ${what} is missing from the database, and nobody erased it. Restore the newest backup. Nothing was written.`,
  );
}
