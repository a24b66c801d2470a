import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { accountFact, collected, coverageOf, noon } from '../../test/support/facts.ts';
import { newSigner } from '../../test/support/log.ts';
import { INSTANCE, withInstance, withOrganization } from '../database/transaction.ts';
import { appendCoverage, appendFacts } from '../facts/store.ts';
import { newUuid, type Uuid } from '../kernel/ids.ts';
import { type Instant, plus } from '../kernel/time.ts';
import { commitmentOf } from './commitment.ts';
import { proveInclusion } from './proofs.ts';
import { appendEntry, countWaiting, originOf, readContent, readEntries, tileReader } from './store.ts';
import { checkpoint, readCheckpoint, treeSizeAsKnownAt } from './store-checkpoint.ts';
import { sequence } from './store-sequence.ts';
import { verifyLedger } from './store-verify.ts';
import { compareWithWitnesses } from './store-witness.ts';

const clock = () => noon;

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

async function append(organization: Uuid, count = 1): Promise<void> {
  const facts = Array.from({ length: count }, () => accountFact(randomUUID(), 0, 'x'));
  await withOrganization(base.db, organization, (tx) => appendFacts(tx, facts, noon));
}

async function bodies(organization: Uuid) {
  const rows = await collected(readEntries(base.db, organization, { untilLeaf: 1e9 }));
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

describe('entries', () => {
  test('commit to each content under its name, and hold none of it', async () => {
    const organization = newUuid();
    const fields = { system: newUuid(), feed: 'accounts', outcome: 'complete', began: '2025-01-01T00:00:00.000Z', ended: '2025-01-01T00:00:01.000Z' };
    const contents = { requests: [{ path: '/users' }], identity: { email: 'somebody@example.org' } };
    const { entry } = await withOrganization(base.db, organization, (tx) => appendEntry(tx, { type: 'look', at: noon, fields, contents }));
    await sequence(base.db, organization, { clock });
    const [row] = await collected(readEntries(base.db, organization, { untilLeaf: 1, types: ['look'] }));
    expect(row).toMatchObject({ id: entry, leaf: 0, type: 'look', recorded: noon });
    expect(row?.body).not.toContain('somebody');
    const held = await readContent(base.db, organization, entry);
    const { commitments } = JSON.parse(row?.body ?? '') as { commitments: Record<string, string> };
    expect(held.map(({ name }) => name)).toEqual(['identity', 'requests']);
    for (const { name, opening } of held) expect(commitments[name]).toBe(commitmentOf(opening!.salt, opening!.content));
    expect(await collected(readEntries(base.db, organization, { untilLeaf: 1, types: ['fact'] }))).toEqual([]);
  });

  test('of the installation stand in a log of their own', async () => {
    await withInstance(base.db, (tx) => appendEntry(tx, { type: 'first-run', at: noon, fields: { instance: base.db.instance } }));
    expect(await sequence(base.db, INSTANCE, { clock })).toEqual({ from: 0, until: 1 });
    const made = await checkpoint(base.db, INSTANCE, newSigner(base.db, INSTANCE), clock);
    expect(made.note.split('\n')[0]).toBe(`tickmark/instance/${base.db.instance}`);
    expect(await verifyLedger(base.db, INSTANCE)).toMatchObject({ size: 1, difference: null });
  });
});

describe('the sequencer', () => {
  test('keeps insertion order, and puts coverage after the facts of its transaction', async () => {
    const organization = newUuid();
    await withOrganization(base.db, organization, async (tx) => {
      await appendCoverage(tx, [coverageOf('', 0, 1)], noon);
      await appendFacts(tx, [accountFact('a', 0, 1), accountFact('b', 0, 1)], noon);
    });
    await withOrganization(base.db, organization, (tx) => appendFacts(tx, [accountFact('c', 0, 1)], noon));
    expect(await sequence(base.db, organization, { clock })).toEqual({ from: 0, until: 4 });
    expect((await bodies(organization)).map(({ vendorId }) => vendorId)).toEqual(['a', 'b', undefined, 'c']);
  });

  test('a slow transaction comes later, whole, and nothing of it is missed', async () => {
    const organization = newUuid();
    let finish = () => {};
    const waiting = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = () => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = withOrganization(base.db, organization, async (tx) => {
      await appendFacts(tx, [accountFact('slow-1', 0, 1)], noon);
      begun();
      await waiting;
      await appendFacts(tx, [accountFact('slow-2', 0, 1)], noon);
    });
    await started;
    await withOrganization(base.db, organization, (tx) => appendFacts(tx, [accountFact('quick', 0, 1)], noon));
    expect(await sequence(base.db, organization, { clock })).toEqual({ from: 0, until: 1 });
    finish();
    await slow;
    expect(await sequence(base.db, organization, { clock })).toEqual({ from: 1, until: 3 });
    expect((await bodies(organization)).map(({ vendorId }) => vendorId)).toEqual(['quick', 'slow-1', 'slow-2']);
  });

  test('a transaction that saw what another wrote comes after it, though it began to write before', async () => {
    const organization = newUuid();
    await withOrganization(base.db, organization, async (first) => {
      await appendFacts(first, [accountFact('early', 0, 1)], noon);
      await withOrganization(base.db, organization, (second) => appendFacts(second, [accountFact('seen', 0, 1)], noon));
      await appendFacts(first, [accountFact('seen', 0, null, { basis: 'retraction' })], noon);
    });
    await sequence(base.db, organization, { clock });
    expect((await bodies(organization)).map(({ vendorId, basis }) => [vendorId, basis])).toEqual([
      ['seen', 'look'],
      ['early', 'look'],
      ['seen', 'retraction'],
    ]);
  });

  test('batches never split a transaction, and give the same tree', async () => {
    const organization = newUuid();
    for (const count of [3, 1, 7, 300, 2]) await append(organization, count);
    expect(await sequence(base.db, organization, { clock, limit: 2 })).toEqual({ from: 0, until: 313 });
    expect(await verifyLedger(base.db, organization)).toMatchObject({ size: 313, difference: null });
  });

  test('recorded never runs backwards, whatever the clock does, over entries and checkpoints', async () => {
    const organization = newUuid();
    const signer = newSigner(base.db, organization);
    const jumps = [0, 400, -400, 1, -1].map((days) => plus(noon, days * 86_400_000));
    const seen: Instant[] = [];
    for (const now of jumps) {
      await append(organization);
      await sequence(base.db, organization, { clock: () => now });
      const { recorded } = await checkpoint(base.db, organization, signer, () => plus(now, 5));
      const last = (await collected(readEntries(base.db, organization, { untilLeaf: 1e9 }))).at(-1);
      seen.push(last!.recorded, recorded);
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(await verifyLedger(base.db, organization)).toMatchObject({ difference: null });
  });

  test('eight writers and three sequencers at once make one whole log', async () => {
    const organization = newUuid();
    const other = newUuid();
    const write = async (writer: number) => {
      for (let round = 0; round < 10; round++) await append(writer % 2 === 0 ? organization : other, 1 + (writer % 3));
    };
    const keepSequencing = async () => {
      for (let round = 0; round < 10; round++) await sequence(base.db, organization, { clock, limit: 3 });
    };
    await Promise.all([...Array.from({ length: 8 }, (_, writer) => write(writer)), keepSequencing(), keepSequencing(), keepSequencing()]);
    await Promise.all([sequence(base.db, organization, { clock }), sequence(base.db, other, { clock })]);
    expect(await countWaiting(base.db, organization)).toBe(0);
    expect((await bodies(organization)).length + (await bodies(other)).length).toBe(10 * (1 + 2 + 3 + 1 + 2 + 3 + 1 + 2));
    expect(await verifyLedger(base.db, organization)).toMatchObject({ difference: null });
    expect(await verifyLedger(base.db, other)).toMatchObject({ difference: null });
  });
});

describe('checkpoints', () => {
  test('a size is signed once; what was known at an instant is the checkpoint before it', async () => {
    const organization = newUuid();
    const signer = newSigner(base.db, organization);
    const sizes: number[] = [];
    for (let month = 0; month < 3; month++) {
      await append(organization, 10);
      const now = plus(noon, month * 30 * 86_400_000);
      await sequence(base.db, organization, { clock: () => now });
      const [one, two] = await Promise.all([1, 2].map(() => checkpoint(base.db, organization, signer, () => now)));
      expect(two?.note).toBe(one?.note);
      sizes.push(one!.size);
    }
    expect(sizes).toEqual([10, 20, 30]);
    const known = async (days: number) => treeSizeAsKnownAt(base.db, organization, plus(noon, days * 86_400_000));
    expect([await known(-1), await known(0), await known(29), await known(30), await known(1000)]).toEqual([0, 10, 10, 20, 30]);
    expect((await readCheckpoint(base.db, organization, 25))?.size).toBe(20);
  });

  test('prove every entry, through the stored tiles', async () => {
    const organization = newUuid();
    await append(organization, 700);
    await sequence(base.db, organization, { clock });
    const { size, note } = await checkpoint(base.db, organization, newSigner(base.db, organization), clock);
    const proof = await proveInclusion(tileReader(base.db, organization), 345, size);
    expect(proof.length).toBe(10);
    expect(note.startsWith(`${originOf(base.db, organization)}\n700\n`)).toBe(true);
  });

  test('held against the outside: a log that agrees, one that fell behind, one that was rewritten', async () => {
    const organization = newUuid();
    await append(organization, 5);
    await sequence(base.db, organization, { clock });
    const mine = await checkpoint(base.db, organization, newSigner(base.db, organization), clock);
    await append(organization, 5);
    await sequence(base.db, organization, { clock });
    const outside = [mine, { size: 11, root: mine.root }, { size: 6, root: mine.root }];
    const compared = await compareWithWitnesses(base.db, organization, outside);
    expect(compared.map(({ verdict }) => verdict)).toEqual(['agrees', 'behind', 'forked']);
  });
});
