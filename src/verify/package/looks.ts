import type { EvidenceLine } from './evidence-line.ts';
import { isCountValue, isHex32, isObject } from './shapes.ts';

/** A raw file that a look read, named by the hash of its bytes. */
export interface NamedBlob {
  readonly sha256: string;
  readonly bytes: number;
}

/** The raw files that the completeness sheet of a look names: members of its list `blobs`. */
export function blobsNamedBy({ body, contents }: Pick<EvidenceLine, 'body' | 'contents'>): readonly NamedBlob[] {
  if (body.type !== 'look') return [];
  return Object.values(contents).flatMap((one) => (typeof one === 'string' ? [] : blobsOfSheet(one.content)));
}

/** The raw files that a completeness sheet names. */
export function blobsOfSheet(sheet: unknown): readonly NamedBlob[] {
  return isObject(sheet) && Array.isArray(sheet.blobs) ? sheet.blobs.filter(isNamedBlob) : [];
}

function isNamedBlob(value: unknown): value is NamedBlob {
  return isObject(value) && isHex32(value.sha256) && isCountValue(value.bytes);
}
