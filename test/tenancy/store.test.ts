import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../../src/database/connect.ts';
import { inTransaction, withOrganization } from '../../src/database/transaction.ts';
import { appendCoverage, appendFacts } from '../../src/facts/store.ts';
import { readCoverage } from '../../src/facts/store-coverage.ts';
import { readVersions } from '../../src/facts/store-versions.ts';
import { newUuid, type Uuid } from '../../src/kernel/ids.ts';
import { BEGINNING, FOREVER } from '../../src/kernel/time.ts';
import { appendEntry, readContent, readEntries } from '../../src/ledger/store.ts';
import { checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { accountFact, collected, coverageOf, noon } from '../support/facts.ts';
import { newSigner } from '../support/log.ts';
import { runAs } from '../support/server.ts';

const clock = () => noon;
const look = { system: newUuid(), feed: 'accounts', outcome: 'complete', began: '2025-01-01T00:00:00.000Z', ended: '2025-01-01T00:00:01.000Z' };
const tables = ['organization', 'entry', 'content', 'tile', 'checkpoint', 'fact', 'coverage', 'connection_key', 'connection_secret', 'decision'];

/** A string found nowhere but in one organization's rows. */
const canaryOf = (organization: Uuid) => `canary-${organization.slice(0, 8)}`;

async function filled({ db }: TestDatabase): Promise<Uuid> {
  const organization = newUuid();
  await withOrganization(db, organization, async (tx) => {
    await sql`insert into tenant.organization values (${organization}, ${canaryOf(organization)}, now())`.execute(tx.sql);
    await appendFacts(tx, [accountFact(canaryOf(organization), 0, canaryOf(organization))], noon);
    const { entry } = await appendEntry(tx, { type: 'look', at: noon, fields: look, contents: { requests: canaryOf(organization) } });
    await appendCoverage(tx, [coverageOf(canaryOf(organization), 0, 1)], noon);
    await sql`insert into tenant.decision values (${organization}, 'exclusion', ${newUuid()}, 1, ${entry})`.execute(tx.sql);
    await sql`insert into tenant.connection_key values (${organization}, 'code', ${newUuid()}, '')`.execute(tx.sql);
    await sql`insert into tenant.connection_secret values (${organization}, 'code', 'token', '', now())`.execute(tx.sql);
  });
  await sequence(db, organization, { clock });
  await checkpoint(db, organization, newSigner(db, organization), clock);
  return organization;
}

/** Rows of other organizations that somebody sees in a table without saying which they want. */
async function foreignRows(db: Database, as: Uuid | 'instance', table: string): Promise<number> {
  const key = table === 'organization' ? 'id' : 'organization';
  return inTransaction(db, as, async (tx) => {
    const { rows } = await sql<{ seen: number }>`
      select count(*) as seen from ${sql.raw(`tenant.${table}`)} where ${sql.raw(key)}::text <> ${as}`.execute(tx.sql);
    return rows[0]?.seen ?? -1;
  });
}

let base: TestDatabase;
let mine: Uuid;
let theirs: Uuid;
beforeAll(async () => {
  base = await testDatabase();
  [mine, theirs] = [await filled(base), await filled(base)];
});
afterAll(() => base.drop());

describe('one organization', () => {
  test('is served as the app, which is nobody special', async () => {
    const { rows } = await base.db.pool.query(
      `select current_user as name, rolsuper or rolbypassrls or rolcreaterole or rolinherit as special,
         (select count(*) from pg_class c where c.relowner = r.oid) as owns from pg_roles r where rolname = current_user`,
    );
    expect(rows).toEqual([{ name: 'tickmark_app', special: false, owns: 0 }]);
  });

  test.each(tables)('sees its own rows of %s and nobody else’s; nameless it sees none', async (table) => {
    const all = await base.asSuperuser<{ held: string }>(`select count(*) as held from tenant.${table}`);
    expect(Number(all[0]?.held)).toBeGreaterThanOrEqual(2);
    expect(await foreignRows(base.db, mine, table)).toBe(0);
    expect(await foreignRows(base.db, 'instance', table)).toBe(0);
    const { rows } = await base.db.pool.query(`select count(*) as seen from tenant.${table}`);
    expect(rows).toEqual([{ seen: 0 }]);
  });

  test('finds nothing of another through any reader, even when it names the other’s ids', async () => {
    const read = [
      ...(await collected(readVersions(base.db, { organization: mine, kind: 'account', treeSize: 1e9, from: BEGINNING, until: FOREVER }))),
      ...(await readCoverage(base.db, { organization: mine, treeSize: 1e9 })),
      ...(await collected(readEntries(base.db, mine, { untilLeaf: 1e9 }))),
    ];
    expect(JSON.stringify(read)).toContain(canaryOf(mine));
    expect(JSON.stringify(read)).not.toContain(canaryOf(theirs));
    const [foreign] = await collected(readEntries(base.db, theirs, { untilLeaf: 1e9, types: ['look'] }));
    expect(await readContent(base.db, theirs, foreign!.id)).toHaveLength(1);
    expect(await readContent(base.db, mine, foreign!.id)).toEqual([]);
  });

  test('cannot write in the name of another, nor in nobody’s', async () => {
    const insert = (as: Uuid | 'instance', into: Uuid) => {
      return inTransaction(base.db, as, (tx) => {
        return sql`insert into tenant.entry (organization, id, type, at, body) values (${into}, ${newUuid()}, 'fact', now(), '{}')`.execute(tx.sql);
      });
    };
    await expect(insert(mine, theirs)).rejects.toThrow(/row-level security/);
    await expect(insert('instance', theirs)).rejects.toThrow(/row-level security/);
  });

  test('cannot hang its rows on another’s entry', async () => {
    const [foreign] = await collected(readEntries(base.db, theirs, { untilLeaf: 1, types: ['fact'] }));
    const insert = withOrganization(base.db, mine, (tx) => {
      return sql`insert into tenant.content (organization, entry, name) values (${mine}, ${foreign!.id}, 'x')`.execute(tx.sql);
    });
    await expect(insert).rejects.toThrow(/foreign key/);
  });

  test.each(['entry', 'fact', 'coverage', 'content', 'tile', 'checkpoint', 'decision'])(
    'cannot change or remove a row of %s, its own included',
    async (table) => {
      const attempt = (statement: string) => withOrganization(base.db, mine, (tx) => sql.raw(statement).execute(tx.sql));
      await expect(attempt(`delete from tenant.${table}`)).rejects.toThrow(/permission denied/);
      await expect(attempt(`update tenant.${table} set organization = organization`)).rejects.toThrow(/permission denied/);
      await expect(attempt(`truncate tenant.${table}`)).rejects.toThrow(/permission denied/);
    },
  );

  test('cannot give itself a leaf; and as the sequencer only where there is none yet, never twice', async () => {
    const attempt = (role: string, statement: string) =>
      withOrganization(base.db, mine, async (tx) => {
        await sql.raw(role).execute(tx.sql);
        return sql.raw(statement).execute(tx.sql);
      });
    const sequencer = 'set local role tickmark_sequencer';
    await expect(attempt('select', 'update tenant.entry set leaf = 7')).rejects.toThrow(/permission denied/);
    expect((await attempt(sequencer, 'update tenant.entry set leaf = 7')).numAffectedRows).toBe(0n);
    await expect(attempt(sequencer, `update tenant.entry set body = ''`)).rejects.toThrow(/permission denied/);
    await expect(attempt(sequencer, 'delete from tenant.entry')).rejects.toThrow(/permission denied/);
    await expect(attempt(sequencer, 'update tenant.checkpoint set size = 1')).rejects.toThrow(/permission denied/);
    await expect(attempt('set local role tickmark_owner', 'select 1')).rejects.toThrow(/permission denied/);
  });
});

describe('a shared connection', () => {
  test('forgets the organization with the transaction, also with one that fails', async () => {
    const db = await connectDatabase(base.appUrl, newUuid(), { leniency: { notDurable: true }, connections: 1 });
    try {
      const count = async () => (await db.pool.query<{ seen: number }>('select count(*) as seen from tenant.fact')).rows[0]?.seen;
      await withOrganization(db, theirs, (tx) => sql`select 1`.execute(tx.sql));
      expect(await count()).toBe(0);
      await expect(withOrganization(db, theirs, (tx) => sql`select 1 / 0`.execute(tx.sql))).rejects.toThrow(/division/);
      expect(await count()).toBe(0);
      for await (const _ of readEntries(db, theirs, { untilLeaf: 1e9 })) break;
      expect(await count()).toBe(0);
    } finally {
      await db.close();
    }
  });
});

/** Each guard taken away in a database of its own: the probe above must then see what it looks for. */
describe('negative control', () => {
  test.each(tables)('without the policy on %s the probe sees foreign rows, and the program refuses to start', async (table) => {
    const bare = await testDatabase();
    try {
      const [one] = [await filled(bare), await filled(bare)];
      expect(await foreignRows(bare.db, one, table)).toBe(0);
      await bare.asSuperuser(`drop policy reads on tenant.${table}; create policy reads on tenant.${table} for select using (true)`);
      expect(await foreignRows(bare.db, one, table)).toBeGreaterThan(0);
      await expect(connectDatabase(bare.appUrl, newUuid(), { leniency: { notDurable: true } })).rejects.toMatchObject({
        code: 'database/row-security-off',
      });
      await bare.asSuperuser(`drop policy reads on tenant.${table}; alter table tenant.${table} disable row level security`);
      expect(await foreignRows(bare.db, one, table)).toBeGreaterThan(0);
    } finally {
      await bare.drop();
    }
  });

  test('named for the session instead of the transaction, the organization leaks to whoever uses the connection next', async () => {
    const db = await connectDatabase(base.appUrl, newUuid(), { leniency: { notDurable: true }, connections: 1 });
    try {
      await db.pool.query("select set_config('tickmark.organization', $1, false)", [theirs]);
      const { rows } = await db.pool.query<{ seen: number }>('select count(*) as seen from tenant.fact');
      expect(rows[0]?.seen).toBeGreaterThan(0);
    } finally {
      await db.close();
    }
  });

  test('a superuser and an owner walk past everything: why the program refuses to be one', async () => {
    const held = await runAs<{ seen: string }>(base.superuserUrl, 'select count(*) as seen from tenant.fact');
    expect(Number(held.rows[0]?.seen)).toBeGreaterThanOrEqual(2);
  });
});

test('in the schema tenant the organization leads every key, foreign key and index', async () => {
  const rows = await base.asSuperuser<{ name: string; first: string }>(
    `select i.indexrelid::regclass::text as name, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where n.nspname = 'tenant'
     union all
     select conname, (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) from pg_constraint
     where connamespace = 'tenant'::regnamespace and contype = 'f'`,
  );
  expect(rows.length).toBeGreaterThan(12);
  expect(rows.filter(({ name, first }) => first !== 'organization' && !(name === 'tenant.organization_pkey' && first === 'id'))).toEqual([]);
});
