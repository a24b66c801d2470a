import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../audit/assessment.ts';
import { openBlobs } from '../facts/store-blobs.ts';

/** The rows that a sealed assessment names, read by their hashes. */
export interface SealedRows {
  readonly findings: readonly WrittenFinding[];
  /** By population. */
  readonly items: ReadonlyMap<string, readonly WrittenItem[]>;
}

/** @throws Refusal `blob/…` where bytes that were promised are missing or changed */
export async function readRows(dataDirectory: string, { files, populations }: AssessmentSummary): Promise<SealedRows> {
  const blobs = openBlobs(dataDirectory);
  const read = async <T>(sha256: string) => rowsOf<T>(Buffer.from(await blobs.get(sha256)).toString('utf8'));
  const findings: WrittenFinding[] = [];
  for (const file of files.filter((one) => one.name.startsWith('findings/'))) findings.push(...(await read<WrittenFinding>(file.sha256)));
  const items = new Map<string, readonly WrittenItem[]>();
  for (const { population, sha256 } of populations) items.set(population, await read<WrittenItem>(sha256));
  return { findings, items };
}

/** The rows of a file of canonical JSON lines. */
export function rowsOf<T>(text: string): T[] {
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}
