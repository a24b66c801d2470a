import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../kernel/durable-file.ts';
import { newUuid, type Uuid, uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';

/** The layout of a data directory that this program reads and writes. */
export const DATA_FORMAT = 1;

const MARKER = 'tickmark.json';

const marker = z.object({ format: z.int().positive(), instance: z.uuid(), createdBy: z.string() });

/** A folder that holds one installation: its database, its keys, its blobs. */
export interface DataDirectory {
  /** Absolute. */
  readonly path: string;
  /** Names the installation; the origin of its instance log. */
  readonly instance: Uuid;
  /** The version of the program that made it. */
  readonly createdBy: string;
}

/**
 * Opens a data directory, and makes it (mode 0700) when there is none or it is empty.
 * @throws Refusal `data-directory/newer`, `data-directory/damaged`, `data-directory/not-ours`
 */
export async function prepareDataDirectory(path: string, programVersion: string): Promise<DataDirectory> {
  const absolute = resolve(path);
  await mkdir(absolute, { recursive: true, mode: 0o700 });
  return (await readMarker(absolute)) ?? (await writeMarker(absolute, programVersion));
}

async function readMarker(path: string): Promise<DataDirectory | null> {
  const text = await readFile(join(path, MARKER), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const found = parseMarker(path, text);
  if (found.format > DATA_FORMAT) {
    throw new Refusal(
      'data-directory/newer',
      `${path} was written by a newer Tickmark (format ${found.format}; this version reads ${DATA_FORMAT}). Install that version or a later one, or choose another folder with --data.`,
    );
  }
  return { path, instance: uuid(found.instance), createdBy: found.createdBy };
}

function parseMarker(path: string, text: string): z.infer<typeof marker> {
  try {
    return marker.parse(JSON.parse(text));
  } catch {
    throw new Refusal(
      'data-directory/damaged',
      `${join(path, MARKER)} cannot be read. Restore it from a backup of the folder, or choose another folder with --data. Nothing was changed.`,
    );
  }
}

async function writeMarker(path: string, programVersion: string): Promise<DataDirectory> {
  const others = await readdir(path);
  if (others.some((name) => !name.startsWith('.') && !name.startsWith('lock') && !name.endsWith('.draft'))) {
    throw new Refusal('data-directory/not-ours', `${path} holds other files and no ${MARKER}. Choose an empty folder with --data.`);
  }
  // The signing key lives in here: wherever the folder stands, `git add` passes it by.
  await replaceFile(join(path, '.gitignore'), '*\n', 0o644);
  const made = { format: DATA_FORMAT, instance: newUuid(), createdBy: programVersion };
  await replaceFile(join(path, MARKER), `${JSON.stringify(made, null, 2)}\n`, 0o644);
  return { path, instance: made.instance, createdBy: programVersion };
}
