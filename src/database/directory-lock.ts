import { randomUUID } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../kernel/durable-file.ts';
import { Refusal } from '../kernel/refusal.ts';
import { beginOfProcess } from './running-process.ts';

const holder = z.object({ pid: z.int().positive(), began: z.string(), address: z.string().nullable() });

/** The process that works on a data directory, and where its server listens, if it serves. */
export type LockHolder = z.infer<typeof holder>;

export interface DirectoryLock {
  /** Tells other processes where this one serves. */
  announce(address: string | null): Promise<void>;
  release(): Promise<void>;
}

/** The living holder of a data directory, or null. */
export async function holderOf(directory: string): Promise<LockHolder | null> {
  const held = await readHolder(lockPath(directory));
  return held !== null && (await isAlive(held)) ? held : null;
}

/**
 * One process at a time works on a data directory. A lock whose process has ended is taken over.
 * @throws Refusal `data-directory/in-use` naming the process that holds it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = lockPath(directory);
  const mine = { pid: process.pid, began: (await beginOfProcess(process.pid)) ?? '', address: null };
  for (let attempt = 0; attempt < 50; attempt++) {
    if (await claim(path, mine)) return heldLock(path, mine);
    const held = await readHolder(path);
    if (held !== null && (await isAlive(held))) throw inUse(directory, held);
    await setAside(path, held);
  }
  throw new Refusal('data-directory/in-use', `${directory} is being opened by several processes at once. Try again in a moment.`);
}

function lockPath(directory: string): string {
  return join(directory, 'lock');
}

/** Appears whole or not at all: a link cannot overwrite. */
async function claim(path: string, mine: LockHolder): Promise<boolean> {
  const draft = `${path}.${randomUUID()}.draft`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

/** Removes a dead holder's lock. Should another process have replaced it in between, that one's lock is put back. */
async function setAside(path: string, dead: LockHolder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}.draft`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (JSON.stringify(moved) !== JSON.stringify(dead)) await link(aside, path).catch(() => undefined);
  await unlink(aside);
}

async function readHolder(path: string): Promise<LockHolder | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function isAlive(held: LockHolder): Promise<boolean> {
  return (await beginOfProcess(held.pid)) === held.began;
}

function heldLock(path: string, mine: LockHolder): DirectoryLock {
  let current = mine;
  return {
    async announce(address) {
      current = { ...mine, address };
      await replaceFile(path, JSON.stringify(current), 0o600);
    },
    async release() {
      const held = await readHolder(path);
      if (held?.pid === current.pid && held.began === current.began) await unlink(path);
    },
  };
}

function inUse(directory: string, held: LockHolder): Refusal {
  const { pid, address } = held;
  if (address === null)
    return new Refusal('data-directory/in-use', `${directory} is in use by process ${pid}. Wait until it has ended, or stop it, and try again.`);
  return new Refusal(
    'data-directory/in-use',
    `${directory} is in use by process ${pid}, which serves it at ${address}. Open it there, with the link that \`tickmark open\` prints; or stop it, and try again.`,
  );
}
