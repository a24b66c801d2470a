import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type OpenedDatabase, openDatabase } from '../../src/database/open.ts';
import { withOrganization } from '../../src/database/transaction.ts';
import { appendFacts } from '../../src/facts/store.ts';
import { newUuid, type Uuid } from '../../src/kernel/ids.ts';
import { type CheckpointSigner, checkpoint, readCheckpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { compareWithWitnesses } from '../../src/ledger/store-witness.ts';
import { killHard, lineOf, startScript } from '../support/child.ts';
import { testDatabase } from '../support/database.ts';
import { accountFact, noon } from '../support/facts.ts';
import { newSigner } from '../support/log.ts';

const clock = () => noon;

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-killed-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function opened<T>(dataDirectory: string, work: (db: OpenedDatabase) => Promise<T>): Promise<T> {
  const db = await openDatabase({ dataDirectory, programVersion: '0.0.0-test' });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

/** Fault 3. */
describe('a program killed between giving entries their place and signing', () => {
  const DEATHS = 3;

  test('signs once at its next start; no size is ever signed with two roots', async () => {
    await inFolder(async (folder) => {
      const organization: Uuid = newUuid();
      let signer: CheckpointSigner | undefined;
      const notes = new Map<number, string>();
      for (let death = 1; death <= DEATHS; death++) {
        const child = startScript('sequence-and-die.ts', folder, organization);
        const signal = await new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
        expect(signal).toBe('SIGKILL');
        await opened(folder, async (db) => {
          signer ??= newSigner(db, organization);
          const mine = signer;
          expect((await readCheckpoint(db, organization))?.size ?? 0).toBe(2 * (death - 1));
          const signed = await Promise.all([1, 2, 3].map(() => checkpoint(db, organization, mine, clock)));
          expect(new Set(signed.map(({ note }) => note)).size).toBe(1);
          expect(await verifyLedger(db, organization)).toMatchObject({ size: 2 * death, difference: null, root: signed[0]?.root });
          for (const { size, note } of signed) notes.set(size, note);
        });
      }
      await opened(folder, async (db) => {
        for (const [size, note] of notes) expect((await readCheckpoint(db, organization, size))?.note).toBe(note);
      });
    });
  });
});

/** Fault 11. */
describe('an old backup put over a newer log', () => {
  test('is noticed at the start by the checkpoint that left the system; the same backup without anything newer agrees', async () => {
    await inFolder(async (folder) => {
      const [data, backup] = [join(folder, 'data'), join(folder, 'backup')];
      const organization = newUuid();
      const grow = (signer?: CheckpointSigner) =>
        opened(data, async (db) => {
          await withOrganization(db, organization, (tx) => appendFacts(tx, [accountFact('a', 0, 1)], noon));
          await sequence(db, organization, { clock });
          return checkpoint(db, organization, signer ?? newSigner(db, organization), clock);
        });
      const early = await grow();
      await cp(data, backup, { recursive: true });
      const outside = await grow();
      await rm(data, { recursive: true });
      await cp(backup, data, { recursive: true });
      await opened(data, async (db) => {
        expect(await verifyLedger(db, organization)).toMatchObject({ size: 1, difference: null });
        expect(await compareWithWitnesses(db, organization, [early, outside])).toMatchObject([{ verdict: 'agrees' }, { verdict: 'behind' }]);
        // Were the log carried on from the backup, the checkpoint outside would still contradict it.
        await withOrganization(db, organization, (tx) => appendFacts(tx, [accountFact('other', 0, 2)], noon));
        await sequence(db, organization, { clock });
        expect(await compareWithWitnesses(db, organization, [early, outside])).toMatchObject([{ verdict: 'agrees' }, { verdict: 'forked' }]);
      });
    });
  });
});

/** Fault 12. */
describe('a migration killed half-way', () => {
  const slow = `import { sql } from 'kysely';
    export async function up(db) {
      await sql\`alter table tenant.fact add column half_done text\`.execute(db);
      await sql\`select pg_sleep(1)\`.execute(db);
      await sql\`create table tenant.second_half (organization uuid primary key)\`.execute(db);
    }`;

  test('leaves no trace; the next run completes it; the log is the same throughout', async () => {
    const base = await testDatabase();
    const project = fileURLToPath(new URL('../..', import.meta.url));
    // Inside the project, where migrations find the packages they import; the folder is ignored by Git.
    await mkdir(join(project, '.tickmark'), { recursive: true });
    const folder = await mkdtemp(join(project, '.tickmark', 'migrations-'));
    try {
      await cp(join(project, 'migrations'), folder, { recursive: true });
      await writeFile(join(folder, '0999-slow.mjs'), slow);
      const organization = newUuid();
      await withOrganization(base.db, organization, (tx) => appendFacts(tx, [accountFact('a', 0, 1)], noon));
      await sequence(base.db, organization, { clock });
      const { root } = await checkpoint(base.db, organization, newSigner(base.db, organization), clock);
      const traces = () =>
        base.asSuperuser(`select column_name as name from information_schema.columns where column_name = 'half_done'
          union all select relname from pg_class where relname = 'second_half' union all select name from instance.migration where name like '0999%'`);
      for (const delay of [300, 700]) {
        const child = startScript('migrate-from.ts', base.superuserUrl, folder);
        await lineOf(child, 'begins');
        await pause(delay);
        await killHard(child);
        expect(await traces()).toEqual([]);
        expect(await verifyLedger(base.db, organization)).toMatchObject({ root, difference: null });
      }
      const child = startScript('migrate-from.ts', base.superuserUrl, folder);
      expect(await lineOf(child, 'ran')).toBe('ran 0999-slow');
      expect(await traces()).toHaveLength(3);
      expect(await verifyLedger(base.db, organization)).toMatchObject({ root, difference: null });
    } finally {
      await rm(folder, { recursive: true });
      await base.drop();
    }
  });
});
