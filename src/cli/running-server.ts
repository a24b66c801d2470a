import { readOwnerToken } from '../api/auth/owner-token.ts';
import { type Client, createClient } from '../client/call.ts';
import { holderOf } from '../database/directory-lock.ts';
import type { Io } from './io.ts';
import { dataFolder } from './open.ts';

export interface RunningServer {
  /** `http://127.0.0.1:7460` */
  readonly address: string;
  readonly client: Client;
}

/** The server that holds a data directory, or null where nobody serves it. @throws Refusal `owner-token/…` */
export async function runningServer(io: Io, data: string | undefined): Promise<RunningServer | null> {
  const folder = dataFolder(io, data);
  const address = (await holderOf(folder))?.address ?? null;
  const token = address === null ? null : await readOwnerToken(folder);
  if (address === null || token === null) return null;
  return { address, client: createClient({ base: `${address}/api/v1`, token }) };
}
