import { createHash } from 'node:crypto';
import { fromBase64 } from '../core/bytes.ts';
import { type Context, presentShards, requireLines } from './context.ts';
import type { Place } from './failure.ts';
import { readJsonLines } from './lines.ts';
import { hasExactly, isCountValue, isHex32, isObject, isText } from './shapes.ts';

export const BLOBS = 'evidence/blobs-';

/** The raw files that looks read are here, each once, with the bytes that its hash names; and no others. */
export async function verifyBlobs(context: Context): Promise<void> {
  const { failures, namedBlobs } = context;
  if (!context.treeProven) return;
  const waiting = new Set(namedBlobs);
  let previous = '';
  for (const path of presentShards(context, BLOBS)) {
    let lines = 0;
    for await (const { number, value } of readJsonLines(context.files, path, failures)) {
      const place = { file: path, line: number };
      lines += 1;
      const sha256 = verifyBlob(context, value, place);
      if (sha256 === null) continue;
      if (sha256 <= previous) failures.add('blob-extra', 'Raw files stand once, sorted by their hash.', place);
      else if (!waiting.delete(sha256)) failures.add('blob-extra', 'No look names this raw file.', place);
      previous = sha256;
    }
    requireLines(context, path, lines);
  }
  for (const sha256 of waiting)
    failures.add('blob-missing', `A look names the raw file ${sha256}, and it is not in the package.`, { file: `${BLOBS}*.ndjson` });
}

/** The hash of a raw file whose line is whole; null, and reported, otherwise. */
function verifyBlob({ failures }: Context, value: unknown, place: Place): string | null {
  const bytes = bytesOf(value);
  if (bytes === null) {
    failures.add('blob-altered', 'The line is not a raw file: sha256, bytes, and text or base64.', place);
    return null;
  }
  const { sha256, bytes: length } = value as { sha256: string; bytes: number };
  if (bytes.length === length && createHash('sha256').update(bytes).digest('hex') === sha256) return sha256;
  failures.add('blob-altered', 'The bytes are not those that the hash names.', place);
  return null;
}

function bytesOf(value: unknown): Uint8Array | null {
  if (!isObject(value) || !isHex32(value.sha256) || !isCountValue(value.bytes)) return null;
  if (hasExactly(value, 'bytes', 'sha256', 'text') && isText(value.text)) return Buffer.from(value.text);
  if (hasExactly(value, 'base64', 'bytes', 'sha256') && isText(value.base64)) return fromBase64(value.base64);
  return null;
}
