import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';

/** Codes of PostgreSQL and of the socket under it when a connection breaks. */
const lostCodes = new Set(['57P01', '57P02', '57P03', '08000', '08003', '08006', 'ECONNRESET', 'EPIPE', 'ECONNREFUSED']);
const lostWords = /connection terminated|connection error and is not queryable|server closed the connection/i;

/**
 * What to say when the database went away in the middle: its own last words know why.
 * @returns null for any other error
 */
export async function lostDatabase(error: unknown, dataDirectory: string): Promise<Refusal | null> {
  const { code, message = '', syscall } = error as NodeJS.ErrnoException;
  const byCode = code !== undefined && lostCodes.has(code) && (syscall === undefined || ['connect', 'read', 'write'].includes(syscall));
  if (!byCode && !lostWords.test(message)) return null;
  const path = join(dataDirectory, 'postgres.log');
  const log = await readFile(path, 'utf8').catch(() => '');
  if (/no space left on device/i.test(log))
    return new Refusal(
      'data-directory/full',
      'The disk is full, and the database stopped. What was written before is whole. Make room, and run the same command again.',
    );
  if (/input\/output error/i.test(log))
    return new Refusal(
      'data-directory/disk-broken',
      'The disk could not be written (input/output error), and the database stopped. What was written before is whole. Look at the disk, then run the same command again.',
    );
  const last = log === '' ? '' : ` Its last words stand in ${path}.`;
  return new Refusal('database/lost', `The database went away. What was written before is whole.${last} Run the same command again.`);
}
