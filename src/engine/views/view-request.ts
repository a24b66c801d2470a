import type { Iso } from '../../audit/assessment.ts';

/** What somebody wants to see judged, as they asked for it. */
export interface ViewRequest {
  readonly audit?: string | undefined;
  /** Calendar dates, both inclusive. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** An instant, or a day: its first instant in the program's zone. */
  readonly at?: string | undefined;
  readonly asKnownAt?: string | undefined;
}

/** The same, resolved: everything that decides what is seen. */
export interface ResolvedView {
  readonly audit: string | null;
  /** `2025-01-01..2025-12-31`; one date for a Type 1. */
  readonly period: string;
  /** Up to which instant is judged, where it is not up to what was seen last. */
  readonly at: Iso | null;
  readonly asKnownAt: Iso | null;
  /** Entries below this place of the ledger are known. */
  readonly treeSize: number;
  /** One more than the place of the last entry that facts depend on: whatever came after changes nothing that is judged. */
  readonly factSize: number;
}
