import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFile } from '../../kernel/durable-file.ts';
import { Refusal } from '../../kernel/refusal.ts';

/** For how long a browser stays signed in, in milliseconds. */
export const COOKIE_LIFETIME = 30 * 24 * 60 * 60_000;

/** Where the key of an installation's owner is kept: whoever may read the file may do everything. */
export function ownerTokenPath(dataDirectory: string): string {
  return join(dataDirectory, 'keys', 'owner-token');
}

/** The key of the owner; made, random, on the first start. @throws Refusal `owner-token/exposed`, `owner-token/damaged` */
export async function openOwnerToken(dataDirectory: string): Promise<string> {
  const path = ownerTokenPath(dataDirectory);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await createFile(path, `${randomBytes(32).toString('base64url')}\n`, 0o600);
  const token = await readOwnerToken(dataDirectory);
  if (token === null) throw damaged(path);
  return token;
}

/** The same of a directory that somebody else serves; null where there is none yet. */
export async function readOwnerToken(dataDirectory: string): Promise<string | null> {
  const path = ownerTokenPath(dataDirectory);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
    throw new Refusal('owner-token/exposed', `Others may read the key at ${path}. Remove the file: the next start makes a new one.`);
  if (!/^[\w-]{43}\n$/.test(text)) throw damaged(path);
  return text.trim();
}

function damaged(path: string): Refusal {
  return new Refusal('owner-token/damaged', `The key at ${path} cannot be read. Remove the file: the next start makes a new one.`);
}

/** Compares without telling, by the time it takes, how much of it was right. */
export function sameSecret(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

/** The cookie of one installation on one port: two on one machine do not put out each other's. */
export function cookieName(port: number): string {
  return `tickmark_owner_${port}`;
}

/** Says that the holder of the token let this browser in, and when. It holds over restarts, and does not tell the token. */
export function cookieValue(token: string, port: number, issuedAt: number): string {
  return `${issuedAt}.${sealOf(token, port, issuedAt)}`;
}

export function isCookieValue(value: string, { token, port, now }: { readonly token: string; readonly port: number; readonly now: number }): boolean {
  const [, issued, seal] = /^(\d{1,15})\.([\w-]{43})$/.exec(value) ?? [];
  if (issued === undefined || seal === undefined) return false;
  const age = now - Number(issued);
  return sameSecret(seal, sealOf(token, port, Number(issued))) && age < COOKIE_LIFETIME;
}

function sealOf(token: string, port: number, issuedAt: number): string {
  return createHmac('sha256', token).update(`tickmark owner cookie, port ${port}, issued ${issuedAt}`).digest('base64url');
}
