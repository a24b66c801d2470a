import { canonicalText } from '../core/canonical.ts';

export const INDEX_FILE = 'evidence/index.json';

/** A shard of entries with the places it holds, both inclusive. */
export interface Shard {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

/** What evidence/index.json says: where each entry stands, and what was erased. */
export function indexText(shards: readonly Shard[], erased: readonly { readonly leaf: number; readonly name: string }[]): string {
  return `${canonicalText({ erased, shards })}\n`;
}
