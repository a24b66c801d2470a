import { join } from 'node:path';
import { withOrganization } from '../../src/database/transaction.ts';
import { collect } from '../../src/engine/collect.ts';
import type { CollectPlace } from '../../src/engine/collect-place.ts';
import type { Connection } from '../../src/engine/connections.ts';
import { readLooks, readSights } from '../../src/engine/sights.ts';
import { insertOrganization } from '../../src/engine/store.ts';
import { loadWorld } from '../../src/engine/world.ts';
import type { VersionRow } from '../../src/facts/fact.ts';
import type { KindId } from '../../src/facts/kinds/index.ts';
import { readCoverage } from '../../src/facts/store-coverage.ts';
import { readVersions } from '../../src/facts/store-versions.ts';
import { gapsWithin, type Timeline } from '../../src/facts/timeline.ts';
import { newUuid } from '../../src/kernel/ids.ts';
import { BEGINNING, FOREVER, type Instant, parseInstant } from '../../src/kernel/time.ts';
import { checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import type { TestDatabase } from './database.ts';
import { collected } from './facts.ts';
import { newSigner } from './log.ts';

export const environment = { PATH: process.env['PATH'] };

/** An organization that collects into a test database, at instants that the test chooses. */
export async function collecting(base: Pick<TestDatabase, 'db'>, folder: string) {
  const id = newUuid();
  const { db } = base;
  let now = parseInstant('2026-01-01T00:00:00Z');
  const clock = () => now;
  await withOrganization(db, id, (tx) => insertOrganization(tx, { id, name: 'Test' }, now));
  const signer = newSigner(db, id);
  const keeper = {
    async seal() {
      await sequence(db, id, { clock });
      return checkpoint(db, id, signer, clock);
    },
  };
  const place: CollectPlace = {
    db,
    dataDirectory: join(folder, 'data'),
    version: '0.0.0-test',
    organization: { id, name: 'Test' },
    keeper,
    clock,
  };
  return {
    place,
    organization: id,
    /** @param secrets further variables of the environment, for connections that name them */
    async collect(connections: readonly Connection[], at: string, secrets: Readonly<Record<string, string>> = {}) {
      now = parseInstant(at);
      return collect(place, { connections, environment: { ...environment, ...secrets } });
    },
    async versions(kind: KindId, treeSize = Number.MAX_SAFE_INTEGER): Promise<VersionRow[]> {
      return collected(readVersions(db, { organization: id, kind, treeSize, from: BEGINNING, until: FOREVER }));
    },
    /** What of a span is unseen for a kind, as whoever judges reads it. */
    async gaps(kind: KindId, [from, until]: readonly [string, string]): Promise<string[]> {
      const looks = await readLooks(db, id, Number.MAX_SAFE_INTEGER);
      const sights = await readSights(db, id, Number.MAX_SAFE_INTEGER, looks);
      const world = await loadWorld(db, {
        organization: id,
        treeSize: Number.MAX_SAFE_INTEGER,
        reads: new Map([[kind, new Set<string>()]]),
        sights,
        looks,
      });
      const span = { from: parseInstant(from), until: parseInstant(until) };
      return gapsWithin((world[kind] as Timeline<never>).gaps, span).map(
        (one) => `${iso(one.from).slice(0, 10)} to ${iso(one.until).slice(0, 10)}: ${one.reason}`,
      );
    },
    async coverage(feed: string) {
      return readCoverage(db, { organization: id, treeSize: Number.MAX_SAFE_INTEGER, feed });
    },
  };
}

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}
