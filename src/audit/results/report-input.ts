import type { Control } from '../../controls/control.ts';
import type { StandingControl } from '../../controls/standing.ts';
import type { AssessmentSummary, Iso, WrittenFinding, WrittenItem } from '../assessment.ts';
import type { DocumentReport, ManagementResponse } from '../program-report.ts';

/** An exception in an earlier sealed assessment of another period. */
export interface EarlierException {
  readonly check: string;
  readonly item: string;
  readonly from: Iso;
  /** Null or left out: open at that assessment's horizon, as far as is told. One that reaches into the period is then the same failure, not another. */
  readonly until?: Iso | null;
}

export type KnownDocument = DocumentReport & { readonly status: 'adopted' | 'draft'; readonly version: number };

export type GivenResponse = ManagementResponse & { readonly check: string; readonly item: string };

/** Everything that results are computed from. */
export interface ReportInput {
  readonly summary: AssessmentSummary;
  readonly findings: readonly WrittenFinding[];
  /** The items of each population, by its id. */
  readonly items: ReadonlyMap<string, readonly WrittenItem[]>;
  /** The catalogue. */
  readonly controls: readonly Control[];
  /** What the program keeps; a control without an entry is in force all the time, adopted by nobody. */
  readonly standing: readonly StandingControl[];
  /** The policies known at the horizon. */
  readonly documents: readonly KnownDocument[];
  readonly earlier: readonly EarlierException[];
  readonly responses: readonly GivenResponse[];
  /** Ids of the checks whose facts a system told, and not only the program's own records. */
  readonly automated: ReadonlySet<string>;
}
