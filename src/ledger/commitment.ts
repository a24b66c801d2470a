import { hash, randomBytes } from 'node:crypto';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { SALT_BYTES } from '../verify/core/commitment.ts';

/** A commitment with what opens it. Salt and content are kept beside the ledger, never in it; shredding both erases the content. */
export interface CommittedContent {
  /** 64 lowercase hex digits. */
  readonly commitment: string;
  /** 32 random bytes. */
  readonly salt: Uint8Array;
  /** Canonical JSON. */
  readonly content: string;
}

/** Commits to a value under a fresh salt. */
export function commitTo(value: Json): CommittedContent {
  const salt = randomBytes(SALT_BYTES);
  const content = canonicalJson(value);
  return { commitment: commitmentOf(salt, content), salt, content };
}

/** Lowercase hex of SHA-256(salt || UTF-8 of the content). */
export function commitmentOf(salt: Uint8Array, content: string): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`A salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  return hash('sha256', Buffer.concat([salt, Buffer.from(content)]), 'hex');
}
