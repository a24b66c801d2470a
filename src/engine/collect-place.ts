import { systemId, type Uuid } from '../kernel/ids.ts';
import type { Connection } from './connections.ts';
import type { Installation } from './installation.ts';

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
export type CollectPlace = Pick<Installation, 'db' | 'dataDirectory' | 'version' | 'organization' | 'keeper' | 'clock'>;

/** Stands for whatever a connection leads to, until it could be opened for the first time. */
export function unopenedSystem(connection: string): Uuid {
  return systemId('unopened', connection);
}
