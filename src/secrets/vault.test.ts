import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { temporaryFolder } from '../../test/support/git.ts';
import { withOrganization } from '../database/transaction.ts';
import { newUuid } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { openVault } from './vault.ts';

const folder = temporaryFolder();
const [mine, theirs] = [newUuid(), newUuid()];
const at = instant(Date.parse('2026-01-01T00:00:00Z'));
const token = { connection: 'github', name: 'token' };
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

/** A vault over an empty pair of tables, with a key file of its own. */
async function vaultAt(name: string) {
  await base.asSuperuser('delete from tenant.connection_secret');
  await base.asSuperuser('delete from tenant.connection_key');
  const keyFile = join(folder.path, name, 'secrets.json');
  const vault = openVault(base.db, keyFile);
  const put = (organization = mine, secret = token, plain = 'plain-of-token') =>
    withOrganization(base.db, organization, (tx) => vault.put(tx, secret, plain, at));
  return { vault, keyFile, put };
}

test('a secret is read back, replaced, listed without its text, and forgotten', async () => {
  const { vault, put } = await vaultAt('once');
  expect(await vault.read(mine, token)).toBeNull();
  await put();
  expect(await vault.read(mine, token)).toBe('plain-of-token');
  await put(mine, token, 'Ünïcode, and later');
  expect(await vault.read(mine, token)).toBe('Ünïcode, and later');
  expect(await vault.list(mine)).toEqual([{ connection: 'github', name: 'token', stored: new Date(at) }]);
  expect([await vault.read(theirs, token), await vault.list(theirs)]).toEqual([null, []]);
  expect(await withOrganization(base.db, mine, (tx) => vault.remove(tx, 'github'))).toBe(1);
  expect(await vault.read(mine, token)).toBeNull();
});

test('the key is made once, only its owner reads it, and one that others may read is refused', async () => {
  const { vault, keyFile, put } = await vaultAt('file');
  await put();
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  const made = await readFile(keyFile, 'utf8');
  await put(mine, { connection: 'other', name: 'token' }, 'two');
  expect(await readFile(keyFile, 'utf8')).toBe(made);
  await chmod(keyFile, 0o644);
  await expect(vault.read(mine, token)).rejects.toMatchObject({ code: 'secrets/key-file-exposed', message: expect.stringContaining('chmod 600') });
  await chmod(keyFile, 0o600);
  await writeFile(keyFile, '{"keys":[{"id":');
  await expect(vault.read(mine, token)).rejects.toMatchObject({ code: 'secrets/key-file-malformed' });
});

test('a lost key is never replaced in silence; another key opens nothing; both say what to do', async () => {
  const { vault, put } = await vaultAt('lost');
  await put();
  const elsewhere = openVault(base.db, join(folder.path, 'nowhere', 'secrets.json'));
  await expect(elsewhere.read(mine, token)).rejects.toMatchObject({ code: 'secrets/key-missing' });
  const store = withOrganization(base.db, mine, (tx) => elsewhere.put(tx, { connection: 'new', name: 'token' }, 'x', at));
  await expect(store).rejects.toMatchObject({ code: 'secrets/key-missing' });
  const stranger = await otherKeyFile();
  await expect(openVault(base.db, stranger).read(mine, token)).rejects.toMatchObject({
    code: 'secrets/does-not-open',
    message: expect.stringContaining('tickmark secrets remove github'),
  });
  expect(await vault.read(mine, token)).toBe('plain-of-token');
});

async function otherKeyFile(): Promise<string> {
  const path = join(folder.path, 'stranger.json');
  await writeFile(path, JSON.stringify({ keys: [{ id: newUuid(), key: Buffer.alloc(32, 7).toString('base64') }] }), { mode: 0o600 });
  return path;
}

/** Fault 57. */
describe('a sealed row put in the place of another', () => {
  const rows = [
    ['another name', mine, { connection: 'github', name: 'key' }],
    ['another connection', mine, { connection: 'other', name: 'token' }],
    ['another organization', theirs, token],
  ] as const;

  test.each(rows)('of %s does not open, whether the secret alone was moved or its data key with it', async (_what, organization, place) => {
    const { vault, put } = await vaultAt('moved');
    await put();
    await put(organization, place, 'another secret');
    expect(await vault.read(organization, place)).toBe('another secret');
    const move = (table: string, column: string, named: boolean) =>
      base.asSuperuser(
        `update tenant.${table} set ${column} = (select ${column} from tenant.${table} where organization = $1 and connection = 'github'${named ? " and name = 'token'" : ''})
         where organization = $2 and connection = $3${named ? ' and name = $4' : ''}`,
        [mine, organization, place.connection, ...(named ? [place.name] : [])],
      );
    await move('connection_secret', 'sealed', true);
    await expect(vault.read(organization, place)).rejects.toMatchObject({ code: 'secrets/does-not-open' });
    await move('connection_key', 'wrapped', false);
    await expect(vault.read(organization, place)).rejects.toMatchObject({ code: 'secrets/does-not-open' });
    // Where it belongs, it opens: what was seen is the move, and no damage.
    expect(await vault.read(mine, token)).toBe('plain-of-token');
  });
});

describe('rotation', () => {
  test('wraps every organization’s data keys anew, keeps every secret, and throws the old key away', async () => {
    const { vault, keyFile, put } = await vaultAt('rotated');
    await put();
    await put(theirs, token, 'theirs');
    const before = await readFile(keyFile, 'utf8');
    const rowsBefore = await base.asSuperuser<{ wrapped: Buffer }>('select wrapped from tenant.connection_key order by organization');
    expect(await vault.rotate([mine, theirs])).toBe(2);
    const after = await readFile(keyFile, 'utf8');
    expect(JSON.parse(after).keys).toHaveLength(1);
    expect(after).not.toContain(JSON.parse(before).keys[0].key);
    expect(await base.asSuperuser('select wrapped from tenant.connection_key order by organization')).not.toEqual(rowsBefore);
    expect([await vault.read(mine, token), await vault.read(theirs, token)]).toEqual(['plain-of-token', 'theirs']);
    // The old key opens nothing any more.
    await writeFile(keyFile, before);
    await expect(vault.read(mine, token)).rejects.toMatchObject({ code: 'secrets/does-not-open' });
    await writeFile(keyFile, after);
  });

  test('stopped between two connections leaves both openable, and the next run ends it', async () => {
    const { vault, keyFile, put } = await vaultAt('stopped');
    await put();
    await put(mine, { connection: 'other', name: 'token' }, 'two');
    const stop = new Error('stopped');
    const stopping = vault.rotate([mine], () => {
      throw stop;
    });
    await expect(stopping).rejects.toBe(stop);
    expect(JSON.parse(await readFile(keyFile, 'utf8')).keys).toHaveLength(2);
    expect([await vault.read(mine, token), await vault.read(mine, { connection: 'other', name: 'token' })]).toEqual(['plain-of-token', 'two']);
    expect(await vault.rotate([mine])).toBe(1);
    expect(JSON.parse(await readFile(keyFile, 'utf8')).keys).toHaveLength(1);
    expect([await vault.read(mine, token), await vault.read(mine, { connection: 'other', name: 'token' })]).toEqual(['plain-of-token', 'two']);
  });
});
