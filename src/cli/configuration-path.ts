import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Io } from './io.ts';
import { dataFolder } from './open.ts';

/** The file that names the connections, unless it is named otherwise. */
export const CONFIGURATION = 'tickmark.yaml';

/** As named; else `tickmark.yaml` beside whoever types, else the one in the data directory, where the pages write it. */
export function configurationPath(io: Io, { config, data }: { readonly config?: string | undefined; readonly data?: string | undefined }): string {
  const here = resolve(io.folder, config ?? CONFIGURATION);
  if ((config !== undefined && config !== CONFIGURATION) || existsSync(here)) return here;
  const kept = join(dataFolder(io, data), CONFIGURATION);
  return existsSync(kept) || config === undefined ? kept : here;
}
