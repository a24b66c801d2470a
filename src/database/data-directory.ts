import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../kernel/durable-file.ts';
import { newUuid, type Uuid, uuid } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';

/** The layout of a data directory that this program reads and writes. */
export const DATA_FORMAT = 2;

/** An earlier program must not open a directory with a simulated clock and go on with the real one: such a directory is of the second format. */
const FORMAT_OF_REAL = 1;

const MARKER = 'tickmark.json';

const marker = z.object({ format: z.int().positive(), instance: z.uuid(), createdBy: z.string(), simulated: z.boolean().default(false) });

/** A folder that holds one installation: its database, its keys, its blobs. */
export interface DataDirectory {
  /** Absolute. */
  readonly path: string;
  /** Names the installation; the origin of its instance log. */
  readonly instance: Uuid;
  /** The version of the program that made it. */
  readonly createdBy: string;
  /** It was made with a simulated clock, and stays so for ever. */
  readonly simulated: boolean;
}

/**
 * Opens a data directory, and makes it (mode 0700) when there is none or it is empty.
 * @param simulated whether it is opened with a simulated clock
 * @throws Refusal `data-directory/newer`, `data-directory/damaged`, `data-directory/not-ours`, `data-directory/simulated`, `data-directory/not-simulated`
 */
export async function prepareDataDirectory(path: string, programVersion: string, simulated = false): Promise<DataDirectory> {
  const absolute = resolve(path);
  await mkdir(absolute, { recursive: true, mode: 0o700 });
  const found = await readMarker(absolute);
  if (found === null) return writeMarker(absolute, programVersion, simulated);
  if (found.simulated && !simulated)
    throw new Refusal(
      'data-directory/simulated',
      `${absolute} was made with a simulated clock, on pretend systems, and is opened with that clock only. Choose another folder with --data for what is real.`,
    );
  if (!found.simulated && simulated)
    throw new Refusal(
      'data-directory/not-simulated',
      `${absolute} was made with the real clock, and nothing simulated is written into it. Choose another folder with --data.`,
    );
  return found;
}

/** The data directory that stands there, or null. @throws Refusal `data-directory/newer`, `data-directory/damaged` */
export async function findDataDirectory(path: string): Promise<DataDirectory | null> {
  return readMarker(resolve(path));
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
  return { path, instance: uuid(found.instance), createdBy: found.createdBy, simulated: found.simulated };
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

async function writeMarker(path: string, programVersion: string, simulated: boolean): Promise<DataDirectory> {
  const others = await readdir(path);
  if (others.some((name) => !name.startsWith('.') && !name.startsWith('lock') && !name.endsWith('.draft'))) {
    throw new Refusal('data-directory/not-ours', `${path} holds other files and no ${MARKER}. Choose an empty folder with --data.`);
  }
  // The signing key lives in here: wherever the folder stands, `git add` passes it by.
  await replaceFile(join(path, '.gitignore'), '*\n', 0o644);
  const made = { format: simulated ? DATA_FORMAT : FORMAT_OF_REAL, instance: newUuid(), createdBy: programVersion, ...(simulated && { simulated }) };
  await replaceFile(join(path, MARKER), `${JSON.stringify(made, null, 2)}\n`, 0o644);
  return { path, instance: made.instance, createdBy: programVersion, simulated };
}
