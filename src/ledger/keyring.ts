import { sha256 } from '../kernel/hash.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Checkpoint } from '../verify/core/checkpoint.ts';
import { handOver } from '../verify/core/handover.ts';
import { formatLogKey, type LogKey, parseLogKey, unlimited } from '../verify/core/log-keys.ts';
import type { VerifierKey } from '../verify/core/note.ts';

/** The keys of one log, oldest first. At most the last one is still open. */
export type Keyring = readonly LogKey[];

/** The ring of a new log. */
export function newKeyring(key: VerifierKey): Keyring {
  return [unlimited(key)];
}

/**
 * Hands over to a new key. `last` is the last checkpoint the old key signed, which covers the entry `key-started`, so that
 * whoever trusts the old key can follow to the new one.
 */
export function rotateKey(ring: Keyring, next: VerifierKey, last: Pick<Checkpoint, 'size' | 'recorded'>): Keyring {
  const current = openKey(ring);
  if (ring.some(({ key }) => key.keyHash === next.keyHash))
    throw new Refusal('ledger/key-used', `The key ${next.keyHash} has been used by this log before.`);
  return [...ring.slice(0, -1), ...handOver(current, next, last)];
}

/**
 * Ends a key that was lost or stolen, from an instant on: what it signs from then on is refused, what it signed before still
 * verifies. A new key follows without a handover; whoever pinned the old one must be told the new one.
 */
export function replaceEndedKey(ring: Keyring, next: VerifierKey, end: { readonly lastSize: number; readonly until: string }): Keyring {
  const current = openKey(ring);
  const fromSize = end.lastSize + 1;
  const ended = { ...current, untilSize: fromSize, until: end.until };
  return [...ring.slice(0, -1), ended, { key: next, fromSize, untilSize: null, from: end.until, until: null }];
}

function openKey(ring: Keyring): LogKey {
  const current = ring.at(-1);
  if (current === undefined || current.untilSize !== null || current.until !== null) throw new Refusal('ledger/no-key', 'This log has no open key.');
  return current;
}

/** JSON text for the file in which a ring is kept and carried. */
export function formatKeyring(ring: Keyring): string {
  return `${JSON.stringify(ring.map(formatLogKey), null, 2)}\n`;
}

/** @throws VerifyError `malformed-key`, SyntaxError */
export function parseKeyring(text: string): Keyring {
  const values: unknown = JSON.parse(text);
  return (Array.isArray(values) ? values : [values]).map((value) => parseLogKey(sha256, value));
}
