import type { Frequency, VariantId } from '../controls/control.ts';
import type { Category } from '../controls/criteria.ts';
import type { AuditedPeriod, Iso, WrittenExclusion, WrittenGap } from './assessment.ts';

/** What a control, a check or a whole program says over a span. */
export type State = 'pass' | 'fail' | 'unknown' | 'no-items';

/** How it is seen that a control operated: by what systems tell, by records that people made, by an adopted document alone, or not at all. */
export type SeenBy = 'automated' | 'record' | 'document' | 'open';

/**
 * How many of what was tested failed. `items`: things that happened. `item-days`: days of things that existed. `due`: occurrences that fell due.
 * What is unknown was not tested, and stands apart.
 */
export interface Rate {
  readonly measure: 'items' | 'item-days' | 'due';
  readonly failed: number;
  readonly tested: number;
  readonly unknown: number;
}

/** Days, both inclusive, in the program's zone, on all of which the state was the same. */
export interface StateRun {
  readonly first: string;
  readonly last: string;
  readonly state: State;
}

export interface CheckReport {
  readonly check: string;
  readonly version: number;
  readonly title: string;
  readonly asks: string;
  readonly population: string;
  readonly by: Exclude<SeenBy, 'open' | 'document'>;
  readonly outcome: State;
  readonly items: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notOwed: number;
  readonly excluded: number;
  readonly rate: Rate;
}

/** One version of a control over the part of the period in which it was in force; a change inside the period splits the test. */
export interface ControlPart {
  readonly version: number;
  readonly promise: string;
  readonly from: Iso;
  readonly until: Iso;
  readonly outcome: State;
  readonly checks: readonly CheckReport[];
  /** The state on every day of the part up to the horizon. */
  readonly states: readonly StateRun[];
  /** Share of the part, from 0 to 1, of which it is known how the control stood. */
  readonly known: number;
}

/** What management says to an exception; sealed, never an auditor's word. */
export interface ManagementResponse {
  readonly cause: string;
  readonly response: string;
  /** What will be done, and by when; null when nothing more is to be done. */
  readonly action: string | null;
  readonly due: string | null;
  readonly by: string;
  readonly at: Iso;
}

export interface ExceptionReport {
  readonly check: string;
  readonly item: string;
  readonly title: string;
  readonly from: Iso;
  /** null: still open at the horizon. */
  readonly until: Iso | null;
  readonly because: string;
  readonly due: Iso | null;
  readonly excludedBy: string | null;
  /** How often the same item failed the same check before, in this period or in an earlier sealed assessment. */
  readonly repeats: number;
  readonly response: ManagementResponse | null;
}

/** What will fail next unless somebody acts. */
export interface Upcoming {
  readonly check: string;
  readonly item: string;
  readonly title: string;
  readonly at: Iso;
  readonly sentence: string;
}

export interface DocumentReport {
  readonly id: string;
  /** `absent`: no such policy is known. */
  readonly status: 'adopted' | 'draft' | 'absent';
  readonly version: number | null;
}

export interface RecordReport {
  readonly id: string;
  readonly title: string;
  /** As the policy, or Tickmark's default, writes it: `12 months`. */
  readonly every: string;
  readonly due: number;
  readonly missed: number;
}

/** One control over the period. */
export interface ControlReport {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly promise: string;
  readonly how: string;
  readonly owner: string;
  readonly frequency: Frequency;
  readonly criteria: readonly { readonly criterion: string; readonly reason: string }[];
  /** Whether the program says that it keeps this control; otherwise it is Tickmark's own, adopted by nobody. */
  readonly adopted: boolean;
  readonly since: string | null;
  /** The last day on which it was in force; null while it is. */
  readonly retired: string | null;
  /** There only where it was retired and the program says why. */
  readonly retiredWhy?: string;
  readonly variant: VariantId | null;
  readonly compensating: string | null;
  readonly by: SeenBy;
  readonly outcome: State;
  readonly parts: readonly ControlPart[];
  readonly exceptions: readonly ExceptionReport[];
  readonly upcoming: readonly Upcoming[];
  readonly documents: readonly DocumentReport[];
  readonly records: readonly RecordReport[];
}

/** One criterion: which controls bear on it, why, and how that is seen. */
export interface CriterionReport {
  readonly criterion: string;
  readonly category: Category;
  readonly series: string;
  readonly asks: string;
  /** Whether the program commits to its category. */
  readonly inScope: boolean;
  readonly by: SeenBy;
  readonly controls: readonly {
    readonly control: string;
    readonly title: string;
    readonly reason: string;
    readonly by: SeenBy;
    readonly outcome: State;
  }[];
}

/** The results by control and criterion, as they are printed, exported and drafted from. */
export interface ProgramReport {
  readonly format: 'tickmark-results/1';
  readonly tickmark: string;
  readonly organization: { readonly id: string; readonly name: string };
  readonly simulated?: boolean;
  readonly program: { readonly id: string; readonly title: string; readonly categories: readonly string[] } | null;
  readonly period: AuditedPeriod;
  readonly treeSize: number;
  readonly controls: readonly ControlReport[];
  readonly criteria: readonly CriterionReport[];
  /** Every exclusion that touches the period. */
  readonly exclusions: readonly WrittenExclusion[];
  readonly coverage: readonly {
    readonly kind: string;
    readonly from: Iso | null;
    readonly until: Iso | null;
    readonly gaps: readonly WrittenGap[];
  }[];
}
