import { type Checkpoint, verifyCheckpoint } from './checkpoint.ts';
import type { VerifyCrypto } from './crypto.ts';
import { VerifyError } from './failure.ts';
import type { LogKey } from './log-keys.ts';
import { leafHash } from './merkle.ts';
import { parseVerifierKey } from './note.ts';
import { verifyInclusion } from './proof.ts';
import { parseSealedEntry } from './sealed-entry.ts';

/** How one key of a log hands over to the next: a checkpoint signed by the old key, covering an entry that names the new one. */
export interface Handover {
  /** The signed note of the first checkpoint that covers the entry. */
  readonly note: string;
  /** The sealed bytes of an entry of type `key-started`. */
  readonly entry: Uint8Array;
  readonly index: number;
  /** Inclusion proof of the entry in that checkpoint's tree. */
  readonly proof: readonly Uint8Array[];
}

/**
 * Follows the keys of a log from the one that is trusted, oldest handover first. After a handover at size n, the old key
 * signs nothing larger or later, and the new key signs only sizes above n.
 * @throws VerifyError of the checkpoint, of the inclusion, or `malformed-entry` when the entry starts no key
 */
export async function followKeys(crypto: VerifyCrypto, origin: string, trusted: LogKey, handovers: readonly Handover[]): Promise<LogKey[]> {
  const keys = [trusted];
  for (const handover of handovers) {
    const current = keys.pop() as LogKey;
    const checkpoint = await verifyCheckpoint(crypto, handover.note, origin, [current]);
    const { index, proof, entry } = handover;
    verifyInclusion(crypto.sha256, { index, proof, size: checkpoint.size, root: checkpoint.root, leafHash: leafHash(crypto.sha256, entry) });
    keys.push(...handOver(current, startedKey(crypto, origin, entry), checkpoint));
  }
  return keys;
}

/** The old key with its end and the new key with its beginning, at the last checkpoint the old key signed. */
export function handOver(current: LogKey, next: LogKey['key'], last: Pick<Checkpoint, 'size' | 'recorded'>): [LogKey, LogKey] {
  const fromSize = last.size + 1;
  return [
    { ...current, untilSize: fromSize },
    { key: next, fromSize, untilSize: null, from: last.recorded, until: null },
  ];
}

function startedKey(crypto: VerifyCrypto, origin: string, bytes: Uint8Array): LogKey['key'] {
  const { type, key } = parseSealedEntry(bytes).entry;
  if (type !== 'key-started' || typeof key !== 'string') throw new VerifyError('malformed-entry', 'This entry starts no key.');
  const started = parseVerifierKey(crypto.sha256, key);
  if (started.name !== origin) throw new VerifyError('wrong-origin', `This entry starts a key of ${started.name}, not of ${origin}.`);
  return started;
}
