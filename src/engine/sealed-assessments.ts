import type { AssessmentSummary } from '../audit/assessment.ts';
import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { readContent, readEntries } from '../ledger/store.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import type { Installation } from './installation.ts';

export interface SealedAssessment {
  readonly entry: Uuid;
  readonly leaf: number;
  readonly summary: AssessmentSummary;
}

/** Every sealed assessment that a checkpoint covers, oldest first. */
export async function readAssessments(
  { db, organization }: Pick<Installation, 'db' | 'organization'>,
  upToSize?: number,
): Promise<readonly SealedAssessment[]> {
  const size = (await readCheckpoint(db, organization.id, upToSize))?.size ?? 0;
  const found: SealedAssessment[] = [];
  for await (const entries of readEntries(db, organization.id, { types: ['assessment'], untilLeaf: size })) {
    for (const { id, leaf } of entries) {
      const content = (await readContent(db, organization.id, id)).find((one) => one.name === 'summary');
      if (content?.opening) found.push({ entry: id, leaf, summary: JSON.parse(content.opening.content) as AssessmentSummary });
    }
  }
  return found;
}

export interface AssessmentRequest {
  /** The id of an audit in the program; with neither this nor `period`, the newest assessment of all. */
  readonly audit?: string | undefined;
  /** `2025-01-01..2025-12-31` */
  readonly period?: string | undefined;
  /** Size of the checkpoint that must cover it. */
  readonly checkpoint?: number | undefined;
}

/**
 * The newest sealed assessment that fits.
 * @throws Refusal with `code` where there is none
 */
export async function chooseAssessment(
  installation: Pick<Installation, 'db' | 'organization'>,
  { audit, period, checkpoint }: AssessmentRequest,
  code: string,
): Promise<SealedAssessment> {
  const sealed = await readAssessments(installation, checkpoint);
  const fits = sealed.filter(
    ({ summary }) => (audit === undefined || summary.period.audit === audit) && (period === undefined || periodText(summary) === period),
  );
  const newest = fits.at(-1);
  if (newest !== undefined) return newest;
  const wanted = audit ?? period;
  const have = [...new Set(sealed.map(({ summary }) => periodText(summary)))].join(', ') || 'none';
  throw new Refusal(
    code,
    `There is no sealed assessment${wanted === undefined ? '' : ` of ${wanted}`} (there are: ${have}). Run \`tickmark assess${audit === undefined ? '' : ` --audit ${audit}`}\` first.`,
  );
}

export function periodText({ period: { type, first, last } }: AssessmentSummary): string {
  return type === 1 ? first : `${first}..${last}`;
}
