import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { withOrganization } from '../../src/database/transaction.ts';
import { appendFacts } from '../../src/facts/store.ts';
import { newUuid, type Uuid } from '../../src/kernel/ids.ts';
import { readEntries } from '../../src/ledger/store.ts';
import { type CheckpointSigner, checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import type { StoredCheckpoint } from '../../src/ledger/store-tree.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { compareWithWitnesses } from '../../src/ledger/store-witness.ts';
import { accountFact, collected, noon } from '../support/facts.ts';
import { newSigner } from '../support/log.ts';
import { type OwnServer, ownServer } from '../support/own-server.ts';

/** Faults 1 and 2: the database is killed, with all its processes, while eight writers append. */

const CYCLES = 5;
const WRITERS = 8;
const clock = () => noon;

interface Acknowledged {
  readonly entries: Uuid[];
  readonly checkpoints: StoredCheckpoint[];
}

/** Appends until the database is gone, and remembers only what it was told had been written. */
async function write(server: OwnServer, organization: Uuid, acknowledged: Acknowledged, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const facts = [accountFact('a', 0, { round: acknowledged.entries.length }), accountFact('b', 0, null)];
    const written = await withOrganization(server.db, organization, (tx) => appendFacts(tx, facts, noon)).catch(() => null);
    if (written === null) return;
    acknowledged.entries.push(...written);
  }
}

async function seal(
  server: OwnServer,
  organization: Uuid,
  signer: CheckpointSigner,
  acknowledged: Acknowledged,
  stopped: () => boolean,
): Promise<void> {
  while (!stopped()) {
    const made = await sequence(server.db, organization, { clock, limit: 200 })
      .then(() => checkpoint(server.db, organization, signer, clock))
      .catch(() => null);
    if (made === null) return;
    acknowledged.checkpoints.push(made);
  }
}

async function runUntilKilled(server: OwnServer, organization: Uuid, signer: CheckpointSigner, acknowledged: Acknowledged): Promise<void> {
  let dead = false;
  const stopped = () => dead;
  const writers = Array.from({ length: WRITERS }, () => write(server, organization, acknowledged, stopped));
  const work = [...writers, seal(server, organization, signer, acknowledged, stopped)];
  await pause(200 + Math.random() * 400);
  await server.kill();
  dead = true;
  await Promise.all(work);
  await server.restart();
}

async function lostEntries(server: OwnServer, organization: Uuid, acknowledged: Acknowledged): Promise<number> {
  await sequence(server.db, organization, { clock });
  const kept = new Set((await collected(readEntries(server.db, organization, { untilLeaf: 1e9 }))).map(({ id }) => id));
  return acknowledged.entries.filter((id) => !kept.has(id)).length;
}

describe('a database killed under load', () => {
  test(`${CYCLES} times: nothing acknowledged is lost, the log is whole, and no checkpoint is contradicted`, async () => {
    const server = await ownServer({});
    try {
      const organization = newUuid();
      const signer = newSigner(server.db, organization);
      const acknowledged: Acknowledged = { entries: [], checkpoints: [] };
      for (let cycle = 0; cycle < CYCLES; cycle++) {
        const before = acknowledged.entries.length;
        await runUntilKilled(server, organization, signer, acknowledged);
        expect(acknowledged.entries.length).toBeGreaterThan(before);
        expect(await lostEntries(server, organization, acknowledged)).toBe(0);
        const verdict = await verifyLedger(server.db, organization);
        expect(verdict.difference).toBeNull();
        const { entries } = acknowledged;
        expect(verdict.size).toBeGreaterThanOrEqual(entries.length);
        const compared = await compareWithWitnesses(server.db, organization, acknowledged.checkpoints);
        expect(new Set(compared.map(({ verdict: one }) => one))).toEqual(new Set(['agrees']));
      }
    } finally {
      await server.stop();
    }
  });

  test('negative control: a database that may forget does lose what it acknowledged, and the count above sees it', async () => {
    const server = await ownServer({ synchronous_commit: 'off', wal_writer_delay: '10s' }, { notDurable: true });
    try {
      const organization = newUuid();
      const acknowledged: Acknowledged = { entries: [], checkpoints: [] };
      await runUntilKilled(server, organization, newSigner(server.db, organization), acknowledged);
      expect(await lostEntries(server, organization, acknowledged)).toBeGreaterThan(0);
    } finally {
      await server.stop();
    }
  });
});
