import { chmod, readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { createFile, replaceFile } from '../kernel/durable-file.ts';
import { newUuid, type Uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { newKey } from './envelope.ts';

/** A key-encryption key: 32 bytes, and the name by which rows say who wrapped them. */
export interface WrappingKey {
  readonly id: Uuid;
  readonly key: Uint8Array;
}

/** Oldest first. The last one wraps what is new; those before it are there only while a rotation is under way. */
export type WrappingKeys = readonly [WrappingKey, ...WrappingKey[]];

const fileShape = z.object({ keys: z.array(z.object({ id: z.uuid(), key: z.base64() })).min(1) });
const KEY_BYTES = 32;

/**
 * Makes the file of keys (mode 0600) with one key in it.
 * @throws Refusal `secrets/key-file-exists`: a key is never overwritten
 */
export async function createWrappingKeys(path: string): Promise<WrappingKeys> {
  const keys: WrappingKeys = [newWrappingKey()];
  if (!(await createFile(path, formatKeys(keys), 0o600)))
    throw new Refusal('secrets/key-file-exists', `There is already a file at ${path}. A key that opens secrets is never overwritten.`);
  return keys;
}

export function newWrappingKey(): WrappingKey {
  return { id: newUuid(), key: newKey() };
}

/** Puts another set of keys in the place of the one there; after it returns, it survives a power cut. */
export async function replaceWrappingKeys(path: string, keys: WrappingKeys): Promise<void> {
  await replaceFile(path, formatKeys(keys), 0o600);
  await chmod(path, 0o600);
}

/**
 * @returns null when there is no file
 * @throws Refusal `secrets/key-file-exposed`, `secrets/key-file-malformed`
 */
export async function readWrappingKeys(path: string): Promise<WrappingKeys | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  await refuseExposed(path);
  const parsed = fileShape.safeParse(parseOrNull(text));
  const keys = parsed.success ? parsed.data.keys.map(({ id, key }) => ({ id: id as Uuid, key: Buffer.from(key, 'base64') })) : [];
  const [first, ...others] = keys;
  // Said without the reader's detail: it may quote the file.
  if (first === undefined || keys.some(({ key }) => key.length !== KEY_BYTES))
    throw new Refusal('secrets/key-file-malformed', `The file ${path} holds no keys. Restore it from a backup of the data directory.`);
  return [first, ...others];
}

async function refuseExposed(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0)
    throw new Refusal('secrets/key-file-exposed', `Others may read the key that opens the stored secrets. Run: chmod 600 ${path}`);
}

function formatKeys(keys: WrappingKeys): string {
  return `${JSON.stringify({ keys: keys.map(({ id, key }) => ({ id, key: Buffer.from(key).toString('base64') })) }, null, 2)}\n`;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
