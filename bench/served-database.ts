import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { SUPERUSER } from '../src/database/cluster.ts';

/** How a peer reaches the embedded server of a data directory that is being served, beside the product: row-level security does not hold it back. */
export async function peerOptions(dataDirectory: string): Promise<pg.ClientConfig> {
  const { superuser } = JSON.parse(await readFile(join(dataDirectory, 'postgres-passwords.json'), 'utf8')) as { superuser: string };
  // The file that the server writes about itself; where its socket lies stands on the fifth line.
  const host = (await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[4];
  return { host, user: SUPERUSER, password: superuser, database: 'tickmark' };
}

/** One such connection. */
export async function peerConnection(dataDirectory: string): Promise<pg.Client> {
  const client = new pg.Client(await peerOptions(dataDirectory));
  await client.connect();
  return client;
}
