import type { Json } from '../kernel/canonical-json.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/**
 * Where the instant of a fact comes from.
 * `look`: the first look that saw it. `source`: the source gave the instant of this very change. `claimed`: a client said so (committer dates).
 * `entered`: a person in the product. `retraction`: what was said for this subject and instant is taken back.
 */
export type Basis = 'look' | 'source' | 'claimed' | 'entered' | 'retraction';

/** One observation: this subject was in this state from then on, as this look (or this person) said. Never changed once written. */
export interface Fact {
  readonly kind: string;
  readonly subject: Uuid;
  /** The vendor's immutable id, from which `subject` is derived. Never a name or an e-mail address. */
  readonly vendorId: string;
  readonly system: Uuid;
  readonly feed: string;
  /** What was looked at: `''` is the list itself, otherwise one part of it that can fail alone, such as `repository:123`. */
  readonly scope: string;
  readonly validFrom: Instant;
  /** The last look that saw otherwise; BEGINNING when nobody looked before; equal to `validFrom` when exact. */
  readonly notBefore: Instant;
  readonly basis: Basis;
  /** `null` is gone. */
  readonly state: Json;
  readonly look: Uuid;
}

/** Somebody was looking at this scope for all of `[from, until)`. */
export interface Coverage {
  readonly system: Uuid;
  readonly feed: string;
  readonly scope: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly look: Uuid;
}

/** A version as read back: a fact with the end that its successor gives it. `leaf` is its place in the ledger. */
export interface VersionRow {
  readonly subject: Uuid;
  readonly vendorId: string;
  readonly system: Uuid;
  readonly feed: string;
  readonly scope: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly notBefore: Instant;
  readonly endsNotBefore: Instant;
  readonly basis: Basis;
  readonly state: Json;
  readonly entry: Uuid;
  readonly leaf: number;
}
