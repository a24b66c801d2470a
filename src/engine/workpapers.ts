import { toPdf } from '../audit/documents/pdf.ts';
import { workpapers } from '../audit/workpapers/compose.ts';
import type { SealedRows, WorkpapersInput } from '../audit/workpapers/sealed-rows.ts';
import { workpaperFiles } from '../audit/workpapers/workpaper-files.ts';
import { workpapersDocument } from '../audit/workpapers/workpapers-document.ts';
import type { Engagement } from '../workflows/engagements/engagement-state.ts';
import { readEngagement } from './engagements.ts';
import type { Installation } from './installation.ts';
import { reportOf } from './program-report.ts';
import { readAssessments, type SealedAssessment } from './sealed-assessments.ts';
import { readRows } from './sealed-rows.ts';

export interface WorkpaperFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Everything that is written of an engagement, as files: data, tables, and one document for people. */
export async function workpapersOf(installation: Installation, id: string): Promise<readonly WorkpaperFile[]> {
  const input = await inputOf(installation, id);
  const files = workpaperFiles(input).map(({ path, text }) => ({ path, content: text }));
  const { bytes } = await toPdf(workpapersDocument(workpapers(input)));
  return [...files, { path: 'workpapers.pdf', content: bytes }];
}

/** What workpapers are composed of: each assessment that something was frozen from, and the newest one of the audit. */
async function inputOf(installation: Installation, id: string): Promise<WorkpapersInput> {
  const { state } = await readEngagement(installation, id);
  const { sealed, rows, report } = await reportOf(installation, { audit: state.audit });
  const current = { summary: sealed.summary, ...rows };
  const assessments = await frozenFrom(installation, state, async ({ summary }) => ({
    summary,
    ...(await readRows(installation.dataDirectory, summary)),
  }));
  return { id, engagement: state, assessments, current, report };
}

/** The rows of each assessment that something of an engagement was frozen from. */
export async function frozenFrom(
  installation: Installation,
  state: Engagement,
  read: (sealed: SealedAssessment) => Promise<SealedRows>,
): Promise<WorkpapersInput['assessments']> {
  const wanted = new Set([...state.frozen, ...state.voided.flatMap((one) => one.frozen)].map((one) => one.assessment.entry));
  const assessments = new Map<string, SealedRows>();
  for (const sealed of await readAssessments(installation)) if (wanted.has(sealed.entry)) assessments.set(sealed.entry, await read(sealed));
  return assessments;
}
