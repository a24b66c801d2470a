import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withOrganization } from '../../src/database/transaction.ts';
import type { CollectPlace } from '../../src/engine/collect-place.ts';
import type { Uuid } from '../../src/kernel/ids.ts';
import { instant } from '../../src/kernel/time.ts';
import { newKey, seal, unseal } from '../../src/secrets/envelope.ts';
import { openVault } from '../../src/secrets/vault.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/git.ts';
import { pretendVendor } from '../support/pretend-connector.ts';

/** Fault 57: somebody with the database puts one tenant's sealed rows in the place of another's. */

const folder = temporaryFolder();
const at = instant(Date.parse('2026-01-01T00:00:00Z'));
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

const columns = { connection_secret: ['sealed'], connection_key: ['wrapped', 'wrapped_by'] } as const;

async function moveRows(from: Uuid, to: Uuid): Promise<void> {
  for (const [table, names] of Object.entries(columns))
    for (const name of names)
      await base.asSuperuser(
        `update tenant.${table} set ${name} = (select ${name} from tenant.${table} where organization = $1) where organization = $2`,
        [from, to],
      );
}

test('the other tenant’s connection is blind and says why; nothing is asked with a foreign token; its own tenant is not touched', async () => {
  const vault = openVault(base.db, join(folder.path, 'keys', 'secrets.json'));
  const [mine, theirs] = [await collecting(base, join(folder.path, 'mine')), await collecting(base, join(folder.path, 'theirs'))];
  for (const { organization } of [mine, theirs])
    await withOrganization(base.db, organization, (tx) => vault.put(tx, { connection: 'code', name: 'token' }, `token of ${organization}`, at));
  const vendor = pretendVendor();
  const connection = {
    id: 'code',
    connector: vendor.connector,
    settings: { organization: 'example', auth: { type: 'token' } },
    secrets: [{ at: ['auth', 'token'], from: { sealed: 'token' } }],
  } as const;
  const withVault = (house: typeof mine) => Object.assign(house.place as { vault?: CollectPlace['vault'] }, { vault });
  withVault(mine);
  withVault(theirs);
  expect((await theirs.collect([connection], '2026-01-02T00:00:00Z')).connections[0]).toMatchObject({ outcome: 'complete' });
  expect(vendor.opened.at(-1)?.auth).toEqual({ type: 'token', token: `token of ${theirs.organization}` });
  await moveRows(mine.organization, theirs.organization);
  const opened = vendor.opened.length;
  const [look] = (await theirs.collect([connection], '2026-01-03T00:00:00Z')).connections;
  expect(look).toMatchObject({ outcome: 'failed', scopes: [{ outcome: 'gap', reason: 'denied' }] });
  expect(look?.errors[0]).toMatch(/does not open: the row was changed or moved.*tickmark secrets remove code/);
  expect(vendor.opened).toHaveLength(opened);
  expect((await mine.collect([connection], '2026-01-03T00:00:00Z')).connections[0]).toMatchObject({ outcome: 'complete' });
});

test('negative control: sealed without saying to whom it belongs, a row that was moved opens for anybody', () => {
  const [key, dataKey, plain] = [newKey(), newKey(), Buffer.from('token of one')];
  const open = (belongs: (organization: string) => string[]) => {
    const row = { wrapped: seal(key, dataKey, belongs('one')), sealed: seal(dataKey, plain, belongs('one')) };
    const unwrapped = unseal(key, row.wrapped, belongs('another'));
    return unwrapped && unseal(unwrapped, row.sealed, belongs('another'))?.toString();
  };
  expect(open(() => [])).toBe('token of one');
  expect(open((organization) => [organization])).toBeNull();
});
