import type { StandingControl } from '../controls/standing.ts';
import type { Gap, UnknownReason } from '../facts/timeline.ts';
import type { Mode, Reconciliation } from '../populations/population.ts';

/** An instant written as ISO 8601, UTC, milliseconds. */
export type Iso = string;

export interface AuditedPeriod {
  /** The audit's id in the program; null for a period asked for on the command line. */
  readonly audit: string | null;
  readonly type: 1 | 2;
  /** Calendar dates, both inclusive, in `zone`. A Type 1 date is a period of one day. */
  readonly first: string;
  readonly last: string;
  readonly zone: string;
  /** The same as half-open instants. */
  readonly from: Iso;
  readonly until: Iso;
  /** End of the period, or the last look if earlier. */
  readonly horizon: Iso;
}

export interface Counts {
  readonly items: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notOwed: number;
  readonly excluded: number;
}

export interface CheckResult extends Counts {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly asks: string;
  readonly mend: string;
  readonly population: string;
  /** The whole check at the horizon: fail if any item fails, else unknown if any item or the list is, else no items, else pass. */
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'no-items';
  /** Spans in which further items could have stood unseen. */
  readonly unseen: readonly WrittenGap[];
  readonly settings: readonly WrittenSetting[];
}

export interface WrittenGap {
  readonly from: Iso;
  readonly until: Iso;
  readonly reason: UnknownReason;
  readonly why: string;
}

export interface WrittenSetting {
  readonly name: string;
  readonly written: string;
  /** null: Tickmark's default, adopted by nobody. */
  readonly policy: { readonly id: string; readonly version: number } | null;
  readonly since: Iso;
}

export interface ControlResult extends Counts {
  readonly id: string;
  /** Of the catalogue. */
  readonly version?: number;
  readonly title: string;
  readonly promise: string;
  readonly checks: readonly string[];
  readonly criteria: readonly { readonly criterion: string; readonly reason: string }[];
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'no-items';
}

export interface WrittenSpan {
  readonly from: Iso;
  /** null: still open at the horizon. */
  readonly until: Iso | null;
  readonly outcome: 'fail' | 'unknown';
  readonly reason?: UnknownReason;
}

/** One row of `findings/<check>.ndjson`. */
export interface WrittenFinding {
  readonly check: string;
  readonly version: number;
  readonly item: string;
  readonly title: string;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-owed';
  readonly because: string;
  readonly spans: readonly WrittenSpan[];
  readonly due: Iso | null;
  /** Milliseconds between happening and being written down; 0 when in time. */
  readonly recordedLate: number;
  /** True when it rests on times that a client claimed. */
  readonly claimed: boolean;
  /** The exclusion lying over it, which changes nothing beneath. */
  readonly excludedBy: string | null;
  /** Ledger places of the facts it rests on. */
  readonly leaves: readonly number[];
}

/** One row of `populations/<id>.ndjson`. */
export interface WrittenItem {
  readonly item: string;
  readonly title: string;
  readonly because: string;
  readonly from: Iso;
  readonly until: Iso;
  readonly leaves: readonly number[];
}

/** What proves that a population is complete: what was asked of whom, what came back, and what could not be seen. */
export interface CompletenessSheet {
  readonly population: string;
  readonly title: string;
  readonly definition: string;
  readonly mode: Mode;
  readonly items: number;
  /** SHA-256 of `populations/<id>.ndjson`. */
  readonly sha256: string;
  readonly unseen: readonly WrittenGap[];
  readonly reconciliations: readonly Reconciliation[];
  /** The looks it rests on. */
  readonly looks: readonly SheetLook[];
}

export interface SheetLook {
  readonly look: string;
  readonly connection: string;
  readonly connector: string;
  readonly startedAt: Iso;
  readonly identity: string;
  readonly feeds: readonly string[];
  readonly scopes: number;
  readonly rows: number;
  readonly requests: number;
  readonly leaf: number;
}

export interface WrittenExclusion {
  readonly id: string;
  readonly check: string;
  readonly items: readonly string[];
  readonly reason: string;
  readonly requestedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: Iso | null;
  readonly until: Iso;
  readonly inForce: boolean;
  /** Why it is not in force, or what is late about it; empty when there is nothing to say. */
  readonly remark: string;
}

/** A file of rows, named and hashed inside the sealed summary. */
export interface SealedFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
}

/** The sealed record of one assessment. The rows it speaks of stand in `files`. */
export interface AssessmentSummary {
  readonly format: 'tickmark-assessment/1';
  readonly tickmark: string;
  readonly organization: { readonly id: string; readonly name: string };
  /** There only where it was judged under a simulated clock. */
  readonly simulated?: boolean;
  readonly program: { readonly id: string; readonly title: string; readonly categories: readonly string[] } | null;
  readonly period: AuditedPeriod;
  /** The tree size whose facts were judged. */
  readonly treeSize: number;
  readonly controls: readonly ControlResult[];
  readonly checks: readonly CheckResult[];
  readonly populations: readonly CompletenessSheet[];
  readonly exclusions: readonly WrittenExclusion[];
  /** What the program says of its controls, version by version; absent in assessments from before controls were kept so. */
  readonly standing?: readonly StandingControl[];
  /** Policies as they stood at the horizon. */
  readonly documents?: readonly { readonly id: string; readonly status: 'adopted' | 'draft'; readonly version: number }[];
  /** Ids of the checks whose facts a system told, and not the program's own records alone. */
  readonly automated?: readonly string[];
  /** Since when anything was seen, by kind: `covered from …`. */
  readonly coverage: readonly {
    readonly kind: string;
    readonly from: Iso | null;
    readonly until: Iso | null;
    readonly gaps: readonly WrittenGap[];
  }[];
  readonly files: readonly SealedFile[];
}

export function writtenGap(gap: Gap): WrittenGap {
  return { from: new Date(gap.from).toISOString(), until: new Date(gap.until).toISOString(), reason: gap.reason, why: gap.why };
}
