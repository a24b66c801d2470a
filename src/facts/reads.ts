import type { KindId, KindState } from './kinds/index.ts';
import type { Timeline } from './timeline.ts';

type KeysOf<S> = S extends unknown ? keyof S : never;
type Narrow<S, F> = S extends unknown ? Pick<S, Extract<F, keyof S>> : never;

/** The kinds and fields that a population or check reads. It receives these and nothing else. */
export type Reads = { readonly [K in KindId]?: readonly KeysOf<KindState<K>>[] };

/** The timelines of what was declared, narrowed to the fields that were declared. */
export type Facts<R extends Reads> = {
  readonly [K in keyof R & KindId]: Timeline<R[K] extends readonly (infer F)[] ? Narrow<KindState<K>, F> : never>;
};

/** All kinds and fields of several declarations together. */
export function mergeReads(all: readonly Reads[]): Map<KindId, Set<string>> {
  const merged = new Map<KindId, Set<string>>();
  for (const reads of all) {
    for (const [kind, fields] of Object.entries(reads) as [KindId, readonly string[]][]) {
      const known = merged.get(kind) ?? new Set<string>();
      for (const field of fields) known.add(field);
      merged.set(kind, known);
    }
  }
  return merged;
}
