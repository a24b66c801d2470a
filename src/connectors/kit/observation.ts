import type { Basis } from '../../facts/fact.ts';
import type { KindId } from '../../facts/kinds/index.ts';
import type { UnknownReason } from '../../facts/timeline.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { VendorError } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';

/** A subject was in this state from then on. `state: null` is gone. */
export interface SeenVersion {
  readonly type: 'version';
  readonly kind: KindId;
  readonly vendorId: string;
  readonly scope: string;
  readonly state: Json;
  readonly validFrom: Instant;
  /** The last look that saw otherwise; equal to `validFrom` when exact. */
  readonly notBefore: Instant;
  readonly basis: Basis;
}

/** This scope was seen for all of `[from, until)`. */
export interface SeenSpan {
  readonly type: 'covered';
  readonly scope: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** This scope could not be seen during `[from, until)`. `why` says what to do. */
export interface SeenGap {
  readonly type: 'gap';
  readonly scope: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: UnknownReason;
  readonly why: string;
}

/** What a feed hands over, one after the other. */
export type Observation = SeenVersion | SeenSpan | SeenGap;

/** Why a scope is unknown when the world could not be read. */
export function reasonOf(error: VendorError): UnknownReason {
  return error.kind === 'unauthorized' || error.kind === 'forbidden' ? 'denied' : 'lost-sight';
}
