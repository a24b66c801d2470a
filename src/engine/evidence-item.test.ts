import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { accountFact, noon } from '../../test/support/facts.ts';
import { temporaryFolder } from '../../test/support/git.ts';
import { newSigner } from '../../test/support/log.ts';
import { withOrganization } from '../database/transaction.ts';
import { appendFacts } from '../facts/store.ts';
import { newUuid } from '../kernel/ids.ts';
import { appendEntry } from '../ledger/store.ts';
import { checkpoint } from '../ledger/store-checkpoint.ts';
import { sequence } from '../ledger/store-sequence.ts';
import { checkEvidence } from '../verify/core/evidence-item.ts';
import { nodeVerifyCrypto } from '../verify/node-crypto.ts';
import { evidenceItem } from './evidence-item.ts';
import type { EvidencePlace } from './evidence-item-entry.ts';
import { evidenceReceived } from './evidence-item-received.ts';
import { insertOrganization } from './store.ts';

const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

async function house() {
  const id = newUuid();
  const { db } = base;
  await withOrganization(db, id, (tx) => insertOrganization(tx, { id, name: 'Test' }, noon));
  const signer = newSigner(db, id);
  const seal = async () => {
    await sequence(db, id, { clock: () => noon });
    return checkpoint(db, id, signer, () => noon);
  };
  const keeper = { seal, keyring: async () => signer.keys, signNote: () => '' };
  const place: EvidencePlace = { db, organization: { id, name: 'Test' }, keeper, dataDirectory: join(folder.path, id), simulation: null };
  return { id, place, seal };
}

const state = (login: string) => ({ id: 'a-1', login });

test('a version between two others names both, and tells what differs there', async () => {
  const { id, place, seal } = await house();
  const facts = [accountFact('1', 0, state('old')), accountFact('1', 10, state('now')), accountFact('1', 20, null)];
  await withOrganization(base.db, id, (tx) => appendFacts(tx, facts, noon));
  await seal();
  const { fact, fields, look } = await evidenceItem(place, 1);
  expect(fact).toMatchObject({ stands: true, gone: false, validUntil: '2025-01-21T00:00:00.000Z', before: { leaf: 0 }, after: null });
  expect(fields.find((one) => one.name === 'login')).toMatchObject({ before: { lines: [{ text: 'old' }] }, after: null });
  expect(look).toBeNull();
  const gone = await evidenceItem(place, 2);
  expect([gone.fact?.gone, gone.about.name, gone.fields]).toEqual([true, 'now', []]);
});

test('what another entry says for the same instant no longer stands', async () => {
  const { id, place, seal } = await house();
  await withOrganization(base.db, id, (tx) => appendFacts(tx, [accountFact('1', 0, state('wrong')), accountFact('1', 0, state('right'))], noon));
  await seal();
  expect([(await evidenceItem(place, 0)).fact?.stands, (await evidenceItem(place, 1)).fact?.stands]).toEqual([false, true]);
});

test('erased content is said to be erased, by which entry, and every proof holds', async () => {
  const { id, place, seal } = await house();
  const [entry] = await withOrganization(base.db, id, (tx) => appendFacts(tx, [accountFact('1', 0, state('somebody'))], noon));
  await withOrganization(base.db, id, (tx) =>
    appendEntry(tx, { type: 'erasure', at: noon, fields: { erased: entry ?? id, reason: 'request', actor: null } }),
  );
  await base.asSuperuser('update tenant.fact set state = null, salt = null, state_hash = null where entry = $1', [entry]);
  await seal();
  const item = await evidenceItem(place, 0);
  expect(item.erased).toEqual({ leaf: 1, at: '2025-06-01T12:00:00.123Z', reason: 'request' });
  expect(item.fields).toEqual([]);
  expect(JSON.stringify(item)).not.toContain('somebody');
  const verdict = await checkEvidence(nodeVerifyCrypto, item.proof, item);
  expect([verdict.state, verdict.steps.at(-1)?.state]).toEqual(['holds', 'erased']);
  expect((await evidenceReceived(place, 0)).rows).toEqual([]);
});

test('an entry without a place, and one of another organization, is none', async () => {
  const one = await house();
  const other = await house();
  await withOrganization(base.db, one.id, (tx) => appendFacts(tx, [accountFact('1', 0, state('mine'))], noon));
  await expect(evidenceItem(one.place, 0)).rejects.toMatchObject({ code: 'evidence/unknown' });
  await one.seal();
  expect((await evidenceItem(one.place, 0)).about.name).toBe('mine');
  await expect(evidenceItem(other.place, 0)).rejects.toMatchObject({ code: 'evidence/unknown' });
});
