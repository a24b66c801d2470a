import { afterAll, beforeAll, expect, test } from 'vitest';
import { withOrganization } from '../../src/database/transaction.ts';
import { appendFacts } from '../../src/facts/store.ts';
import { readSaid, readVersions } from '../../src/facts/store-versions.ts';
import { newUuid } from '../../src/kernel/ids.ts';
import { readEntries } from '../../src/ledger/store.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { accountFact, day, noon, system } from '../support/facts.ts';

/** The small sister of million.ts, which is run by hand. */
const VERSIONS = 20_000;
const LARGEST_BATCH = 2_000;

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

async function countInBatches(batched: AsyncIterable<readonly unknown[]>): Promise<number> {
  let rows = 0;
  for await (const batch of batched) {
    expect(batch.length).toBeLessThanOrEqual(LARGEST_BATCH);
    rows += batch.length;
  }
  return rows;
}

test(`${VERSIONS} versions are written, placed, read and verified in batches, and none is lost or left half-way`, async () => {
  const organization = newUuid();
  const facts = Array.from({ length: VERSIONS }, (_, number) => accountFact(String(number % 2_000), Math.floor(number / 2_000) * 30, { number }));
  await withOrganization(base.db, organization, (tx) => appendFacts(tx, facts, noon));
  expect(await sequence(base.db, organization, { clock: () => noon })).toEqual({ from: 0, until: VERSIONS });
  const all = { organization, kind: 'account', treeSize: VERSIONS, from: day(0), until: day(400) };
  expect(await countInBatches(readVersions(base.db, { ...all, fields: ['number'] }))).toBe(VERSIONS);
  expect(await countInBatches(readVersions(base.db, all))).toBe(VERSIONS);
  expect(await countInBatches(readSaid(base.db, { organization, kind: 'account', system, feed: 'accounts' }))).toBe(VERSIONS);
  expect(await countInBatches(readEntries(base.db, organization, { untilLeaf: VERSIONS }))).toBe(VERSIONS);
  expect(await verifyLedger(base.db, organization)).toMatchObject({ size: VERSIONS, difference: null });
});
