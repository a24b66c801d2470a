import type { AssessmentSummary, WrittenFinding } from '../audit/assessment.ts';
import type { ProgramReport } from '../audit/program-report.ts';
import { Refusal } from '../kernel/refusal.ts';
import { isoInstant } from '../kernel/time.ts';
import { readFirstCheckpoint } from '../ledger/store-checkpoint.ts';
import type { Installation } from './installation.ts';
import { reportOfRows } from './program-report.ts';
import { type AssessmentRequest, chooseAssessment, readAssessments, type SealedAssessment } from './sealed-assessments.ts';
import { readRows } from './sealed-rows.ts';

type SealedPlace = Pick<Installation, 'db' | 'organization' | 'dataDirectory'>;

/** A sealed assessment, with what covers it. */
export interface SealedAnswer {
  readonly entry: string;
  readonly leaf: number;
  readonly checkpoint: { readonly size: number; readonly recorded: string } | null;
  readonly summary: AssessmentSummary;
}

export interface WantedAssessment extends AssessmentRequest {
  /** The entry that seals it, or `newest`. */
  readonly assessment: string;
}

/** What may be chosen, the newest first. */
export async function listSealed(place: SealedPlace) {
  const all = await readAssessments(place);
  return all.toReversed().map(({ entry, leaf, summary: { period, tickmark } }) => {
    const { audit, type, first, last, horizon } = period;
    return { entry, leaf, audit, type, first, last, horizon, tickmark };
  });
}

/** @throws Refusal `results/no-assessment` */
export async function sealedFindings(
  place: SealedPlace,
  wanted: WantedAssessment,
): Promise<SealedAnswer & { readonly findings: readonly WrittenFinding[] }> {
  const sealed = await chosen(place, wanted);
  const { findings } = await readRows(place.dataDirectory, sealed.summary);
  return { ...(await answerOf(place, sealed)), findings };
}

/** @throws Refusal `results/no-assessment` */
export async function sealedReport(place: SealedPlace, wanted: WantedAssessment): Promise<SealedAnswer & { readonly report: ProgramReport }> {
  const sealed = await chosen(place, wanted);
  const report = await reportOfRows(place, sealed, await readRows(place.dataDirectory, sealed.summary));
  return { ...(await answerOf(place, sealed)), report };
}

async function chosen(place: SealedPlace, { assessment, ...request }: WantedAssessment): Promise<SealedAssessment> {
  const code = 'results/no-assessment';
  if (assessment === 'newest') return chooseAssessment(place, request, code);
  const found = (await readAssessments(place)).find(({ entry }) => entry === assessment);
  if (found === undefined) throw new Refusal(code, 'There is no sealed assessment of this entry.');
  return found;
}

async function answerOf({ db, organization }: SealedPlace, { entry, leaf, summary }: SealedAssessment): Promise<SealedAnswer> {
  const covers = await readFirstCheckpoint(db, organization.id, leaf + 1);
  return { entry, leaf, checkpoint: covers === null ? null : { size: covers.size, recorded: isoInstant(covers.recorded) }, summary };
}
