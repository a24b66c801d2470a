import type { Span } from '../../kernel/time.ts';
import type { Settings } from '../../populations/settings.ts';
import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../assessment.ts';

/** A parameter as a policy writes it. */
export interface GivenParameter {
  readonly name: string;
  readonly written: string;
}

/** An adopted version of a policy, with the span in which it counts. */
export interface GivenAdoption extends Span {
  readonly version: number;
  /** A day in the program's zone. */
  readonly effective: string | null;
  readonly parameters: readonly GivenParameter[];
}

/** A policy as the records had it at the last known instant of the period. */
export interface GivenPolicy {
  readonly id: string;
  readonly title: string;
  /** `withdrawn`: it was adopted in the period and no longer stood in the records. */
  readonly status: 'adopted' | 'draft' | 'withdrawn';
  readonly version: number;
  readonly owner: string;
  /** A day in the program's zone. */
  readonly effective: string | null;
  readonly parameters: readonly GivenParameter[];
  readonly adoptions: readonly GivenAdoption[];
}

export interface PolicyReportInput {
  readonly summary: AssessmentSummary;
  readonly findings: readonly WrittenFinding[];
  /** The items of each population, by its id. */
  readonly items: ReadonlyMap<string, readonly WrittenItem[]>;
  readonly policies: readonly GivenPolicy[];
  /** What policies set, over time. */
  readonly settings: Settings;
}
