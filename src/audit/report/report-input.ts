import type { PackageFiles } from '../../verify/package/files.ts';
import type { Summary } from '../../verify/package/summary.ts';
import type { AssessmentSummary } from '../assessment.ts';
import type { Pieces } from '../package/sink.ts';
import type { ProgramReport } from '../program-report.ts';
import type { CheckStates } from '../results/check-states.ts';
import type { GivenResponse } from '../results/report-input.ts';
import type { Places } from './places.ts';

export interface ReportInput {
  /** What of the package is written already: its sealed rows. */
  readonly files: PackageFiles;
  readonly summary: AssessmentSummary;
  /** The same summary as a reader of the package sees it. */
  readonly parsed: Summary;
  readonly log: ReportLog;
  readonly places: Places;
  /** Null where the assessment is from before the program's controls were sealed with it. */
  readonly results: ReportResults | null;
  /** What management says to exceptions. */
  readonly responses: readonly GivenResponse[];
}

/** What is computed from a sealed assessment and its rows. */
export interface ReportResults {
  readonly report: ProgramReport;
  readonly checkStates: CheckStates;
}

/** What of the ledger the report tells. */
export interface ReportLog {
  readonly origin: string;
  readonly size: number;
  /** Base 64. */
  readonly root: string;
  readonly recorded: string;
  readonly keys: readonly string[];
  readonly assessmentLeaf: number;
  readonly assessmentRecorded: string;
}

export interface ReportFile {
  readonly path: string;
  readonly pieces: Pieces;
}
