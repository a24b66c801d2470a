import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { killHard, lineOf, startScript } from '../../test/support/child.ts';
import { parseInstant } from '../kernel/time.ts';
import { createOrganization, listOrganizations, organizationName } from '../ledger/store-organizations.ts';
import { SUPERUSER, startCluster } from './cluster.ts';
import { holderOf } from './directory-lock.ts';
import { embeddedBinaries } from './embedded.ts';
import { type OpenedDatabase, type OpenOptions, openDatabase } from './open.ts';
import { beginOfProcess } from './running-process.ts';

const at = parseInstant('2025-01-01T00:00:00.000Z');
const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-open-'));
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const open = (dataDirectory: string, more: Partial<OpenOptions> = {}) => openDatabase({ dataDirectory, programVersion: '1.2.3', ...more });

async function using<T>(opening: Promise<OpenedDatabase>, work: (db: OpenedDatabase) => Promise<T>): Promise<T> {
  const db = await opening;
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

describe('a data directory', () => {
  test('is made on first use, kept to its owner, and opened again with all it holds', async () => {
    const folder = join(await newFolder(), 'new', 'data');
    const made = await using(open(folder), async (db) => ({
      instance: db.instance,
      organization: await createOrganization(db, { name: 'Harbourlight (demo)', at }),
    }));
    await using(open(folder), async (db) => {
      expect(db.instance).toBe(made.instance);
      expect(db.directory).toMatchObject({ path: folder, createdBy: '1.2.3' });
      expect(await listOrganizations(db)).toEqual([made.organization]);
      expect(await organizationName(db, made.organization)).toBe('Harbourlight (demo)');
    });
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'postgres-passwords.json'))).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'postgres', 'postgres-passwords.json', 'postgres.log', 'tickmark.json']);
  });

  test('is open to one process: the second is told which one, and where it serves', async () => {
    const folder = await newFolder();
    const other = startScript('open-and-wait.ts', folder);
    try {
      await lineOf(other, 'open');
      await expect(open(folder)).rejects.toMatchObject({
        code: 'data-directory/in-use',
        message: expect.stringMatching(new RegExp(`process ${other.pid}, which serves it at http://127.0.0.1:4000`)),
      });
      expect(await holderOf(folder)).toMatchObject({ pid: other.pid, address: 'http://127.0.0.1:4000' });
    } finally {
      await killHard(other);
    }
  });

  test('of a process that was killed is taken over, and the server it left behind is stopped', async () => {
    const folder = await newFolder();
    const other = startScript('open-and-wait.ts', folder);
    await lineOf(other, 'open');
    const orphan = Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
    await killHard(other);
    expect(await beginOfProcess(orphan)).not.toBeNull();
    expect(await holderOf(folder)).toBeNull();
    await using(open(folder), async (db) => {
      expect(await beginOfProcess(orphan)).toBeNull();
      expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    });
  });

  test('opened by many at once belongs to exactly one, also over a lock that a dead process left', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 4_000_000, began: 'long ago', address: null }));
    const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => open(folder)));
    const won = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    const lost = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason.code] : []));
    for (const db of won) await db.close();
    expect([won.length, lost]).toEqual([1, Array(3).fill('data-directory/in-use')]);
  });

  test('whose lock names a process id that now belongs to somebody else is not in use', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, began: 'long ago', address: null }));
    await using(open(folder), async (db) => expect(db.directory.path).toBe(folder));
  });

  test('of a newer version is left alone', async () => {
    const folder = await newFolder();
    const marker = JSON.stringify({ format: 99, instance: '7f1c2c4e-9c1b-4a5e-8c3f-d1a0a8b8d6f2', createdBy: '9.0.0' });
    await writeFile(join(folder, 'tickmark.json'), marker);
    await expect(open(folder)).rejects.toMatchObject({
      code: 'data-directory/newer',
      message: expect.stringContaining('Install that version or a later one'),
    });
    expect(await readdir(folder)).toEqual(['tickmark.json']);
    expect(await readFile(join(folder, 'tickmark.json'), 'utf8')).toBe(marker);
  });

  test('that is damaged, or somebody else’s folder, is left alone', async () => {
    const damaged = await newFolder();
    await writeFile(join(damaged, 'tickmark.json'), '{"format"');
    await expect(open(damaged)).rejects.toMatchObject({ code: 'data-directory/damaged' });
    const foreign = await newFolder();
    await writeFile(join(foreign, 'thesis.tex'), 'x');
    await expect(open(foreign)).rejects.toMatchObject({ code: 'data-directory/not-ours' });
    expect(await readdir(foreign)).toEqual(['thesis.tex']);
  });

  test('whose server would forget is refused, and nothing stays behind', async () => {
    const folder = await newFolder();
    await expect(open(folder, { serverSettings: { synchronous_commit: 'off' } })).rejects.toMatchObject({ code: 'database/not-durable' });
    await using(open(folder), async (db) => expect(db.directory.path).toBe(folder));
  });
});

describe('the embedded server', () => {
  test('runs from and in a folder that is closed to everybody but its owner, and never as root', async () => {
    const closed = await newFolder();
    await cp(join(await embeddedBinaries(), '..'), join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    const data = join(closed, 'data');
    const start = async () => startCluster({ binaries: join(closed, 'native', 'bin'), directory: data, superuserPassword: 'x' });
    await mkdir(data, { mode: 0o700 });
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
    for (const round of [1, 2]) {
      const cluster = await start();
      const owner = (await stat(join(data, 'postgres'))).uid;
      expect([round, owner === 0]).toEqual([round, false]);
      expect(cluster.url(SUPERUSER, 'x', 'postgres')).toContain(SUPERUSER);
      await cluster.stop();
    }
  });

  test('that cannot start says why', async () => {
    const folder = await newFolder();
    const start = startCluster({
      binaries: await embeddedBinaries(),
      directory: folder,
      superuserPassword: 'x',
      settings: { shared_buffers: 'many' },
    });
    await expect(start).rejects.toMatchObject({ code: 'database/cannot-start', message: expect.stringContaining('shared_buffers') });
  });

  test('listens on no network, and lets nobody in without the password', async () => {
    const folder = await newFolder();
    await using(open(folder), async (db) => {
      const { rows } = await db.pool.query(
        "select current_setting('listen_addresses') as addresses, current_setting('unix_socket_permissions') as mode",
      );
      expect(rows).toEqual([{ addresses: '', mode: '0700' }]);
      const rules = await readFile(join(folder, 'postgres', 'pg_hba.conf'), 'utf8');
      expect(rules.split('\n').filter((line) => /^(local|host)/.test(line) && !line.endsWith('scram-sha-256'))).toEqual([]);
    });
  });
});
