import { resolve } from 'node:path';
import { findDataDirectory } from '../database/data-directory.ts';
import { type Installation, openInstallation, UNNAMED } from '../engine/installation.ts';
import type { SimulatedOptions } from '../engine/simulation.ts';
import type { Witness } from '../ledger/witness/witness.ts';
import type { Io } from './io.ts';
import { lostDatabase } from './lost-database.ts';
import { printable } from './paint.ts';

export interface OpenOptions {
  readonly data?: string | undefined;
  readonly organizationName?: string | undefined;
  readonly witnesses?: readonly Witness[] | undefined;
  /** Makes a new directory with a simulated clock, or goes on with one. */
  readonly simulated?: SimulatedOptions | undefined;
}

/** Where the installation lives: `--data`, else TICKMARK_DATA, else `.tickmark` in the current folder. */
export function dataFolder(io: Io, data: string | undefined): string {
  return resolve(io.folder, data ?? io.settings.dataDirectory ?? '.tickmark');
}

/** Opens the data directory, does the work, and closes it again whatever happens. */
export async function withInstallation<T>(io: Io, options: OpenOptions, work: (installation: Installation) => Promise<T>): Promise<T> {
  const dataDirectory = dataFolder(io, options.data);
  // One that was made with a simulated clock goes on with it, and every page says so.
  const simulated = options.simulated ?? ((await findDataDirectory(dataDirectory))?.simulated === true ? {} : undefined);
  const installation = await openInstallation({
    dataDirectory,
    databaseUrl: io.settings.databaseUrl,
    version: io.version,
    organizationName: options.organizationName ?? UNNAMED,
    clock: io.clock,
    simulated,
    witnesses: options.witnesses ?? [],
    warn: (sentence) => io.err(`warning: ${printable(sentence)}\n`),
  });
  try {
    return await work(installation);
  } catch (error) {
    throw (await lostDatabase(error, dataDirectory)) ?? error;
  } finally {
    await installation.close();
  }
}
