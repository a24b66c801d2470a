import { canonicalJson } from '../../kernel/canonical-json.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { toHex } from '../../verify/core/bytes.ts';
import { BLOBS } from '../../verify/package/blobs.ts';
import { ENTRIES } from '../../verify/package/entries.ts';
import type { Shard } from '../../verify/package/evidence-index.ts';
import { blobsOfSheet } from '../../verify/package/looks.ts';
import type { PackageSource, SourceContent, SourceEntry } from './source.ts';

/** A shard ends with the line that takes it to this many bytes. */
export const SHARD_BYTES = 16 * 1024 * 1024;

/** What walking along the entries found, for what is written after them. */
export interface Walked {
  readonly shards: Shard[];
  readonly erased: { leaf: number; name: string }[];
  readonly blobs: Set<string>;
}

export interface EvidenceFile {
  readonly path: string;
  readonly pieces: AsyncIterable<string>;
}

/** Cuts a stream of lines into shards. Each shard must be read to its end before the next is asked for. */
export async function* sharded(lines: AsyncIterable<string>, prefix: string, shardBytes: number): AsyncGenerator<EvidenceFile> {
  const source = lines[Symbol.asyncIterator]();
  try {
    let next = await source.next();
    for (let number = 0; next.done !== true; number++) {
      const shard = async function* () {
        for (let bytes = 0; next.done !== true && bytes < shardBytes; next = await source.next()) {
          bytes += Buffer.byteLength(next.value);
          yield next.value;
        }
      };
      yield { path: `${prefix}${String(number).padStart(5, '0')}.ndjson`, pieces: shard() };
    }
  } finally {
    // A writer that breaks off leaves no reader behind.
    await source.return?.();
  }
}

/** The whole log as shards. `walked` is filled on the way. */
export async function* entryShards(
  source: PackageSource,
  kinds: ReadonlySet<string>,
  walked: Walked,
  shardBytes = SHARD_BYTES,
): AsyncGenerator<EvidenceFile> {
  let leaf = 0;
  const lines = async function* () {
    for await (const entries of source.entries()) {
      for (const entry of entries) {
        if (entry.leaf !== leaf) throw missing(leaf);
        leaf += 1;
        yield entryLine(entry, kinds, walked);
      }
    }
    if (leaf !== source.checkpoint.size) throw missing(leaf);
  };
  for await (const { path, pieces } of sharded(lines(), ENTRIES, shardBytes)) {
    const first = leaf - 1; // one line is read ahead
    const counted = countingLines(pieces, (count) => walked.shards.push({ path, first, last: first + count - 1 }));
    yield { path, pieces: counted };
  }
}

async function* countingLines(lines: AsyncIterable<string>, done: (count: number) => void): AsyncGenerator<string> {
  let count = 0;
  for await (const line of lines) {
    count += 1;
    yield line;
  }
  done(count);
}

function missing(leaf: number): Refusal {
  return new Refusal(
    'export/entry-missing',
    `The entry ${leaf} of the ledger is missing. Run \`tickmark doctor\`, and restore the newest backup. Nothing was written.`,
  );
}

function entryLine(entry: SourceEntry, kinds: ReadonlySet<string>, walked: Walked): string {
  const { leaf, recorded, body, contents } = entry;
  const { type, kind } = JSON.parse(body) as { type: string; kind?: string };
  const leftOut = type === 'assessment' || (type === 'fact' && !kinds.has(String(kind)));
  if (type === 'look') rememberBlobs(contents, walked.blobs);
  const opened = Object.keys(contents)
    .sort()
    .map((name) => `${canonicalJson(name)}:${writtenContent(entry, name, leftOut, walked)}`);
  return `{"body":${body},"contents":{${opened.join(',')}},"leaf":${leaf},"recorded":"${recorded}"}\n`;
}

function writtenContent({ leaf, contents }: SourceEntry, name: string, leftOut: boolean, walked: Walked): string {
  const content = contents[name] as SourceContent;
  if (content === 'erased') {
    walked.erased.push({ leaf, name });
    return '"erased"';
  }
  return leftOut ? '"left-out"' : opening(content);
}

function opening({ content, salt }: Exclude<SourceContent, string>): string {
  return `{"content":${content},"salt":"${toHex(salt)}"}`;
}

function rememberBlobs(contents: SourceEntry['contents'], blobs: Set<string>): void {
  for (const content of Object.values(contents)) {
    if (content !== 'erased') for (const sha256 of blobsOfSheet(JSON.parse(content.content))) blobs.add(sha256);
  }
}

/** assessment.json: the sealed assessment with what opens it, written as the entries are. */
export function assessmentLine({ leaf, recorded, body, contents }: SourceEntry): string {
  const opened = Object.entries(contents).map(([name, content]) => `${canonicalJson(name)}:${content === 'erased' ? '"erased"' : opening(content)}`);
  return `{"body":${body},"contents":{${opened.join(',')}},"leaf":${leaf},"recorded":"${recorded}"}\n`;
}

/** The raw files that looks read, sorted by hash. */
export function blobShards(source: PackageSource, blobs: ReadonlySet<string>, shardBytes = SHARD_BYTES): AsyncGenerator<EvidenceFile> {
  const lines = async function* () {
    for (const sha256 of [...blobs].sort()) yield blobLine(sha256, await source.blob(sha256));
  };
  return sharded(lines(), BLOBS, shardBytes);
}

function blobLine(sha256: string, bytes: Uint8Array): string {
  if (sha256Hex(bytes) !== sha256)
    throw new Refusal('export/blob-damaged', `The raw file ${sha256} is not what it was. Restore it from a backup. Nothing was written.`);
  const held = Buffer.from(bytes);
  const text = held.toString('utf8');
  const isText = Buffer.from(text).equals(held);
  return `${isText ? canonicalJson({ bytes: bytes.length, sha256, text }) : canonicalJson({ base64: held.toString('base64'), bytes: bytes.length, sha256 })}\n`;
}
