import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from '../src/database/connect.ts';
import { withOrganization } from '../src/database/transaction.ts';
import type { CollectPlace } from '../src/engine/collect-place.ts';
import { insertOrganization } from '../src/engine/store.ts';
import { newUuid, type Uuid } from '../src/kernel/ids.ts';
import type { Instant } from '../src/kernel/time.ts';
import { checkpoint } from '../src/ledger/store-checkpoint.ts';
import { sequence } from '../src/ledger/store-sequence.ts';
import { newSigner } from '../test/support/log.ts';
import { ownServer } from '../test/support/own-server.ts';

/** An embedded server with the product's own durable settings: the product writes as its app, a peer writes beside it to a bare table. */
export interface BenchServer {
  readonly db: Database;
  readonly place: CollectPlace;
  readonly organization: Uuid;
  /** A bare connection that row-level security does not hold back. */
  bare(): Promise<pg.Client>;
  /** Bytes of write-ahead log since the server began. */
  walBytes(): Promise<number>;
  stop(): Promise<void>;
}

export async function benchServer(clock: () => Instant = () => Date.now() as Instant): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
  const server = await ownServer({});
  const { db, superuserUrl } = server;
  const organization = { id: newUuid(), name: 'Bench' };
  await withOrganization(db, organization.id, (tx) => insertOrganization(tx, organization, clock()));
  const signer = newSigner(db, organization.id);
  const seal = async () => {
    await sequence(db, organization.id, { clock });
    return checkpoint(db, organization.id, signer, clock);
  };
  const watcher = await connected(superuserUrl);
  return {
    db,
    organization: organization.id,
    place: { db, dataDirectory: folder, version: '0.0.0-bench', organization, keeper: { seal }, clock },
    bare: () => connected(superuserUrl),
    async walBytes() {
      const { rows } = await watcher.query<{ bytes: string }>("select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes");
      return Number(rows[0]?.bytes);
    },
    async stop() {
      await watcher.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
