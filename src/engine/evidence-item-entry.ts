import type { SourceEntry } from '../audit/package/source.ts';
import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { EntryType } from '../ledger/entry-types.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import type { BodyWords } from './evidence-item-about.ts';
import type { Installation } from './installation.ts';
import { readEvidence } from './store-evidence.ts';

export type EvidencePlace = Pick<Installation, 'db' | 'organization' | 'keeper' | 'dataDirectory' | 'simulation'>;

/** An entry of the ledger in its place, with what opens it. */
export interface OpenedEntry extends SourceEntry {
  readonly id: Uuid;
  readonly type: EntryType;
  readonly words: BodyWords & { readonly id: Uuid; readonly type: EntryType; readonly at: string } & Readonly<Record<string, Json>>;
  /** Its one content, or its state; null where it has none, or was erased. */
  readonly content: Json;
}

/**
 * The sealed entry at a place of the ledger.
 * @throws Refusal `evidence/unknown`
 */
export async function openEntry({ db, organization }: Pick<EvidencePlace, 'db' | 'organization'>, leaf: number): Promise<OpenedEntry> {
  const size = (await readCheckpoint(db, organization.id))?.size ?? 0;
  if (leaf >= size) throw unknownLeaf(leaf, size);
  for await (const [entry] of readEvidence(db, { organization: organization.id, fromLeaf: leaf, untilLeaf: leaf + 1 })) {
    if (entry === undefined) continue;
    const words = JSON.parse(entry.body) as OpenedEntry['words'];
    const [content] = Object.values(entry.contents);
    return {
      ...entry,
      id: words.id,
      type: words.type,
      words,
      content: content === undefined || content === 'erased' ? null : (JSON.parse(content.content) as Json),
    };
  }
  throw unknownLeaf(leaf, size);
}

export function unknownLeaf(leaf: number, size: number): Refusal {
  return new Refusal('evidence/unknown', `The ledger has no entry ${leaf}: it holds ${size} sealed entries, and their numbers begin at 0.`);
}
