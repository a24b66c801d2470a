import { equalBytes, fromHex, utf8 } from '../core/bytes.ts';
import { canonicalText } from '../core/canonical.ts';
import { verifyCommitment } from '../core/commitment.ts';
import { leafHash } from '../core/merkle.ts';
import { type Context, presentShards, reporting, requireLines, requirePresent, setBit } from './context.ts';
import { INDEX_FILE, indexText } from './evidence-index.ts';
import { type Content, commitmentsOf, type EvidenceLine, evidenceLineOf, sealedTextOf } from './evidence-line.ts';
import type { Place } from './failure.ts';
import { readWhole } from './files.ts';
import { readJsonLines } from './lines.ts';
import { blobsNamedBy } from './looks.ts';
import { CHECKPOINT_FILE } from './signatures.ts';
import { leafHashes } from './tree.ts';

export const ENTRIES = 'evidence/entries-';

/** Walks along the log: every entry below the checkpoint stands in the package once, in order, as it was sealed. */
export async function verifyEntries(context: Context): Promise<void> {
  const { manifest, failures } = context;
  const size = manifest.checkpoint.size;
  if (!context.treeProven) return;
  context.factLeaves = new Uint8Array(Math.ceil(size / 8));
  const walk: Walk = { hashes: leafHashes(context, size), next: 0, recorded: '', recordedOutside: '' };
  for (const path of presentShards(context, ENTRIES)) {
    const first = walk.next;
    context.onProgress(`Verifying entries: ${first} of ${size}`);
    for await (const { number, value } of readJsonLines(context.files, path, failures)) {
      await verifyLine(context, walk, value, { file: path, line: number, leaf: walk.next });
      walk.next += 1;
    }
    requireLines(context, path, walk.next - first);
    context.shards.push({ path, first, last: walk.next - 1 });
  }
  if (walk.next < size) {
    const place = { file: `${ENTRIES}*.ndjson`, leaf: walk.next };
    failures.add('entry-missing', `The log has ${size} entries, and the package carries ${walk.next}.`, place);
  }
  requireRecordedAfter(context, walk);
}

/** A checkpoint is never recorded before the last entry it covers, nor after a checkpoint that covers more. */
function requireRecordedAfter({ checkpoint, outsideCheckpoint, failures }: Context, { recorded, recordedOutside }: Walk): void {
  if (checkpoint === null) return;
  if (checkpoint.recorded < recorded)
    failures.add('recorded-backwards', `It was recorded at ${checkpoint.recorded}, before the last entry it covers.`, { file: CHECKPOINT_FILE });
  if (outsideCheckpoint === null) return;
  if (outsideCheckpoint.recorded < recordedOutside)
    failures.add('recorded-backwards', 'The checkpoint from outside was recorded before the last entry it covers.');
  if (outsideCheckpoint.recorded > checkpoint.recorded)
    failures.add('recorded-backwards', 'The checkpoint from outside was recorded after that of the package, which covers no less.');
}

/** How far the walk along the log has come. */
interface Walk {
  readonly hashes: AsyncGenerator<Uint8Array>;
  next: number;
  recorded: string;
  /** When the last entry was recorded that the checkpoint from outside covers. */
  recordedOutside: string;
}

async function verifyLine(context: Context, walk: Walk, value: unknown, place: Place): Promise<void> {
  const hash = await walk.hashes.next();
  const entry = evidenceLineOf(value);
  if (typeof entry === 'string') {
    context.failures.add('malformed-entry', entry, place);
  } else if (hash.done === true) {
    context.failures.add('entry-extra', `The log has ${context.manifest.checkpoint.size} entries, and this is one more.`, place);
  } else {
    await verifyEntry(context, entry, hash.value, walk.recorded, place);
    walk.recorded = entry.recorded;
    if (walk.next + 1 === context.outsideCheckpoint?.size) walk.recordedOutside = entry.recorded;
  }
}

async function verifyEntry(context: Context, entry: EvidenceLine, hash: Uint8Array, previous: string, place: Place): Promise<void> {
  const { failures, crypto } = context;
  if (entry.leaf !== place.leaf) {
    failures.add('entry-misplaced', `Entry ${entry.leaf} stands where entry ${place.leaf} belongs: entries were taken out, put in or moved.`, place);
    return;
  }
  if (!equalBytes(leafHash(crypto.sha256, utf8(sealedTextOf(entry))), hash)) {
    failures.add('entry-altered', 'The entry is not the one that was sealed at this place.', place);
    return;
  }
  requireClockTold(context, entry, place);
  if (entry.recorded < previous) failures.add('recorded-backwards', `It was recorded at ${entry.recorded}, before the entry in front of it.`, place);
  await verifyContents(context, entry, place);
  remember(context, entry);
}

/** A log that began under a simulated clock says so in its first entry, and the manifest says the same. */
function requireClockTold({ manifest, failures }: Context, { body, leaf }: EvidenceLine, place: Place): void {
  if (leaf !== 0 || (body.type === 'simulated-clock') === (manifest.simulated === true)) return;
  failures.add('simulated-differs', 'The first entry and the manifest do not say the same of the clock: whether it is simulated.', place);
}

/** Each commitment of the entry is opened by what the package carries, and nothing else is carried. */
async function verifyContents(context: Context, entry: EvidenceLine, place: Place): Promise<void> {
  const commitments = commitmentsOf(entry);
  for (const name of Object.keys(entry.contents)) {
    if (!commitments.has(name)) context.failures.add('content-extra', `The entry commits to nothing named ${name}.`, place);
  }
  for (const [name, commitment] of commitments) {
    const content = Object.hasOwn(entry.contents, name) ? entry.contents[name] : undefined;
    if (content === undefined) context.failures.add('content-missing', `What the entry commits to as ${name} is not carried.`, place);
    else if (content === 'left-out') requireLeftOut(context, entry, name, place);
    else if (content === 'erased') context.erased.push({ leaf: entry.leaf, name });
    else await verifyOpening(context, commitment, content, place);
  }
}

export async function verifyOpening(context: Context, commitment: string, opening: Exclude<Content, string>, place: Place): Promise<void> {
  const { crypto, failures } = context;
  await reporting(failures, place, () => {
    const salt = fromHex(opening.salt) as Uint8Array;
    verifyCommitment(crypto.sha256, commitment, salt, utf8(canonicalText(opening.content) as string));
  });
}

/** Only what the assessment did not read may be left out: facts of other kinds, and other assessments. */
function requireLeftOut({ failures, summary }: Context, { body }: EvidenceLine, name: string, place: Place): void {
  const wasRead = body.type === 'fact' ? summary?.kinds.has(String(body.kind)) !== false : body.type !== 'assessment';
  if (wasRead) failures.add('content-left-out', `What the entry commits to as ${name} belongs in the package, and was left out.`, place);
}

function remember({ factLeaves, namedBlobs }: Context, entry: EvidenceLine): void {
  if (entry.body.type === 'fact') setBit(factLeaves, entry.leaf);
  for (const sha256 of blobsNamedBy(entry)) namedBlobs.add(sha256);
}

/** evidence/index.json says where each entry stands and what was erased. */
export async function verifyIndex(context: Context): Promise<void> {
  const { files, failures, shards, erased } = context;
  if (!context.treeProven) return;
  const place = { file: INDEX_FILE };
  if (!requirePresent(context, INDEX_FILE)) return;
  const expected = Buffer.from(indexText(shards, erased));
  const held = await readWhole(files, INDEX_FILE, expected.length).catch(() => null);
  if (held === null || !expected.equals(held)) failures.add('derived-differs', 'It does not say where the entries stand.', place);
}
