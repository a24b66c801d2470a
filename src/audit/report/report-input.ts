import type { PackageFiles } from '../../verify/package/files.ts';
import type { Summary } from '../../verify/package/summary.ts';
import type { AssessmentSummary } from '../assessment.ts';
import type { Pieces } from '../package/sink.ts';
import type { Places } from './places.ts';

export interface ReportInput {
  /** What of the package is written already: its sealed rows. */
  readonly files: PackageFiles;
  readonly summary: AssessmentSummary;
  /** The same summary as a reader of the package sees it. */
  readonly parsed: Summary;
  readonly log: ReportLog;
  readonly places: Places;
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
