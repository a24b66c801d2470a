import { join } from 'node:path';
import { type Configuration, readConfiguration, type WitnessPlace } from '../engine/connections.ts';
import type { Installation } from '../engine/installation.ts';
import { Refusal } from '../kernel/refusal.ts';
import { folderWitness } from '../ledger/witness/folder.ts';
import { gitWitness } from '../ledger/witness/git.ts';
import type { Witness } from '../ledger/witness/witness.ts';
import { configurationPath } from './configuration-path.ts';
import type { Io } from './io.ts';
import { dataFolder, withInstallation } from './open.ts';

export interface Configured {
  readonly configuration: Configuration | null;
  readonly organizationName: string | undefined;
  readonly witnesses: readonly Witness[];
}

/**
 * Reads `tickmark.yaml`. Commands that only read the data directory go on without one.
 * @throws Refusal `configuration/…`
 */
export async function configured(
  io: Io,
  options: { readonly config: string; readonly data?: string | undefined; readonly required: boolean },
): Promise<Configured> {
  try {
    const configuration = await readConfiguration(configurationPath(io, options));
    const dataDirectory = dataFolder(io, options.data);
    return {
      configuration,
      organizationName: configuration.organization,
      witnesses: configuration.witnesses.map((place, index) => witnessAt(place, { io, dataDirectory, index })),
    };
  } catch (error) {
    if (!options.required && error instanceof Refusal && error.code === 'configuration/missing')
      return { configuration: null, organizationName: undefined, witnesses: [] };
    throw error;
  }
}

function witnessAt(place: WitnessPlace, { io, dataDirectory, index }: { io: Io; dataDirectory: string; index: number }): Witness {
  if ('folder' in place) return folderWitness(place.folder);
  return gitWitness({
    remote: place.git,
    ...(place.branch === undefined ? {} : { branch: place.branch }),
    workFolder: join(dataDirectory, 'witnesses', `git-${index + 1}`),
    environment: io.settings.environment,
  });
}

export interface ConfiguredOptions {
  readonly config: string;
  readonly data?: string | undefined;
}

/** Opens the data directory with the witnesses that `tickmark.yaml` names, where there is one. */
export async function withConfigured<T>(io: Io, options: ConfiguredOptions, work: (installation: Installation) => Promise<T>): Promise<T> {
  const { organizationName, witnesses } = await configured(io, { ...options, required: false });
  return withInstallation(io, { data: options.data, organizationName, witnesses }, work);
}
