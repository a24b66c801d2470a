import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createFile } from '../kernel/durable-file.ts';
import { sha256 } from '../kernel/hash.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type VerifierKey, verifierKey } from '../verify/core/note.ts';

/** An Ed25519 key that signs checkpoints. One key may sign for several logs; its key hash differs with the log's name. */
export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
}

export function newSigningKey(): SigningKey {
  return signingKey(generateKeyPairSync('ed25519').privateKey);
}

/**
 * Makes a key and keeps it in a file that only its owner may read (PKCS #8, PEM, mode 0600).
 * @throws Refusal `ledger/key-file-exists`: a key is never overwritten
 */
export async function createKeyFile(path: string): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  if (!(await createFile(path, pem, 0o600))) {
    throw new Refusal('ledger/key-file-exists', `There is already a file at ${path}. A signing key is never overwritten: choose another path.`);
  }
  return signingKey(privateKey);
}

/** @throws Refusal `ledger/key-file-missing`, `ledger/key-file-exposed`, `ledger/key-file-malformed` */
export async function readKeyFile(path: string): Promise<SigningKey> {
  const pem = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Refusal('ledger/key-file-missing', `There is no signing key at ${path}. Restore it from its backup, or rotate to a new key.`);
  });
  await refuseExposed(path);
  return signingKey(parsePrivateKey(path, pem));
}

async function refuseExposed(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    throw new Refusal('ledger/key-file-exposed', `Others may read the signing key at ${path}. Run: chmod 600 ${path}`);
  }
}

function parsePrivateKey(path: string, pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, without the reader's detail: it may quote the file.
  }
  throw new Refusal('ledger/key-file-malformed', `The file at ${path} is not an Ed25519 private key in PEM.`);
}

function signingKey(privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { publicKey: new Uint8Array(Buffer.from(x as string, 'base64url')), sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

/** Under which a key's signatures on this log's checkpoints are checked. */
export function verifierKeyOf(origin: string, key: SigningKey): VerifierKey {
  return verifierKey(sha256, origin, key.publicKey);
}
