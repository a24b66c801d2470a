import type { EvidenceLine } from './evidence-line.ts';
import { isHex32, isObject } from './shapes.ts';

/** The hashes of the raw files that a look read: those its completeness sheet names in its list `evidence`. */
export function blobsNamedBy({ body, contents }: Pick<EvidenceLine, 'body' | 'contents'>): readonly string[] {
  if (body.type !== 'look') return [];
  return Object.values(contents).flatMap((one) => (typeof one === 'string' ? [] : blobsOfSheet(one.content)));
}

/** The hashes that a completeness sheet names: the `sha256` of each member of `evidence` that has one. */
export function blobsOfSheet(sheet: unknown): readonly string[] {
  if (!isObject(sheet) || !Array.isArray(sheet.evidence)) return [];
  return sheet.evidence.flatMap((one: unknown) => (isObject(one) && isHex32(one.sha256) ? [one.sha256] : []));
}
