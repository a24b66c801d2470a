import { randomBytes } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUPERUSER } from '../../src/database/cluster.ts';
import { withOrganization } from '../../src/database/transaction.ts';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { type Connection, gitConnection } from '../../src/engine/connections.ts';
import { exportPackage } from '../../src/engine/export.ts';
import type { Installation } from '../../src/engine/installation.ts';
import { storeSecret } from '../../src/engine/secrets.ts';
import { readContent, readEntries } from '../../src/ledger/store.ts';
import { dump, filesHolding, holds } from '../support/canary.ts';
import { tickmark } from '../support/cli.ts';
import { inInstallation } from '../support/data-directory.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';
import { blab, pretendVendor } from '../support/pretend-connector.ts';

/** Faults 56 and 58: a secret that was stored, and a connector that says it wherever it can. Nothing that is kept or shown holds it. */

const folder = temporaryFolder();
const place = (...names: string[]) => join(folder.path, ...names);
const canary = `ghp_canary${randomBytes(12).toString('hex')}`;

beforeAll(() => {
  testRepository(place('api')).commit({ at: '2025-01-01T10:00:00Z', message: 'API-1 Begin' });
  writeFileSync(place('tickmark.yaml'), 'organization: { name: Example }\nconnections:\n  - { connector: git, id: api, path: api }\n');
});
afterAll(() => folder.remove());

function blabbing(): Connection {
  return {
    id: 'code',
    connector: pretendVendor(blab).connector,
    settings: { organization: 'example', auth: { type: 'token' } },
    secrets: [{ at: ['auth', 'token'], from: { sealed: 'token' } }],
  };
}

async function sheetsOf({ db, organization }: Installation): Promise<string> {
  const texts: string[] = [];
  for await (const entries of readEntries(db, organization.id, { types: ['look'], untilLeaf: Number.MAX_SAFE_INTEGER }))
    for (const { id } of entries) texts.push(...(await readContent(db, organization.id, id)).map((one) => one.opening?.content ?? ''));
  return texts.join('\n');
}

async function superuserUrl(data: string): Promise<string> {
  const { superuser } = JSON.parse(await readFile(join(data, 'postgres-passwords.json'), 'utf8')) as { superuser: string };
  const [, , , port, socket] = (await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return `postgresql://${SUPERUSER}:${superuser}@${encodeURIComponent(socket as string)}:${port}/tickmark`;
}

describe('a stored token, and a connector that says it everywhere', () => {
  let [report, sheets, dumped, listing] = ['', '', '', ''];

  beforeAll(async () => {
    await inInstallation(place('data'), async (installation) => {
      await storeSecret(installation, { connection: 'code', name: 'token' }, canary);
      const looked = await collect(installation, { connections: [blabbing(), gitConnection({ id: 'api', path: place('api') })], environment: {} });
      report = JSON.stringify(looked);
      sheets = await sheetsOf(installation);
      await assess(installation, { period: '2025-01-01..2025-12-31' });
      await exportPackage(installation, { out: place('package') });
      listing = JSON.stringify(await installation.vault.list(installation.organization.id));
      dumped = await dump(await superuserUrl(place('data')));
      expect(await installation.vault.read(installation.organization.id, { connection: 'code', name: 'token' })).toBe(canary);
    });
  });

  test('was used, and refused: the connection is blind, and says what its vendor said', () => {
    expect(report).toContain('The token [sealed] was refused.');
    expect(sheets).toContain('"token":"sealed"');
  });

  test.each([
    ['what collecting reports', () => report],
    ['the sheets in the ledger', () => sheets],
    ['a dump of the database', () => dumped],
    ['the list of what is stored', () => listing],
  ])('does not stand in %s', (_what, text) => {
    expect(text().length).toBeGreaterThan(50);
    expect(holds(Buffer.from(text()), canary)).toBe(false);
  });

  test('does not stand in any file of the data directory, database and logs included, nor in the package', () => {
    const data = filesHolding(place('data'), canary);
    const written = filesHolding(place('package'), canary);
    expect([data.found, written.found]).toEqual([[], []]);
    expect(data.read).toBeGreaterThan(500);
    expect(written.read).toBeGreaterThan(30);
  });

  test('opens, says doctor; and where the key is lost, doctor says what to do', async () => {
    const doctor = () => tickmark(['doctor', '--data', 'data'], { folder: folder.path });
    expect((await doctor()).out).toContain('✓ secrets: 1 stored; each opens with keys/secrets.json.');
    renameSync(place('data', 'keys', 'secrets.json'), place('aside.json'));
    const { code, out } = await doctor();
    expect([code, out.replaceAll(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringMatching(/✗ secrets: There is no .*keys\/secrets\.json, and without it no stored secret opens\. Restore it/),
    ]);
    renameSync(place('aside.json'), place('data', 'keys', 'secrets.json'));
  });

  test('is printed by no command', async () => {
    for (const args of [
      ['secrets'],
      ['state'],
      ['doctor'],
      ['collect'],
      ['assess', '--again'],
      ['secrets', 'rotate'],
      ['secrets', 'remove', 'code'],
    ]) {
      const { out, err } = await tickmark([...args, '--data', 'data'], { folder: folder.path });
      expect([args.join(' '), out.length + err.length > 0, holds(Buffer.from(out + err), canary)]).toEqual([args.join(' '), true, false]);
    }
  });
});

describe('negative control', () => {
  test('a token that stands open in the settings is not known as a secret, and the same search finds what its connector says', async () => {
    await inInstallation(place('open'), async (installation) => {
      const open = { ...blabbing(), secrets: [], settings: { organization: 'example', auth: { type: 'token', token: canary } } };
      const looked = await collect(installation, { connections: [open], environment: {} });
      const sheets = await sheetsOf(installation);
      expect([holds(Buffer.from(JSON.stringify(looked)), canary), holds(Buffer.from(sheets), canary)]).toEqual([true, true]);
      // Its own setting is still not shown.
      expect(sheets).toContain('"token":"sealed"');
      expect(holds(Buffer.from(await dump(await superuserUrl(place('open')))), canary)).toBe(true);
    });
    expect(filesHolding(place('open'), canary).found.length).toBeGreaterThan(0);
  });

  test('a token that is stored as it is stands in the dump and in the files', async () => {
    await inInstallation(place('plain'), async (installation) => {
      const { db, organization } = installation;
      await storeSecret(installation, { connection: 'code', name: 'token' }, 'another');
      await withOrganization(db, organization.id, (tx) =>
        sql`update tenant.connection_secret set sealed = ${Buffer.from(canary)} where organization = ${organization.id}::uuid`.execute(tx.sql),
      );
      expect(holds(Buffer.from(await dump(await superuserUrl(place('plain')))), canary)).toBe(true);
    });
    expect(filesHolding(place('plain'), canary).found.length).toBeGreaterThan(0);
  });
});
