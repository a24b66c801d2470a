import { allChecks } from '../checks/index.ts';
import type { Basis } from '../facts/fact.ts';
import { type KindId, kinds } from '../facts/kinds/index.ts';
import { readVersions } from '../facts/store-versions.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { BEGINNING, FOREVER, isoInstant, parseInstant } from '../kernel/time.ts';
import { entryLeafHash } from '../ledger/entry.ts';
import { entryTypes } from '../ledger/entry-types.ts';
import { proveInclusion } from '../ledger/proofs.ts';
import { originOf, tileReader } from '../ledger/store.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import { toHex } from '../verify/core/bytes.ts';
import { formatLogKey } from '../verify/core/log-keys.ts';
import { type About, aboutEntry, kindTitle } from './evidence-item-about.ts';
import { type EvidencePlace, type OpenedEntry, openEntry, unknownLeaf } from './evidence-item-entry.ts';
import { type LookPart, lookOf, lookPart } from './evidence-item-look.ts';
import { type ReadableField, readableFields } from './evidence-item-values.ts';
import { readErasureOf } from './store-evidence-item.ts';

export type EvidenceItem = Awaited<ReturnType<typeof evidenceItem>>;

/**
 * One entry of the ledger: where it comes from, what it says, and what proves that it stands there.
 * @throws Refusal `evidence/unknown`
 */
export async function evidenceItem(place: EvidencePlace, leaf: number) {
  const entry = await openEntry(place, leaf);
  const fact = entry.type === 'fact' ? await factPart(place, entry) : null;
  const look = await lookPartOf(place, entry);
  return {
    organization: place.organization,
    simulated: place.simulation !== null,
    leaf,
    id: entry.id,
    type: entry.type as string,
    says: entryTypes[entry.type].says as string,
    about: aboutOf(entry, fact),
    at: entry.words.at,
    recorded: entry.recorded,
    leafHash: toHex(entryLeafHash(entry.body, parseInstant(entry.recorded))),
    fact: fact === null ? null : fact.part,
    look,
    erased: await erasedPart(place, entry),
    fields: fieldsOf(entry, fact),
    proof: await proofOf(place, entry),
  };
}

interface FactParts {
  readonly part: ReturnType<typeof shownFact>;
  readonly before: Json;
  readonly after: Json;
}

type VersionOf = Awaited<ReturnType<typeof versionsOf>>[number];

async function factPart(place: EvidencePlace, { words, content, leaf }: OpenedEntry): Promise<FactParts> {
  const versions = await versionsOf(place, String(words.kind), words.subject as Uuid);
  const at = versions.findIndex((one) => one.leaf === leaf);
  const validFrom = parseInstant(String(words.validFrom));
  const before = at < 0 ? versions.findLast((one) => one.validFrom < validFrom) : versions[at - 1];
  const after = at < 0 ? versions.find((one) => one.validFrom > validFrom) : versions[at + 1];
  const part = shownFact({ words, content }, { own: versions[at], before, after });
  return { part, before: before?.state ?? null, after: after?.state ?? null };
}

async function versionsOf({ db, organization }: EvidencePlace, kind: string, subject: Uuid) {
  const wanted = { organization: organization.id, kind, subjects: [subject], treeSize: Number.MAX_SAFE_INTEGER, from: BEGINNING, until: FOREVER };
  const found = [];
  for await (const rows of readVersions(db, wanted)) found.push(...rows);
  return found;
}

interface Neighbours {
  readonly own: VersionOf | undefined;
  readonly before: VersionOf | undefined;
  readonly after: VersionOf | undefined;
}

function shownFact({ words }: Pick<OpenedEntry, 'words' | 'content'>, { own, before, after }: Neighbours) {
  const text = (name: string) => String(words[name]);
  const until = own?.validUntil ?? FOREVER;
  return {
    kind: text('kind'),
    kindTitle: kindTitle(text('kind')),
    subject: text('subject'),
    vendorId: text('vendorId'),
    feed: text('feed'),
    scope: text('scope'),
    validFrom: text('validFrom'),
    notBefore: text('notBefore') === isoInstant(BEGINNING) ? null : text('notBefore'),
    validUntil: until === FOREVER ? null : isoInstant(until),
    basis: text('basis') as Basis,
    gone: words.state === null,
    stands: own !== undefined || words.state === null,
    before: beside(before),
    after: beside(after),
  };
}

