import type { PackageFiles } from '../../verify/package/files.ts';
import type { AssessmentSummary } from '../assessment.ts';
import type { Pieces } from '../package/sink.ts';

export interface ReportInput {
  readonly files: PackageFiles;
  readonly summary: AssessmentSummary;
}
export interface ReportFile {
  readonly path: string;
  readonly pieces: Pieces;
}
export async function* renderReport({ summary }: ReportInput): AsyncGenerator<ReportFile> {
  yield { path: 'index.html', pieces: [`<!doctype html><title>${summary.tickmark}</title>`] };
}
