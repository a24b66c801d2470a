import { fromBase64, toBase64 } from './bytes.ts';
import type { VerifyCrypto } from './crypto.ts';
import { VerifyError } from './failure.ts';
import { isIsoInstant, isValidFor, type LogKey } from './log-keys.ts';
import { HASH_BYTES } from './merkle.ts';
import { parseNote, verifyNote } from './note.ts';

/** What a log commits to at one size (C2SP tlog-checkpoint, with one extension line). */
export interface Checkpoint {
  /** Names the log; also the name under which its keys sign. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** When it was made, by the log's clock, which never runs backwards: `2025-03-01T09:30:00.000Z`. */
  readonly recorded: string;
}

/** The signed text: four lines, each ended by a newline. */
export function formatCheckpoint({ origin, size, root, recorded }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\nrecorded ${recorded}\n`;
}

/** @throws VerifyError `malformed-checkpoint` for any text that `formatCheckpoint` would not write */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.length !== 5 || lines[4] !== '') throw malformed('it has not exactly four lines');
  const [origin, size, root, extension] = lines as [string, string, string, string];
  if (!/^[^\s+]+$/u.test(origin)) throw malformed('its first line is not an origin');
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) throw malformed('its second line is not a tree size');
  const hash = fromBase64(root);
  if (hash?.length !== HASH_BYTES) throw malformed('its third line is not a root hash');
  if (!extension.startsWith('recorded ') || !isIsoInstant(extension.slice(9))) throw malformed('its fourth line does not say when it was recorded');
  return { origin, size: Number(size), root: hash, recorded: extension.slice(9) };
}

/** The checkpoint in a signed note, not verified. @throws VerifyError `malformed-note`, `malformed-checkpoint` */
export function readCheckpoint(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

/**
 * Reads a checkpoint and proves that a key of the log signed it inside that key's validity.
 * @throws VerifyError `malformed-note`, `malformed-checkpoint`, `wrong-origin`, `unknown-signer`, `bad-signature`, `key-not-valid`
 */
export async function verifyCheckpoint(crypto: VerifyCrypto, note: string, origin: string, keys: readonly LogKey[]): Promise<Checkpoint> {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpoint(parsed.text);
  if (checkpoint.origin !== origin) throw new VerifyError('wrong-origin', `This is a checkpoint of ${checkpoint.origin}, not of ${origin}.`);
  const ofLog = keys.filter(({ key }) => key.name === origin);
  const signers = await verifyNote(
    crypto,
    parsed,
    ofLog.map(({ key }) => key),
  );
  const mayHaveSigned = ofLog.some((held) => signers.includes(held.key) && isValidFor(held, checkpoint));
  if (!mayHaveSigned) {
    throw new VerifyError(
      'key-not-valid',
      `The key that signed the checkpoint of size ${checkpoint.size} was not valid for it at ${checkpoint.recorded}.`,
    );
  }
  return checkpoint;
}

function malformed(why: string): VerifyError {
  return new VerifyError('malformed-checkpoint', `Not a checkpoint: ${why}.`);
}
