import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/*
 * AES-256-GCM. A sealed box is 12 random bytes, the ciphertext, and the 16 bytes of the tag. What a box belongs to is authenticated
 * with it: put anywhere else, it does not open.
 */

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** 32 random bytes. */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** What a box belongs to: the same parts open it, in the same order, and no others. */
export type Belonging = readonly string[];

export function seal(key: Uint8Array, plain: Uint8Array, belongs: Belonging): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(belongingBytes(belongs));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @returns null when the key, the bytes or what they belong to is not what it was when they were sealed */
export function unseal(key: Uint8Array, box: Uint8Array, belongs: Belonging): Buffer | null {
  if (box.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(belongingBytes(belongs));
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, box.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** No two lists of parts give the same bytes. */
function belongingBytes(parts: Belonging): Buffer {
  return Buffer.from(JSON.stringify(parts));
}
