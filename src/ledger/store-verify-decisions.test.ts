import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { approve, asker, boss, deciding, request } from '../../test/support/deciding.ts';
import { newUuid } from '../kernel/ids.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

/** Two exclusions with two decisions each, sealed; and what the ledger says after somebody went past it. */
async function after(tampering: string) {
  const { exclude, seal, verified, organization } = deciding(base);
  for (const id of ['X-0001', 'X-0002']) {
    await exclude(id, asker, request);
    await exclude(id, boss, approve);
  }
  await seal();
  const before = await verified();
  await base.asSuperuser(tampering, [organization]);
  const { difference } = await verified();
  return { before: before.difference, difference };
}

const missing = { code: 'row-missing' };
const stray = { code: 'row-stray' };
const changed = { code: 'row-changed' };

test.each([
  ['the last decision of an exclusion is taken away', 'delete from tenant.decision where organization = $1 and version = 2', missing],
  [
    'a decision is given to another instance',
    `update tenant.decision set instance = '${newUuid()}' where organization = $1 and entry =
      (select min(entry::text)::uuid from tenant.decision where organization = $1)`,
    changed,
  ],
  ['a decision comes from another workflow', `update tenant.decision set workflow = 'response' where organization = $1`, changed],
  ['the order of a history is turned round', 'update tenant.decision set version = 9 - version where organization = $1', changed],
  [
    'a row stands for an entry that is no decision',
    `insert into tenant.decision select organization, 'exclusion', '${newUuid()}', 1, id from tenant.entry where organization = $1 and type = 'fact' limit 1`,
    stray,
  ],
])('%s: the ledger says so', async (_what, tampering, expected) => {
  expect(await after(tampering)).toMatchObject({ before: null, difference: expected });
});

test('what nobody touched holds', async () => {
  expect(await after('select 1 where $1::uuid is null')).toEqual({ before: null, difference: null });
});
