import { type KindId, kinds } from '../facts/kinds/index.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import { type EntryType, entryTypes } from '../ledger/entry-types.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import { aboutEntry, type BodyWords } from './evidence-item-about.ts';
import type { EvidencePlace } from './evidence-item-entry.ts';
import { listPlacedEntries, type PlacedEntry, readConnectionsThatLooked, readContentsOf, readFactsAt } from './store-evidence-item.ts';

export interface EvidenceWanted {
  readonly type?: string | undefined;
  readonly kind?: string | undefined;
  readonly connection?: string | undefined;
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type ListPlace = Pick<EvidencePlace, 'db' | 'organization'>;

/**
 * The newest entries that fit, with what can be filtered by. A log only grows at its end: a cursor names a place that stays.
 * @throws Refusal `evidence/no-such-type`, `evidence/no-such-kind`, `connections/unknown`, `page/cursor`
 */
export async function listEvidenceItems(place: ListPlace, { type, kind, connection, from, until, cursor, limit }: EvidenceWanted) {
  const { db, organization } = place;
  const size = (await readCheckpoint(db, organization.id))?.size ?? 0;
  const looked = await readConnectionsThatLooked(db, organization.id);
  const below = cursor === undefined ? size : placeOf(cursor, size);
  const wanted = { below, limit: limit + 1, type: typeNamed(type), kind: kindNamed(kind), system: systemOf(connection, looked), from, until };
  const found = await listPlacedEntries(db, organization.id, wanted);
  const shown = found.slice(0, limit);
  const systems = new Map(looked.map((one) => [one.system, one.connection]));
  return {
    rows: await rowsOf(place, shown, systems),
    next: found.length > limit ? `e${shown.at(-1)?.leaf}` : null,
    treeSize: size,
    types: listedTypes.map((one) => ({ type: one as string, says: entryTypes[one].says as string })),
    kinds: Object.values(kinds).map(({ id, title }) => ({ kind: id, title })),
    connections: [...new Set(looked.map((one) => one.connection))],
  };
}

/** Types that an organization's log holds and that somebody looks for. */
const listedTypes = (Object.keys(entryTypes) as EntryType[]).filter((one) => entryTypes[one].log !== 'instance');

function placeOf(cursor: string, size: number): number {
  const place = /^e\d{1,15}$/.test(cursor) ? Number(cursor.slice(1)) : Number.NaN;
  if (place <= size) return place;
  throw new Refusal('page/cursor', 'This cursor belongs to another list. Ask for its first page again.');
}

function typeNamed(type: string | undefined): EntryType | undefined {
  if (type === undefined) return undefined;
  const known = listedTypes.find((one) => one === type);
  if (known !== undefined) return known;
  throw new Refusal('evidence/no-such-type', `There is no entry of type "${type.slice(0, 100)}". The types are: ${listedTypes.join(', ')}.`);
}

function kindNamed(kind: string | undefined): string | undefined {
  if (kind === undefined || Object.hasOwn(kinds, kind)) return kind;
  throw new Refusal('evidence/no-such-kind', `There is no kind of fact "${kind.slice(0, 100)}". All of them stand in the list of evidence.`);
}

function systemOf(connection: string | undefined, looked: readonly { connection: string; system: Uuid }[]): Uuid | undefined {
  if (connection === undefined) return undefined;
  const known = looked.find((one) => one.connection === connection);
  if (known !== undefined) return known.system;
  throw new Refusal('connections/unknown', `No connection "${connection.slice(0, 100)}" has ever looked at anything.`);
}

/** The entries at some places, in their order; what lies beyond the size of the tree is left out. */
export async function evidenceRowsAt(place: ListPlace, leaves: readonly number[], treeSize: number) {
  const entries = await listPlacedEntries(place.db, place.organization.id, { below: treeSize, limit: leaves.length, leaves });
  return rowsOf(place, entries.toReversed(), new Map());
}

async function rowsOf({ db, organization }: ListPlace, entries: readonly PlacedEntry[], systems: ReadonlyMap<string, string>) {
  const of = (type: EntryType) => entries.filter((one) => one.type === type);
  const states = new Map(
    (
      await readFactsAt(
        db,
        organization.id,
        of('fact').map((one) => one.leaf),
      )
    ).map((one) => [one.leaf, one.state]),
  );
  const sheets = await readContentsOf(
    db,
    organization.id,
    of('look').map((one) => one.id),
    'sheet',
  );
  const decisions = await readContentsOf(
    db,
    organization.id,
    of('decision').map((one) => one.id),
    'decision',
  );
  return entries.map((entry) => {
    const words = JSON.parse(entry.body) as BodyWords & { system?: string };
    const text = sheets.get(entry.id) ?? decisions.get(entry.id);
    const content = text === undefined ? (states.get(entry.leaf) ?? null) : (JSON.parse(text) as Json);
    return {
      leaf: entry.leaf,
      type: entry.type as string,
      about: aboutEntry(entry.type, words, content),
      kind: words.kind === undefined ? null : (words.kind as KindId as string),
      connection: words.system === undefined ? null : (systems.get(words.system) ?? null),
      recorded: isoInstant(entry.recorded),
    };
  });
}
