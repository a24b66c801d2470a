import type { Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { equalBytes, utf8 } from '../verify/core/bytes.ts';
import { type Checkpoint, formatCheckpoint } from '../verify/core/checkpoint.ts';
import { isValidFor, type LogKey } from '../verify/core/log-keys.ts';
import { formatNote } from '../verify/core/note.ts';
import { recordedAfter } from './entry.ts';
import { type SigningKey, verifierKeyOf } from './signing-key.ts';

/** The log of one organization. */
export function organizationOrigin(organization: Uuid): string {
  return `tickmark/${organization}`;
}

/** The log of what belongs to no organization. */
export function instanceOrigin(instance: Uuid): string {
  return `tickmark/instance/${instance}`;
}

/**
 * The checkpoint that follows, or `previous` itself when the tree has not grown: a size is signed once.
 * @throws Refusal `ledger/forked`, `ledger/shrunk` when the tree contradicts what was already signed
 */
export function nextCheckpoint(previous: Checkpoint | null, tree: Pick<Checkpoint, 'origin' | 'size' | 'root'>, now: Instant): Checkpoint {
  if (previous !== null) refuseContradiction(previous, tree);
  if (previous?.size === tree.size) return previous;
  const recorded = recordedAfter(previous === null ? null : parseInstant(previous.recorded), now);
  return { origin: tree.origin, size: tree.size, root: tree.root, recorded: isoInstant(recorded) };
}

function refuseContradiction(previous: Checkpoint, tree: Pick<Checkpoint, 'origin' | 'size' | 'root'>): void {
  if (previous.origin !== tree.origin) throw new Refusal('ledger/forked', `The last checkpoint is of ${previous.origin}, not of ${tree.origin}.`);
  if (tree.size < previous.size) {
    throw new Refusal(
      'ledger/shrunk',
      `The log has ${tree.size} entries, but a checkpoint of ${previous.size} was signed. Was an old backup restored?`,
    );
  }
  if (tree.size === previous.size && !equalBytes(tree.root, previous.root)) {
    throw new Refusal('ledger/forked', `The log of ${tree.size} entries is not the one that was signed at this size.`);
  }
}

/**
 * Signs with the key whose turn it is, and gives the signed note.
 * @throws Refusal `ledger/key-not-valid` when the key is not the log's at this size and time
 */
export function signCheckpoint(checkpoint: Checkpoint, key: SigningKey, keys: readonly LogKey[]): string {
  const signer = verifierKeyOf(checkpoint.origin, key);
  const held = keys.find(({ key: known }) => known.name === signer.name && equalBytes(known.publicKey, signer.publicKey));
  if (held === undefined || !isValidFor(held, checkpoint)) {
    throw new Refusal(
      'ledger/key-not-valid',
      `The key ${signer.keyHash} may not sign size ${checkpoint.size} of ${checkpoint.origin} at ${checkpoint.recorded}.`,
    );
  }
  const text = formatCheckpoint(checkpoint);
  return formatNote({ text, signatures: [{ name: signer.name, keyHash: signer.keyHash, signature: key.sign(utf8(text)) }] });
}
