import { concatBytes, toHex } from './bytes.ts';
import type { Sha256 } from './crypto.ts';
import { VerifyError } from './failure.ts';

/** Bytes in a salt. */
export const SALT_BYTES = 32;

/** Lowercase hex of SHA-256(salt || content). @throws VerifyError `malformed-commitment` when the salt has not 32 bytes */
export function commitmentTo(sha256: Sha256, salt: Uint8Array, content: Uint8Array): string {
  if (salt.length !== SALT_BYTES) throw new VerifyError('malformed-commitment', `A salt has ${SALT_BYTES} bytes, not ${salt.length}.`);
  return toHex(sha256(concatBytes(salt, content)));
}

/** @throws VerifyError `malformed-commitment`, `commitment-mismatch` */
export function verifyCommitment(sha256: Sha256, commitment: string, salt: Uint8Array, content: Uint8Array): void {
  if (!/^[0-9a-f]{64}$/.test(commitment)) throw new VerifyError('malformed-commitment', 'A commitment is 64 lowercase hex digits.');
  if (commitmentTo(sha256, salt, content) !== commitment) {
    throw new VerifyError('commitment-mismatch', `The content is not what the entry committed to (${commitment.slice(0, 12)}…).`);
  }
}
