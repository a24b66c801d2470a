import type { VersionRow } from '../facts/fact.ts';
import type { KindState } from '../facts/kinds/index.ts';
import { openBlobs } from '../facts/store-blobs.ts';
import type { Version } from '../facts/timeline.ts';
import type { Zone } from '../kernel/calendar.ts';
import { sha256Hex } from '../kernel/hash.ts';
import { Refusal } from '../kernel/refusal.ts';
import { FOREVER, isoInstant } from '../kernel/time.ts';
import { openEntry } from './evidence-item-entry.ts';
import { lookOf } from './evidence-item-look.ts';
import type { Installation } from './installation.ts';
import { type RecordSubject, type RecordsAt, readRecords } from './record-report.ts';
import { adoptionsOf, writtenValue } from './settings.ts';

type Policy = KindState<'policy'>;
type PolicyPlace = Pick<Installation, 'db' | 'organization' | 'keeper' | 'dataDirectory' | 'simulation'>;

/** A policy as it was written down at some time. */
export interface PolicyVersion {
  readonly version: number;
  readonly status: 'draft' | 'adopted';
  readonly title: string;
  readonly owner: string;
  readonly author: string;
  readonly approvedBy: string | null;
  readonly approvedOn: string | null;
  readonly reviewedOn: string | null;
  readonly effective: string | null;
  readonly parameters: readonly { readonly name: string; readonly written: string }[];
  /** When it stood in the records; until null while it does. */
  readonly from: string;
  readonly until: string | null;
  /** When its numbers counted; null where they never did. */
  readonly counts: { readonly from: string; readonly until: string | null } | null;
  readonly basis: VersionRow['basis'];
  readonly leaf: number;
  /** SHA-256 of the text below its front matter. */
  readonly sha256: string;
}

/** Every policy that ever stood in the records, with its versions, oldest first. */
export async function policyVersions(
  place: Pick<PolicyPlace, 'db' | 'organization'>,
  inZone: Zone,
  at: RecordsAt,
): Promise<ReadonlyMap<string, PolicyVersion[]>> {
  const records = await readRecords(place, 'policy', at);
  return new Map(records.map((one) => [idOf(one), versionsOf(one, inZone, at)]));
}

/** A subject's key begins with the program's; policies are told apart by their own ids. */
function idOf({ versions, key }: RecordSubject): string {
  const last = versions.at(-1)?.state as Policy | undefined;
  return last?.id ?? key;
}

function versionsOf({ versions }: RecordSubject, inZone: Zone, { at }: RecordsAt): PolicyVersion[] {
  const told = versions.map(asVersion);
  const adoptions = adoptionsOf(told, inZone);
  return told.map(({ state, from, until, basis, leaf }) => {
    const counting = adoptions.find((one) => one.state === state);
    const { version, status, title, owner, author, approvedBy, approvedOn, reviewedOn, effective, text } = state;
    return {
      ...{ version, status, title, owner, author, approvedBy, approvedOn, reviewedOn, effective, basis, leaf },
      parameters: Object.entries(state.parameters)
        .map(([name, raw]) => ({ name, written: writtenValue(raw) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      from: isoInstant(from),
      until: until === FOREVER || until > at ? null : isoInstant(until),
      counts:
        counting === undefined ? null : { from: isoInstant(counting.from), until: counting.until === FOREVER ? null : isoInstant(counting.until) },
      sha256: text,
    };
  });
}

function asVersion({ state, validFrom, validUntil, notBefore, endsNotBefore, basis, leaf }: VersionRow): Version<Policy> {
  return { state: state as unknown as Policy, from: validFrom, until: validUntil, notBefore, endsNotBefore, basis, leaf };
}

/**
 * The text of a version as it was received, found among the files that its look kept by the hash that the version names.
 * @param leaf of the version
 * @throws Refusal `evidence/unknown`, `policies/no-version`; `policies/no-text` where its bytes were not kept, or are gone
 */
export async function policyText(place: PolicyPlace, policy: string, leaf: number): Promise<{ text: string; sha256: string; file: string }> {
  const entry = await openEntry(place, leaf);
  const { kind, scope } = entry.words;
  const said = entry.content as unknown as Policy | null;
  if (entry.type !== 'fact' || kind !== 'policy' || said?.id !== policy)
    throw new Refusal('policies/no-version', `Entry ${leaf} of the ledger is no version of the policy "${policy}".`);
  const wanted = said.text;
  const file = String(scope).replace(/^file:/, '');
  const kept = (await lookOf(place, entry))?.sheet.evidence.filter((one) => one.name === file) ?? [];
  const blobs = openBlobs(place.dataDirectory);
  for (const { sha256 } of kept) {
    if (!(await blobs.has(sha256))) continue;
    const body = belowFrontMatter(Buffer.from(await blobs.get(sha256)).toString('utf8'));
    if (sha256Hex(body) === wanted) return { text: body, sha256: wanted, file };
  }
  throw new Refusal(
    'policies/no-text',
    'The text of this version was not kept by the look that told it. Its hash is sealed: a text can be held against it.',
  );
}

function belowFrontMatter(whole: string): string {
  return whole.replace(/^---[ \t]*\r?\n[\s\S]*?^---[ \t]*(?:\r?\n|$)/m, '');
}
