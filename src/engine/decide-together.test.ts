import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { approve, asker, boss, deciding, decision, request } from '../../test/support/deciding.ts';
import { withOrganization } from '../database/transaction.ts';
import { newUuid } from '../kernel/ids.ts';
import { appendDecision, readDecisions } from './store-decisions.ts';

/** As many as the app has connections in these tests. */
const CONNECTIONS = 20;

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

/**
 * Starts them all while no row of a decision can be written, and lets go once as many as there are connections wait to write one: all of those have
 * read the same history before.
 */
async function atTheSameTime<T>(
  { superuserUrl, asSuperuser }: TestDatabase,
  attempts: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const holder = new pg.Client({ connectionString: superuserUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query('lock table tenant.decision in share mode');
    const all = Promise.allSettled(attempts.map((one) => one()));
    await vi.waitFor(
      async () => {
        const [row] = await asSuperuser<{ waiting: string }>(
          `select count(*) as waiting from pg_locks where relation = 'tenant.decision'::regclass and not granted`,
        );
        expect(Number(row?.waiting)).toBe(Math.min(CONNECTIONS, attempts.length));
      },
      { timeout: 30_000, interval: 50 },
    );
    await holder.query('commit');
    return await all;
  } finally {
    await holder.end();
  }
}

/** The codes of those that did not win, each with how often, and how many won. */
function counted(results: readonly PromiseSettledResult<unknown>[]): Readonly<Record<string, number>> {
  const codes = results.map((one) => (one.status === 'fulfilled' ? 'won' : String((one.reason as { code?: string }).code ?? one.reason)));
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]));
}

/** Fifty people who may approve, each as another. */
const approvers = Array.from({ length: 50 }, (_, number) => `b-${String(number).padStart(3, '0')}`);

describe('decided at the same time', () => {
  test('of fifty approvals of one exclusion exactly one wins, and all others are told', async () => {
    const place = deciding(base);
    await place.exclude('X-0001', asker, request);
    const results = await atTheSameTime(
      base,
      approvers.map((by) => () => place.exclude('X-0001', by, approve)),
    );
    // Those that read the same history met at the key; the rest came later and read that it was decided.
    expect(counted(results)).toEqual({ won: 1, 'decision/moved-on': CONNECTIONS - 1, 'exclusion/decided': approvers.length - CONNECTIONS });
    const winner = results.find((one) => one.status === 'fulfilled')?.value;
    const [only] = await place.exclusions();
    expect(only).toEqual(winner);
    expect(only?.history).toHaveLength(2);
    expect(await place.rows()).toEqual({ entry: 4, content: 2, decision: 2, fact: 2 });
    await place.seal();
    expect((await place.facts()).at(-1)).toMatchObject({ state: { approvedBy: winner?.history[1]?.by } });
    expect(await place.verified()).toMatchObject({ size: 4, difference: null });
  });

  test('an approval, a rejection and an end: one of them', async () => {
    const place = deciding(base);
    await place.exclude('X-0001', asker, request);
    const commands = [approve, { type: 'reject', authority: true, reason: 'No.' }, { type: 'end', reason: 'Not needed.' }] as const;
    const results = await atTheSameTime(
      base,
      commands.map((command) => () => place.exclude('X-0001', boss, command)),
    );
    expect(counted(results)).toEqual({ won: 1, 'decision/moved-on': 2 });
  });

  test('two who ask under one id: one of them', async () => {
    const place = deciding(base);
    const results = await atTheSameTime(
      base,
      [asker, boss].map((by) => () => place.exclude('X-0001', by, request)),
    );
    expect(counted(results)).toEqual({ won: 1, 'decision/moved-on': 1 });
    expect(results.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      message: expect.stringContaining('Nothing of yours was written'),
    });
  });

  test('on different exclusions, or of different organizations, nobody is in anybody’s way', async () => {
    const [mine, theirs] = [deciding(base), deciding(base)];
    const results = await atTheSameTime(base, [
      () => mine.exclude('X-0001', asker, request),
      () => mine.exclude('X-0002', asker, request),
      () => theirs.exclude('X-0001', asker, request),
    ]);
    expect(counted(results)).toEqual({ won: 3 });
  });

  test('and without the key several win (negative control)', async () => {
    const bare = await testDatabase();
    try {
      await bare.asSuperuser('alter table tenant.decision drop constraint decision_pkey');
      const place = deciding(bare);
      await place.exclude('X-0001', asker, request);
      const results = await atTheSameTime(
        bare,
        approvers.slice(0, 10).map((by) => () => place.exclude('X-0001', by, approve)),
      );
      expect(counted(results)).toEqual({ won: 10 });
      expect((await place.exclusions())[0]?.history).toHaveLength(11);
    } finally {
      await bare.drop();
    }
  });
});

describe('another organization', () => {
  test('sees nothing of it, and decides nothing of it; under the same id it has another', async () => {
    const [mine, theirs] = [deciding(base), deciding(base)];
    await mine.exclude('X-0001', asker, request);
    expect(await theirs.exclusions()).toEqual([]);
    await expect(theirs.exclude('X-0001', boss, approve)).rejects.toMatchObject({ code: 'exclusion/unknown' });
    await theirs.exclude('X-0001', asker, { ...request, reason: 'Another reason.' });
    await theirs.exclude('X-0001', boss, approve);
    expect((await mine.exclusions()).map((one) => [one.id, one.state])).toEqual([
      ['X-0001', expect.objectContaining({ status: 'requested', reason: request.reason })],
    ]);
    expect((await theirs.exclusions()).map((one) => one.state)).toEqual([expect.objectContaining({ status: 'approved', reason: 'Another reason.' })]);
    for (const one of [mine, theirs]) await one.seal();
    expect((await mine.facts()).map((one) => one.subject)).not.toContain((await theirs.facts())[0]?.subject);
  });

  test('reads and writes nothing by naming it: the database says no', async () => {
    const [mine, theirs] = [deciding(base), deciding(base)];
    await mine.exclude('X-0001', asker, request);
    const seen = await withOrganization(base.db, theirs.organization, async (tx) => ({
      asNamed: await readDecisions({ ...tx, log: mine.organization }, 'exclusion'),
      own: await readDecisions(tx, 'exclusion'),
    }));
    expect(seen).toEqual({ asNamed: [], own: [] });
    expect(await withOrganization(base.db, mine.organization, (tx) => readDecisions(tx, 'exclusion'))).toHaveLength(1);
    const planted = withOrganization(base.db, theirs.organization, (tx) => appendDecision({ ...tx, log: mine.organization }, decision('X-0001', 2)));
    await expect(planted).rejects.toThrow(/row-level security/);
    expect((await mine.rows()).decision).toBe(1);
  });

  test('cannot hang its decision on an entry of the other', async () => {
    const [mine, theirs] = [deciding(base), deciding(base)];
    const { history } = await mine.exclude('X-0001', asker, request);
    const hung = withOrganization(base.db, theirs.organization, (tx) =>
      sql`insert into tenant.decision values (${theirs.organization}::uuid, 'exclusion', ${newUuid()}::uuid, 1, ${history[0]?.entry}::uuid)`.execute(
        tx.sql,
      ),
    );
    await expect(hung).rejects.toThrow(/foreign key/);
  });
});
