import type { Uuid } from '../kernel/ids.ts';
import { readContent } from '../ledger/store.ts';
import type { LookSheet } from './collect-sheet.ts';
import type { EvidencePlace, OpenedEntry } from './evidence-item-entry.ts';
import { readPlacedEntry } from './store-evidence-item.ts';

/** The look that an entry is, or in which it was told. */
export interface ToldLook {
  readonly id: Uuid;
  readonly leaf: number;
  readonly outcome: string;
  readonly sheet: LookSheet;
}

export type LookPart = ReturnType<typeof lookPart>;

/** Null where no look told it, where it waits for its place, and where its sheet was erased. */
export async function lookOf(
  { db, organization }: Pick<EvidencePlace, 'db' | 'organization'>,
  { type, words, leaf }: OpenedEntry,
): Promise<ToldLook | null> {
  const named = type === 'look' ? words.id : words.look;
  if (typeof named !== 'string') return null;
  const entry = type === 'look' ? { id: words.id, leaf, type, body: JSON.stringify(words) } : await readPlacedEntry(db, organization.id, named);
  if (entry === null || entry.type !== 'look') return null;
  const sheet = (await readContent(db, organization.id, entry.id)).find((one) => one.name === 'sheet')?.opening;
  if (!sheet) return null;
  const { outcome } = JSON.parse(entry.body) as { outcome: string };
  return { id: entry.id, leaf: entry.leaf, outcome, sheet: JSON.parse(sheet.content) as LookSheet };
}

export function lookPart({ id, leaf, outcome, sheet }: ToldLook) {
  const { connection, connector, title, startedAt, endedAt, identity, permissions, rows, facts, requests, scopes, scrubbed, certificates } = sheet;
  const covered = new Set(scopes.filter((one) => one.outcome === 'covered').map(({ feed, scope }) => `${feed} ${scope}`)).size;
  return {
    ...{ leaf, look: id, connection, connector, title, outcome, startedAt, endedAt, identity, permissions: [...permissions], rows, facts },
    requests: requests.length,
    hosts: [...new Set(requests.flatMap((one) => (one.host === undefined ? [] : [one.host])))],
    covered,
    unseen: scopes.filter((one) => one.outcome === 'gap' && one.until === startedAt).length,
    scrubbed: [...scrubbed],
    certificates: Object.entries(certificates).map(([host, certificate]) => ({ host, certificate })),
  };
}
