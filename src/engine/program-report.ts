import type { AssessmentSummary, WrittenItem } from '../audit/assessment.ts';
import type { ProgramReport } from '../audit/program-report.ts';
import { programReport } from '../audit/results/program-results.ts';
import type { EarlierException, GivenResponse, ReportInput } from '../audit/results/report-input.ts';
import { allControls } from '../controls/index.ts';
import { isoInstant } from '../kernel/time.ts';
import { responseWorkflow } from '../workflows/responses/response.ts';
import { replay } from '../workflows/workflow.ts';
import { instancesOf } from './decide.ts';
import type { Installation } from './installation.ts';
import { type AssessmentRequest, chooseAssessment, readAssessments, type SealedAssessment } from './sealed-assessments.ts';
import { readRows, rowsOf, type SealedRows } from './sealed-rows.ts';
import type { Written } from './summary.ts';

/** An assessment with its place in the ledger. */
export type JudgedOnce = Pick<SealedAssessment, 'summary' | 'leaf'>;

/** What of an installation results are read from. */
type ReportPlace = Pick<Installation, 'db' | 'organization' | 'dataDirectory'>;

export interface Reported {
  readonly sealed: SealedAssessment;
  readonly rows: SealedRows;
  readonly report: ProgramReport;
}

/**
 * The results by control and criterion of the newest sealed assessment that fits, with what management answered since.
 * @throws Refusal `results/no-assessment`
 */
export async function reportOf(installation: Installation, request: AssessmentRequest): Promise<Reported> {
  const sealed = await chooseAssessment(installation, request, 'results/no-assessment');
  const rows = await readRows(installation.dataDirectory, sealed.summary);
  return { sealed, rows, report: await reportOfRows(installation, sealed, rows) };
}

/** The same of an assessment that nobody sealed. */
export async function reportOfWritten(installation: Installation, { summary, findings, files }: Written): Promise<ProgramReport> {
  const text = new Map(files.map((one) => [one.sha256, one.text]));
  const items = new Map(summary.populations.map((one) => [one.population, rowsOf<WrittenItem>(text.get(one.sha256) ?? '')]));
  return reportOfRows(installation, { summary, leaf: Number.POSITIVE_INFINITY }, { findings, items });
}

/** The same from rows in hand. Of what was sealed beside it, only what lies below the place `knownBelow` of the ledger is known. */
export async function reportOfRows(
  installation: ReportPlace,
  judged: JudgedOnce,
  rows: SealedRows,
  knownBelow = Number.POSITIVE_INFINITY,
): Promise<ProgramReport> {
  const { summary } = judged;
  const input: ReportInput = {
    summary,
    ...rows,
    controls: allControls,
    standing: summary.standing ?? [],
    documents: summary.documents ?? [],
    automated: new Set(summary.automated ?? []),
    earlier: await earlierExceptions(installation, { ...judged, leaf: Math.min(judged.leaf, knownBelow) }),
    responses: await responsesOf(installation, knownBelow),
  };
  return programReport(input);
}

/** What failed in the newest sealed assessment of each period that was over before this one began. */
async function earlierExceptions(installation: ReportPlace, { summary, leaf }: JudgedOnce): Promise<readonly EarlierException[]> {
  const before = (await readAssessments(installation)).filter((one) => one.leaf < leaf && one.summary.period.until <= summary.period.from);
  const newest = new Map<string, AssessmentSummary>(before.map((one) => [`${one.summary.period.from}..${one.summary.period.until}`, one.summary]));
  const found: EarlierException[] = [];
  for (const one of newest.values()) {
    const { findings } = await readRows(installation.dataDirectory, one);
    for (const { check, item, spans } of findings)
      found.push(...spans.filter((span) => span.outcome === 'fail').map(({ from, until }) => ({ check, item, from, until })));
  }
  return found;
}

/** The newest answer to each exception; with `untilLeaf`, of those sealed below that place of the ledger alone. */
export async function responsesOf(
  installation: Pick<Installation, 'db' | 'organization'>,
  untilLeaf = Number.POSITIVE_INFINITY,
): Promise<readonly GivenResponse[]> {
  const instances = await instancesOf(installation, responseWorkflow);
  return instances.flatMap(({ history }) => {
    const state = replay(
      responseWorkflow,
      history.filter(({ leaf }) => (leaf ?? Number.MAX_SAFE_INTEGER) < untilLeaf),
    );
    if (state === null) return [];
    const { check, item, cause, response, action, due, by, at } = state;
    return [{ check, item, cause, response, action, due, by, at: isoInstant(at) }];
  });
}
