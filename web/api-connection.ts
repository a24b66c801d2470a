import { useSyncExternalStore } from 'react';
import { ApiError } from '../src/client/call.ts';

/** How the page stands to its server. */
export interface Connection {
  /** Since when nothing answers, in milliseconds; null while something does. */
  readonly lostSince: number | null;
  /** The server answers, but does not know this browser. */
  readonly locked: boolean;
  /** What the server is doing, so that an answer takes longer; null when nothing is known. */
  readonly making: string | null;
}

let connection: Connection = { lostSince: null, locked: false, making: null };
const listeners = new Set<() => void>();

function become(next: Partial<Connection>): void {
  const changed = { ...connection, ...next };
  if (changed.lostSince === connection.lostSince && changed.locked === connection.locked && changed.making === connection.making) return;
  connection = changed;
  for (const listener of listeners) listener();
}

/** Something answered. */
export function answered(): void {
  become({ lostSince: null, locked: false });
}

/** Nothing answers. Told again, the first time stays. */
export function lost(): void {
  become({ lostSince: connection.lostSince ?? Date.now(), making: null });
}

export function making(sentence: string | null): void {
  become({ making: sentence });
}

/** A question failed: what that says of the connection. */
export function failed(error: unknown): void {
  if (!(error instanceof ApiError)) return;
  if (error.problem.status === 0) lost();
  else become({ lostSince: null, locked: error.problem.status === 401 });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => connection);
}
