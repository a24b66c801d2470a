import type { AssessmentSummary } from '../audit/assessment.ts';
import type { Uuid } from '../kernel/ids.ts';
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
