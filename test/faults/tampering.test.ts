import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withOrganization } from '../../src/database/transaction.ts';
import { appendCoverage, appendFacts } from '../../src/facts/store.ts';
import { newUuid, type Uuid } from '../../src/kernel/ids.ts';
import { appendEntry } from '../../src/ledger/store.ts';
import { type CheckpointSigner, checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import type { StoredCheckpoint } from '../../src/ledger/store-tree.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { compareWithWitnesses } from '../../src/ledger/store-witness.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { accountFact, coverageOf, noon } from '../support/facts.ts';
import { newSigner } from '../support/log.ts';

/** Faults 14 and 16: somebody with all rights over the database changes what was sealed. */

const clock = () => noon;
const look = { system: newUuid(), feed: 'accounts', outcome: 'complete', began: '2025-01-01T00:00:00.000Z', ended: '2025-01-01T00:00:01.000Z' };

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

interface Sealed {
  readonly organization: Uuid;
  readonly signer: CheckpointSigner;
  readonly outside: StoredCheckpoint;
}

/** 600 facts, a look with contents and a span of coverage; two checkpoints, of which the later went outside. */
async function sealed({ db }: TestDatabase): Promise<Sealed> {
  const organization = newUuid();
  const signer = newSigner(db, organization);
  await withOrganization(db, organization, (tx) => {
    return appendFacts(
      tx,
      Array.from({ length: 600 }, (_, number) => accountFact(String(number), number % 30, { number })),
      noon,
    );
  });
  await sequence(db, organization, { clock });
  await checkpoint(db, organization, signer, clock);
  await withOrganization(db, organization, async (tx) => {
    await appendEntry(tx, { type: 'look', at: noon, fields: look, contents: { requests: ['/users'] } });
    await appendCoverage(tx, [coverageOf('', 0, 1)], noon);
  });
  await sequence(db, organization, { clock });
  return { organization, signer, outside: await checkpoint(db, organization, signer, clock) };
}

const entryAt = (leaf: number) => `(select id from tenant.entry where organization = '$o' and leaf = ${leaf})`;
const afresh =
  'alter table tenant.fact disable trigger all; alter table tenant.entry disable trigger all; alter table tenant.content disable trigger all;';

/** What is done, the first difference's code, and a part of its place. */
const attacks: readonly [what: string, statements: string, code: string, place: string][] = [
  [
    'a body is edited',
    `update tenant.entry set body = replace(body, 'look', 'look2') where organization = '$o' and leaf = 5`,
    'entry-changed',
    'entry 5',
  ],
  ['a leaf hash is edited', `update tenant.entry set leaf_hash = sha256('x') where organization = '$o' and leaf = 6`, 'entry-changed', 'entry 6'],
  [
    'an instant is back-dated',
    `update tenant.entry set recorded = recorded - interval '1 day' where organization = '$o' and leaf = 7`,
    'entry-changed',
    'entry 7',
  ],
  [
    'an instant of writing is edited',
    `update tenant.entry set at = at - interval '1 day' where organization = '$o' and leaf = 8`,
    'entry-changed',
    'entry 8',
  ],
  ['a type is edited', `update tenant.entry set type = 'export' where organization = '$o' and leaf = 9`, 'entry-changed', 'entry 9'],
  ['an entry is deleted', `${afresh} delete from tenant.entry where organization = '$o' and leaf = 10`, 'entry-missing', 'entry 10'],
  [
    'the newest entries are deleted',
    `${afresh} delete from tenant.entry where organization = '$o' and leaf >= 590`,
    'checkpoint-beyond',
    'checkpoint 602',
  ],
  [
    'two entries are swapped',
    `update tenant.entry set leaf = 1000000 where organization = '$o' and leaf = 20; update tenant.entry set leaf = 20 where organization = '$o' and leaf = 21;
     update tenant.entry set leaf = 21 where organization = '$o' and leaf = 1000000`,
    'row-changed',
    'entry 20',
  ],
  [
    'two entries are swapped, and their rows with them',
    `update tenant.entry set leaf = 1000000 where organization = '$o' and leaf = 20; update tenant.entry set leaf = 20 where organization = '$o' and leaf = 21;
     update tenant.entry set leaf = 21 where organization = '$o' and leaf = 1000000;
     update tenant.fact f set leaf = e.leaf from tenant.entry e where e.organization = '$o' and f.organization = '$o' and f.entry = e.id`,
    'tile-changed',
    'tile 0/0',
  ],
  [
    'an entry is inserted',
    `${afresh} drop index tenant.entry_leaf; insert into tenant.entry (organization, id, type, at, body, leaf, recorded, leaf_hash)
     select organization, gen_random_uuid(), type, at, body, leaf, recorded, leaf_hash from tenant.entry where organization = '$o' and leaf = 30`,
    'entry-missing',
    'entry 31',
  ],
  [
    'a state is edited',
    `update tenant.fact set state = '{"number":-1}' where organization = '$o' and entry = ${entryAt(40)}`,
    'row-changed',
    'fact of entry 40',
  ],
  [
    'a state is edited with its hash',
    `update tenant.fact set state = '{"number":-1}', state_hash = sha256('{"number":-1}') where organization = '$o' and entry = ${entryAt(41)}`,
    'row-changed',
    'fact of entry 41',
  ],
  [
    'a salt is edited',
    `update tenant.fact set salt = sha256('x') where organization = '$o' and entry = ${entryAt(42)}`,
    'row-changed',
    'fact of entry 42',
  ],
  [
    'a state is taken away',
    `update tenant.fact set state = null, salt = null, state_hash = null where organization = '$o' and entry = ${entryAt(43)}`,
    'row-changed',
    'fact of entry 43',
  ],
  [
    'a fact begins later',
    `update tenant.fact set valid_from = valid_from + interval '1 day' where organization = '$o' and entry = ${entryAt(44)}`,
    'row-changed',
    'fact of entry 44',
  ],
  [
    'a fact moves to another subject',
    `update tenant.fact set subject = gen_random_uuid() where organization = '$o' and entry = ${entryAt(45)}`,
    'row-changed',
    'fact of entry 45',
  ],
  [
    'a fact is exact all of a sudden',
    `update tenant.fact set basis = 'source' where organization = '$o' and entry = ${entryAt(46)}`,
    'row-changed',
    'fact of entry 46',
  ],
  [
    'a fact is hidden behind a place',
    `update tenant.fact set leaf = 100000 where organization = '$o' and entry = ${entryAt(47)}`,
    'row-changed',
    'fact of entry 47',
  ],
  ['a fact is deleted', `delete from tenant.fact where organization = '$o' and entry = ${entryAt(48)}`, 'row-missing', 'fact of entry 48'],
  [
    'a fact is added that no entry stands for',
    `${afresh} insert into tenant.fact (organization, entry, kind, subject, vendor_id, system, feed, scope, valid_from, not_before, basis, look, state, state_hash, salt, leaf)
     select organization, gen_random_uuid(), kind, subject, vendor_id, system, feed, scope, valid_from, not_before, basis, look, state, state_hash, salt, leaf
     from tenant.fact where organization = '$o' and entry = ${entryAt(49)}`,
    'row-stray',
    'fact ',
  ],
  [
    'coverage is widened',
    `update tenant.coverage set until_ = until_ + interval '9 days' where organization = '$o'`,
    'row-changed',
    'coverage of entry 601',
  ],
  ['coverage is deleted', `delete from tenant.coverage where organization = '$o'`, 'row-missing', 'coverage of entry 601'],
  [
    'a content is edited',
    `update tenant.content set content = '["/other"]' where organization = '$o'`,
    'content-changed',
    'content requests of entry 600',
  ],
  ['a content is deleted', `delete from tenant.content where organization = '$o'`, 'row-missing', 'content requests of entry 600'],
  [
    'a tile is edited',
    `update tenant.tile set hashes = sha256('x') || substr(hashes, 33) where organization = '$o' and level = 0 and index = 1`,
    'tile-changed',
    'tile 0/1',
  ],
  [
    'a tile is cut',
    `update tenant.tile set hashes = substr(hashes, 1, 64) where organization = '$o' and level = 0 and index = 2`,
    'tile-changed',
    'tile 0/2',
  ],
  ['a tile is deleted', `delete from tenant.tile where organization = '$o' and level = 1`, 'tile-changed', 'tile 1/0'],
  [
    'a tile is added',
    `insert into tenant.tile select organization, 5::smallint, 0, hashes from tenant.tile where organization = '$o' and level = 1`,
    'tile-stray',
    'tiles',
  ],
  [
    'a root is edited',
    `update tenant.checkpoint set root = sha256('x') where organization = '$o' and size = 600`,
    'checkpoint-changed',
    'checkpoint 600',
  ],
  [
    'a note is edited',
    `update tenant.checkpoint set note = replace(note, '600', '599') where organization = '$o' and size = 600`,
    'checkpoint-changed',
    'checkpoint 600',
  ],
];

describe('a log that somebody changed', () => {
  test('negative control: nobody changed it', async () => {
    const { organization, outside } = await sealed(base);
    expect(await verifyLedger(base.db, organization)).toMatchObject({ size: 602, root: outside.root, difference: null });
  });

  test.each(attacks)('%s', async (_what, statements, code, place) => {
    const attacked = await testDatabase();
    try {
      const { organization } = await sealed(attacked);
      const untouched = await sealed(attacked);
      await attacked.asSuperuser(statements.replaceAll('$o', organization));
      const { difference } = await verifyLedger(attacked.db, organization);
      expect(difference).toMatchObject({ code, place: expect.stringContaining(place) });
      expect((await verifyLedger(attacked.db, untouched.organization)).difference).toBeNull();
    } finally {
      await attacked.drop();
    }
  });

  test('the newest entries cut off with everything that names them: noticed by the checkpoint outside', async () => {
    const { organization, outside } = await sealed(base);
    await base.asSuperuser(
      `delete from tenant.checkpoint where organization = '${organization}' and size > 600;
       delete from tenant.content where organization = '${organization}'; delete from tenant.coverage where organization = '${organization}';
       delete from tenant.entry where organization = '${organization}' and leaf >= 600;
       update tenant.tile set hashes = substr(hashes, 1, 88 * 32) where organization = '${organization}' and level = 0 and index = 2`,
    );
    expect(await verifyLedger(base.db, organization)).toMatchObject({ size: 600, difference: null });
    expect(await compareWithWitnesses(base.db, organization, [outside])).toMatchObject([{ verdict: 'behind' }]);
  });

  test('nothing is signed or added on top of a log that lost what was signed', async () => {
    const { organization, signer } = await sealed(base);
    await base.asSuperuser(
      `delete from tenant.content where organization = '${organization}'; delete from tenant.coverage where organization = '${organization}';
       delete from tenant.entry where organization = '${organization}' and leaf >= 600`,
    );
    await withOrganization(base.db, organization, (tx) => appendFacts(tx, [accountFact('more', 0, 1)], noon));
    await expect(sequence(base.db, organization, { clock })).rejects.toMatchObject({ code: 'ledger/shrunk' });
    await expect(checkpoint(base.db, organization, signer, clock)).rejects.toMatchObject({ code: 'ledger/shrunk' });
  });
});
