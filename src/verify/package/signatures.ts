import { toBase64 } from '../core/bytes.ts';
import { verifyCheckpoint } from '../core/checkpoint.ts';
import { VerifyError } from '../core/failure.ts';
import { type Note, parseNote, verifyNote } from '../core/note.ts';
import { type Context, reporting, requirePresent } from './context.ts';
import { MANIFEST_NOTE, type PackageFiles, readWhole } from './files.ts';
import { manifestNoteText } from './manifest.ts';

export const CHECKPOINT_FILE = 'checkpoint.txt';
const MAX_NOTE_BYTES = 65_536;

/** The manifest is the one that a key of the log signed. */
export async function verifyManifestNote(context: Context): Promise<void> {
  const { crypto, failures, manifest, keys } = context;
  const place = { file: MANIFEST_NOTE };
  if (context.found.get(MANIFEST_NOTE)?.type !== 'file') {
    failures.add('file-missing', 'The note that signs the manifest is missing.', place);
    return;
  }
  await reporting(failures, place, async () => {
    const note = parseNote(await readSmallText(context.files, MANIFEST_NOTE));
    if (note.text !== manifestNoteText(manifest.log, context.manifestSha256)) {
      failures.add('manifest-note-differs', 'The note signs another manifest than manifest.json.', place);
    }
    requireOneSignature(note);
    const ofLog = keys.map(({ key }) => key).filter(({ name }) => name === manifest.log);
    context.signers.push(...(await verifyNote(crypto, note, ofLog)));
  });
}

/** The checkpoint is signed by a key of the log and is the one the manifest names. */
export async function verifyPackageCheckpoint(context: Context): Promise<void> {
  const { crypto, failures, manifest, keys } = context;
  const place = { file: CHECKPOINT_FILE };
  if (!requirePresent(context, CHECKPOINT_FILE)) return;
  const checkpoint = await reporting(failures, place, async () => {
    const text = await readSmallText(context.files, CHECKPOINT_FILE);
    const note = parseNote(text);
    requireOneSignature(note);
    const verified = await verifyCheckpoint(crypto, text, manifest.log, keys);
    context.signers.push(
      ...(await verifyNote(
        crypto,
        note,
        keys.map(({ key }) => key),
      )),
    );
    return verified;
  });
  if (checkpoint === null) return;
  if (checkpoint.size !== manifest.checkpoint.size || toBase64(checkpoint.root) !== manifest.checkpoint.root) {
    failures.add('checkpoint-differs', 'The checkpoint has another size or root than the manifest names.', place);
    return;
  }
  context.checkpoint = checkpoint;
}

/** Readers of notes ignore signatures of strangers, so a package carries none: each byte of it means something. */
function requireOneSignature({ signatures }: Note): void {
  if (signatures.length !== 1) throw new VerifyError('malformed-note', `A note of a package has one signature, not ${signatures.length}.`);
}

/** A note, or a file of keys. @throws VerifyError `malformed-note` when it is longer than a note may be */
export async function readSmallText(files: PackageFiles, path: string): Promise<string> {
  const bytes = await readWhole(files, path, MAX_NOTE_BYTES).catch((error: unknown) => {
    throw error instanceof RangeError ? new VerifyError('malformed-note', error.message) : error;
  });
  return strictText(bytes);
}

/** Bytes that are not UTF-8 become a character that no note may hold. */
function strictText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : '\u0000';
}
