import { concatBytes, fromBase64, toBase64, toHex, utf8 } from './bytes.ts';
import type { Sha256, VerifyCrypto } from './crypto.ts';
import { VerifyError } from './failure.ts';

/** An Ed25519 key that may sign notes under a name (C2SP signed-note). */
export interface VerifierKey {
  readonly name: string;
  /** Eight lowercase hex digits. */
  readonly keyHash: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyHash: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** What is signed: ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const ED25519 = 0x01;
const MAX_CHARACTERS = 65_536;
const MAX_SIGNATURES = 32;
const namePattern = /^[^\s+]+$/u;

/** The verifier key of a public key under a name. @throws VerifyError `malformed-key` */
export function verifierKey(sha256: Sha256, name: string, publicKey: Uint8Array): VerifierKey {
  if (!namePattern.test(name)) throw new VerifyError('malformed-key', `Not a key name: "${name}"`);
  if (publicKey.length !== 32) throw new VerifyError('malformed-key', `An Ed25519 public key has 32 bytes, not ${publicKey.length}.`);
  const digest = sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey));
  return { name, keyHash: toHex(digest.subarray(0, 4)), publicKey };
}

/** `<name>+<hex key hash>+<base64(0x01 || public key)>` */
export function formatVerifierKey({ name, keyHash, publicKey }: VerifierKey): string {
  return `${name}+${keyHash}+${toBase64(concatBytes(Uint8Array.of(ED25519), publicKey))}`;
}

/** @throws VerifyError `malformed-key`, also when the key hash is not that of the key */
export function parseVerifierKey(sha256: Sha256, text: string): VerifierKey {
  const [, name, keyHash, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  const bytes = fromBase64(encoded ?? '');
  if (name === undefined || bytes === null || bytes[0] !== ED25519) throw new VerifyError('malformed-key', `Not an Ed25519 verifier key: ${text}`);
  const key = verifierKey(sha256, name, bytes.subarray(1));
  if (key.keyHash !== keyHash) throw new VerifyError('malformed-key', `The key hash should be ${key.keyHash}: ${text}`);
  return key;
}

/** Text, blank line, signature lines. */
export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join('')}`;
}

function formatSignature({ name, keyHash, signature }: NoteSignature): string {
  const hash = Uint8Array.from(keyHash.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return `— ${name} ${toBase64(concatBytes(hash, signature))}\n`;
}

/** Reads a signed note strictly; verifies nothing. @throws VerifyError `malformed-note` */
export function parseNote(note: string): Note {
  if (note.length > MAX_CHARACTERS) throw malformed(`it is longer than ${MAX_CHARACTERS} characters`);
  if (hasControlCharacter(note)) throw malformed('it holds a control character');
  const split = note.lastIndexOf('\n\n');
  if (split < 1) throw malformed('it has no blank line before its signatures');
  if (!note.endsWith('\n')) throw malformed('its last line does not end');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw malformed(`it has more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded ?? '');
  if (name === undefined || bytes === null || bytes.length < 5) throw malformed('a line below the blank line is not a signature');
  return { name, keyHash: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/**
 * The keys among `keys` that signed the note. Signatures of other keys are ignored, as the format demands.
 * @throws VerifyError `bad-signature` when a signature of a known key does not hold, `unknown-signer` when no known key signed
 */
export async function verifyNote(crypto: VerifyCrypto, note: Note, keys: readonly VerifierKey[]): Promise<VerifierKey[]> {
  const message = utf8(note.text);
  const signers: VerifierKey[] = [];
  for (const { name, keyHash, signature } of note.signatures) {
    const key = keys.find((known) => known.name === name && known.keyHash === keyHash);
    if (key === undefined) continue;
    const valid = signature.length === 64 && (await crypto.verifyEd25519(key.publicKey, message, signature));
    if (!valid) throw new VerifyError('bad-signature', `The signature of ${name} (${keyHash}) does not hold.`);
    signers.push(key);
  }
  if (signers.length === 0) throw new VerifyError('unknown-signer', 'None of the known keys signed this.');
  return signers;
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

function malformed(why: string): VerifyError {
  return new VerifyError('malformed-note', `Not a signed note: ${why}.`);
}