function beside(version: VersionOf | undefined) {
  if (version === undefined) return null;
  const { leaf, validFrom, validUntil } = version;
  return { leaf, from: isoInstant(validFrom), until: validUntil === FOREVER ? null : isoInstant(validUntil), gone: false };
}

function aboutOf(entry: OpenedEntry, fact: FactParts | null): About {
  // Of what is gone, and of what was erased, a version beside it may still tell the name.
  const named = entry.type === 'fact' && entry.words.state === null ? (fact?.before ?? null) : entry.content;
  return aboutEntry(entry.type, entry.words, named);
}

async function lookPartOf(place: EvidencePlace, entry: OpenedEntry): Promise<LookPart | null> {
  const told = await lookOf(place, entry);
  return told === null ? null : lookPart(told);
}

async function erasedPart({ db, organization }: EvidencePlace, { contents, id }: OpenedEntry) {
  if (!Object.values(contents).includes('erased')) return null;
  const erasure = await readErasureOf(db, organization.id, id);
  if (erasure === null) return { leaf: null, at: null, reason: 'not recorded' };
  const { reason } = JSON.parse(erasure.body) as { reason?: string };
  return { leaf: erasure.leaf, at: isoInstant(erasure.recorded), reason: reason ?? 'not recorded' };
}

function fieldsOf({ type, words, content }: OpenedEntry, fact: FactParts | null): ReadableField[] {
  const alone = { before: null, after: null, readers: new Map<string, string[]>() };
  if (type === 'fact')
    return readableFields({
      state: content,
      before: fact?.before ?? null,
      after: fact?.after ?? null,
      readers: readersOf(String(words.kind)),
      order: fieldOrder(String(words.kind)),
    });
  if (type === 'decision') return readableFields({ ...alone, state: decided(content) });
  if (type === 'look') return [];
  if (content !== null) return readableFields({ ...alone, state: content });
  const { id: _id, type: _type, at: _at, commitments: _commitments, ...own } = words;
  return readableFields({ ...alone, state: own as Json });
}

/** A decision as it is read: who, on what, and what the event says. */
function decided(content: Json): Json {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  const { event, id, by, ...others } = content as Readonly<Record<string, Json>>;
  const told = typeof event === 'object' && event !== null && !Array.isArray(event) ? event : {};
  return { ...told, ...others, 'decided-on': id ?? null, 'decided-by': by ?? null };
}

/** As the kind writes them; empty for a kind of several shapes. */
function fieldOrder(kind: string): readonly string[] {
  const { schema } = Object.hasOwn(kinds, kind) ? kinds[kind as KindId] : { schema: null };
  return Object.keys((schema as { shape?: object } | null)?.shape ?? {});
}

/** By field of a kind: the checks and populations that read it. */
function readersOf(kind: string): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, Set<string>>();
  const add = (fields: readonly string[], reader: string) => {
    for (const field of fields) readers.set(field, (readers.get(field) ?? new Set()).add(reader));
  };
  for (const { id, reads, population } of allChecks) {
    add((reads[kind as KindId] ?? []) as readonly string[], id);
    add((population.reads[kind as KindId] ?? []) as readonly string[], population.id);
  }
  return new Map([...readers].map(([field, ids]) => [field, [...ids]]));
}

async function proofOf({ db, organization, keeper }: EvidencePlace, { leaf, body, recorded, contents, words }: OpenedEntry) {
  const checkpoint = await readCheckpoint(db, organization.id);
  if (checkpoint === null) throw unknownLeaf(leaf, 0);
  const path = await proveInclusion(tileReader(db, organization.id), leaf, checkpoint.size);
  const keys = await keeper.keyring(organization.id);
  const { size, recorded: made, root, note } = checkpoint;
  return {
    origin: originOf(db, organization.id),
    leaf,
    body,
    recorded,
    path: path.map(toHex),
    checkpoint: { size, recorded: isoInstant(made), root: toHex(root), note },
    keys: keys.map(formatLogKey),
    openings: Object.entries(contents).map(([name, opening]) => ({
      name,
      commitment: commitmentIn(words, name),
      ...(opening === 'erased' ? { salt: null, content: null } : { salt: toHex(opening.salt), content: opening.content }),
    })),
  };
}

/** A fact names the commitment to its state as a field; every other entry under `commitments`. */
function commitmentIn(words: OpenedEntry['words'], name: string): string {
  const { commitments } = words as { commitments?: Readonly<Record<string, string>> };
  return commitments?.[name] ?? String(words[name] ?? '');
}
