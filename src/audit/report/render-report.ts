import type { PackageFiles } from '../../verify/package/files.ts';
import type { AssessmentSummary } from '../assessment.ts';
import type { Pieces } from '../package/sink.ts';

export interface ReportInput {
  readonly files: PackageFiles;
  readonly summary: AssessmentSummary;
  readonly log: ReportLog;
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
export async function* renderReport({ summary }: ReportInput): AsyncGenerator<ReportFile> {
  yield { path: 'index.html', pieces: [`<!doctype html><title>${summary.tickmark}</title>`] };
}
