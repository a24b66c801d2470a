import type { Database } from '../database/connect.ts';
import type { Basis, VersionRow } from '../facts/fact.ts';
import { readCoveredSystems } from '../facts/store-coverage.ts';
import { readVersions } from '../facts/store-versions.ts';
import type { Json } from '../kernel/canonical-json.ts';
import { subjectId, systemId, type Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { BEGINNING, FOREVER, type Instant, isoInstant } from '../kernel/time.ts';
import { type ReadableField, readableFields } from './evidence-item-values.ts';
import type { Installation } from './installation.ts';
import { type RecordKind, recordKind, recordKinds, type State } from './record-report-kinds.ts';

export type RecordsPlace = Pick<Installation, 'db' | 'organization'>;

/** Up to which instant records are shown, and from what was known at which place of the ledger. */
export interface RecordsAt {
  readonly treeSize: number;
  readonly at: Instant;
}

/** One record with its versions, oldest first, of which the last had begun at the instant that is shown. */
export interface RecordSubject {
  readonly key: string;
  readonly versions: readonly VersionRow[];
}

/** Every record of a kind that had begun at an instant, or those of some subjects; those that are gone stay. */
export async function readRecords(
  { db, organization }: RecordsPlace,
  kind: string,
  { treeSize, at }: RecordsAt,
  subjects?: readonly Uuid[],
): Promise<readonly RecordSubject[]> {
  const versions: VersionRow[] = [];
  const wanted = { organization: organization.id, kind, treeSize, from: BEGINNING, until: FOREVER, ...(subjects && { subjects }) };
  for await (const rows of readVersions(db, wanted)) versions.push(...rows.filter((one) => one.validFrom <= at && isRecord(one)));
  return [...Map.groupBy(versions, (one) => one.subject)].map(([, its]) => ({ key: its[0]?.vendorId ?? '', versions: its }));
}

/**
 * The record of a key. Its subject is derived from the system that told it, so that it is found among a million as among ten; where that was a system
 * of which no span was ever covered, all are read.
 */
async function readRecord(place: RecordsPlace, kind: string, key: string, at: RecordsAt): Promise<RecordSubject | undefined> {
  const subjects = (await systemsOf(place, at.treeSize)).map((system) => subjectId(system, kind, key));
  const [found] = await readRecords(place, kind, at, subjects);
  return found ?? (await readRecords(place, kind, at)).find((one) => one.key === key);
}

interface KnownSystems {
  readonly organization: Uuid;
  readonly treeSize: number;
  readonly systems: readonly Uuid[];
}

/** By database, the systems that were asked for last. What was known at a size of the tree does not change. */
const lastSystems = new WeakMap<Database, KnownSystems>();

async function systemsOf({ db, organization: { id } }: RecordsPlace, treeSize: number): Promise<readonly Uuid[]> {
  const known = lastSystems.get(db);
  if (known?.organization === id && known.treeSize === treeSize) return known.systems;
  const systems = [...(await readCoveredSystems(db, id, treeSize)), systemId('workflows', id)];
  lastSystems.set(db, { organization: id, treeSize, systems });
  return systems;
}

/** Written in a file of the program, or decided here; the same kind may come from systems, too. */
function isRecord({ scope, feed }: VersionRow): boolean {
  return scope.startsWith('file:') || feed === 'workflows';
}

export interface KindRow {
  readonly kind: string;
  readonly title: string;
  readonly says: string;
  readonly file: string;
  /** Records that stood at the instant. */
  readonly standing: number;
  /** Those that stood before, and no longer do. */
  readonly gone: number;
  readonly versions: number;
  /** When the newest of their versions began; null where there is none. */
  readonly last: string | null;
}

/** Every kind of record, with how much there is of it. */
export async function recordKindsOf(place: RecordsPlace, at: RecordsAt): Promise<KindRow[]> {
  return Promise.all(
    recordKinds.map(async ({ kind, title, says, file }) => ({ kind, title, says, file, ...counts(await readRecords(place, kind, at), at.at) })),
  );
}

function counts(records: readonly RecordSubject[], at: Instant): Pick<KindRow, 'standing' | 'gone' | 'versions' | 'last'> {
  const standing = records.filter((one) => standsAt(one, at)).length;
  const newest = records.flatMap((one) => one.versions).reduce<Instant>((last, one) => (one.validFrom > last ? one.validFrom : last), BEGINNING);
  return {
    standing,
    gone: records.length - standing,
    versions: records.reduce((sum, one) => sum + one.versions.length, 0),
    last: newest === BEGINNING ? null : isoInstant(newest),
  };
}

/** Of the version that was in force last, whether it still is. */
export function standsAt({ versions }: RecordSubject, at: Instant): boolean {
  return (versions.at(-1)?.validUntil ?? BEGINNING) > at;
}

export interface RecordRow {
  readonly key: string;
  /** As the program's files write it. */
  readonly id: string;
  readonly name: string;
  readonly standing: boolean;
  readonly versions: number;
  /** When the first version began, and the one shown. */
  readonly since: string;
  readonly changed: string;
  readonly basis: Basis;
  readonly leaf: number;
  readonly fields: readonly Pick<ReadableField, 'name' | 'label' | 'value'>[];
}

/** The records of a kind, those that changed last first. @throws Refusal `records/kind` */
export async function recordsOf(
  place: RecordsPlace,
  kind: string,
  at: RecordsAt,
  text = '',
): Promise<{ readonly about: RecordKind; readonly rows: readonly RecordRow[] }> {
  const about = requireKind(kind);
  const sought = text.trim().toLowerCase();
  const rows = (await readRecords(place, kind, at))
    .filter(
      (one) =>
        sought === '' ||
        JSON.stringify([one.key, one.versions.at(-1)?.state])
          .toLowerCase()
          .includes(sought),
    )
    .toSorted((a, b) => (b.versions.at(-1)?.validFrom ?? 0) - (a.versions.at(-1)?.validFrom ?? 0) || (a.key < b.key ? 1 : -1))
    .map((one) => rowOf(one, about, at.at));
  return { about, rows };
}

export function requireKind(kind: string): RecordKind {
  const found = recordKind(kind);
  if (found !== undefined) return found;
  throw new Refusal(
    'records/kind',
    `The program keeps no records of the kind "${kind}". It keeps: ${recordKinds.map((one) => one.kind).join(', ')}.`,
  );
}

function rowOf(record: RecordSubject, about: RecordKind, at: Instant): RecordRow {
  const [first, last] = [record.versions[0], record.versions.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`The record ${record.key} has no version`);
  const fields = fieldsOf(last.state, about).filter((one) => about.fields.includes(one.name));
  return {
    key: record.key,
    id: shortKey(record.key),
    name: nameOf(last.state, about, record.key),
    standing: standsAt(record, at),
    versions: record.versions.length,
    since: isoInstant(first.validFrom),
    changed: isoInstant(last.validFrom),
    basis: last.basis,
    leaf: last.leaf,
    fields: fields.map(({ name, label, value }) => ({ name, label, value })),
  };
}

function nameOf(state: Json, about: RecordKind, key: string): string {
  const isObject = typeof state === 'object' && state !== null && !Array.isArray(state);
  return (isObject ? about.name(state as State) : null) ?? shortKey(key);
}

/** Without the program's id, which stands before each. */
function shortKey(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function fieldsOf(state: Json, { fields }: RecordKind, before: Json = null): ReadableField[] {
  return readableFields({ state, before, after: null, readers: new Map(), order: fields });
}

export interface RecordVersion {
  readonly from: string;
  /** Null while it stands. */
  readonly until: string | null;
  /** It may have begun as early as this; null: from before anybody looked. */
  readonly notBefore: string | null;
  readonly basis: Basis;
  readonly leaf: number;
  /** Fields, each with what the version before said where that was something else. */
  readonly fields: readonly Pick<ReadableField, 'name' | 'label' | 'value' | 'before'>[];
}

/** One record with all its versions, the newest first. @throws Refusal `records/kind`, `records/unknown` */
export async function recordOf(place: RecordsPlace, kind: string, key: string, at: RecordsAt) {
  const about = requireKind(kind);
  const found = await readRecord(place, kind, key, at);
  if (found === undefined)
    throw new Refusal('records/unknown', `There is no record "${key}" among the ${about.title.toLowerCase()} at this instant.`);
  const { fields: _, ...row } = rowOf(found, about, at.at);
  const versions = found.versions.map((one, place): RecordVersion => {
    const fields = fieldsOf(one.state, about, found.versions[place - 1]?.state ?? null);
    return {
      from: isoInstant(one.validFrom),
      until: one.validUntil === FOREVER || one.validUntil > at.at ? null : isoInstant(one.validUntil),
      notBefore: one.notBefore === BEGINNING ? null : isoInstant(one.notBefore),
      basis: one.basis,
      leaf: one.leaf,
      fields: fields.map(({ name, label, value, before }) => ({ name, label, value, before })),
    };
  });
  return { ...row, kind, kindTitle: about.title, file: about.file, versions: versions.toReversed() };
}
