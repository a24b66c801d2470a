import type { Database } from '../database/connect.ts';
import { systemId, type Uuid } from '../kernel/ids.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Connection } from './connections.ts';
import type { Installation } from './installation.ts';
import type { LogKeeper } from './log-keeper.ts';

export interface CollectProgress {
  readonly connection: string;
  /** `changes of api`. */
  readonly what: string;
  readonly done: number;
  readonly of: number | null;
}

export interface CollectRequest {
  readonly connections: readonly Connection[];
  /** The variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (progress: CollectProgress) => void;
  readonly signal?: AbortSignal;
}

/** What a look needs of its installation. */
export interface CollectPlace extends Pick<Installation, 'dataDirectory' | 'version' | 'organization' | 'clock'> {
  readonly db: Database;
  readonly keeper: Pick<LogKeeper, 'seal'>;
  /** The sealed secrets of connections; without it none is known. */
  readonly vault?: Pick<Vault, 'read'>;
  /** Not null where time is simulated: then nothing is looked at but pretend systems. */
  readonly simulation?: Installation['simulation'];
}

/** Stands for whatever a connection leads to, until it could be opened for the first time. */
export function unopenedSystem(connection: string): Uuid {
  return systemId('unopened', connection);
}
