import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { accountFact, collected, coverageOf, day, noon, system } from '../../test/support/facts.ts';
import { withOrganization } from '../database/transaction.ts';
import { newUuid, subjectId } from '../kernel/ids.ts';
import { BEGINNING, FOREVER, parseInstant } from '../kernel/time.ts';
import { sequence } from '../ledger/store-sequence.ts';
import type { Coverage, Fact, VersionRow } from './fact.ts';
import { stateHash } from './state-hash.ts';
import { appendCoverage, appendFacts } from './store.ts';
import { readCoverage } from './store-coverage.ts';
import { readSaid, readVersions } from './store-versions.ts';

const at = noon;
const clock = () => at;
const fact = accountFact;

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

async function organizationWith(facts: readonly Fact[][], spans: readonly Coverage[] = []) {
  const organization = newUuid();
  for (const batch of facts) {
    await withOrganization(base.db, organization, (tx) => appendFacts(tx, batch, at));
    await sequence(base.db, organization, { clock });
  }
  await withOrganization(base.db, organization, (tx) => appendCoverage(tx, spans, at));
  const { until: treeSize } = await sequence(base.db, organization, { clock });
  return { organization, treeSize };
}

function shown({ vendorId, validFrom, validUntil, state }: VersionRow) {
  return { vendorId, from: validFrom, until: validUntil, state };
}

describe('versions', () => {
  const all = { kind: 'account', from: BEGINNING, until: FOREVER };

  test('end where their successor begins; the last one holds for ever', async () => {
    const held = await organizationWith([[fact('1', 0, { role: 'admin' }), fact('1', 10, { role: 'member' }), fact('2', 5, { role: 'x' })]]);
    const read = await collected(readVersions(base.db, { ...held, ...all }));
    const expected = [
      { vendorId: '1', from: day(0), until: day(10), state: { role: 'admin' } },
      { vendorId: '1', from: day(10), until: FOREVER, state: { role: 'member' } },
      { vendorId: '2', from: day(5), until: FOREVER, state: { role: 'x' } },
    ];
    expect(read.map(shown).sort((a, b) => a.vendorId.localeCompare(b.vendorId) || a.from - b.from)).toEqual(expected);
    expect(read[0]).toMatchObject({ system, feed: 'accounts', scope: '', basis: 'look', notBefore: BEGINNING });
  });

  test('keep the instants to the millisecond, from the beginning to the end of time', async () => {
    const odd = parseInstant('1969-12-31T23:59:59.999Z');
    const held = await organizationWith([
      [fact('1', 0, 1, { validFrom: odd, notBefore: BEGINNING }), fact('1', 0, 2, { validFrom: at, notBefore: odd })],
    ]);
    const read = await collected(readVersions(base.db, { ...held, ...all }));
    expect(read.map((one) => [one.notBefore, one.validFrom, one.endsNotBefore, one.validUntil])).toEqual([
      [BEGINNING, odd, odd, at],
      [odd, at, FOREVER, FOREVER],
    ]);
  });

  test('project the fields that are asked for; a lacking key stays lacking, a null stays null', async () => {
    const state = { name: 'a "b" \\ c', admin: true, nothing: null, list: [1, { x: 2 }], count: 1.5, unasked: 'y' };
    const held = await organizationWith([[fact('1', 0, state)]]);
    const fields = ['name', 'admin', 'nothing', 'list', 'count', 'lacking'];
    const [read] = await collected(readVersions(base.db, { ...held, ...all, fields }));
    expect(read?.state).toEqual({ name: 'a "b" \\ c', admin: true, nothing: null, list: [1, { x: 2 }], count: 1.5 });
    const [none] = await collected(readVersions(base.db, { ...held, ...all, fields: [] }));
    expect(none?.state).toEqual({});
  });

  test('a repeated state makes no version; gone ends one; coming back begins another', async () => {
    const held = await organizationWith([[fact('1', 0, 'a'), fact('1', 1, 'a'), fact('1', 2, null), fact('1', 3, null), fact('1', 4, 'a')]]);
    const read = await collected(readVersions(base.db, { ...held, ...all }));
    expect(read.map(shown)).toEqual([
      { vendorId: '1', from: day(0), until: day(2), state: 'a' },
      { vendorId: '1', from: day(4), until: FOREVER, state: 'a' },
    ]);
  });

  test('a correction and a retraction count from their place in the ledger on, and not before', async () => {
    const held = await organizationWith([
      [fact('1', 0, 'a'), fact('1', 5, 'b')],
      [fact('1', 0, 'corrected')],
      [fact('1', 5, null, { basis: 'retraction' })],
    ]);
    const states = async (treeSize: number) => (await collected(readVersions(base.db, { ...held, ...all, treeSize }))).map(({ state }) => state);
    expect(await states(1)).toEqual(['a']);
    expect(await states(2)).toEqual(['a', 'b']);
    expect(await states(3)).toEqual(['corrected', 'b']);
    expect(await states(4)).toEqual(['corrected']);
    expect(await states(0)).toEqual([]);
  });

  test('only those that overlap the span, unclipped', async () => {
    const held = await organizationWith([[fact('1', 0, 'a'), fact('1', 5, 'b'), fact('1', 9, 'c')]]);
    const states = async (from: number, until: number) =>
      (await collected(readVersions(base.db, { ...held, ...all, from: day(from), until: day(until) }))).map(({ state, validFrom }) => [
        state,
        validFrom,
      ]);
    expect(await states(5, 9)).toEqual([['b', day(5)]]);
    expect(await states(4, 10)).toEqual([
      ['a', day(0)],
      ['b', day(5)],
      ['c', day(9)],
    ]);
  });

  test('of the subjects that are asked for, and only of this organization', async () => {
    const held = await organizationWith([[fact('1', 0, 'a'), fact('2', 0, 'b')]]);
    const other = await organizationWith([[fact('1', 0, 'foreign')]]);
    const subjects = [subjectId(system, 'account', '1')];
    expect((await collected(readVersions(base.db, { ...held, ...all, subjects }))).map(({ state }) => state)).toEqual(['a']);
    expect((await collected(readVersions(base.db, { ...other, ...all, subjects }))).map(({ state }) => state)).toEqual(['foreign']);
  });

  test('a reader who leaves early gives its connection back', async () => {
    const held = await organizationWith([Array.from({ length: 50 }, (_, number) => fact(String(number), 0, 'a'))]);
    for (let round = 0; round < 30; round++) {
      for await (const batch of readVersions(base.db, { ...held, ...all })) {
        expect(batch.length).toBeGreaterThan(0);
        break;
      }
    }
    expect(base.db.pool.idleCount).toBe(base.db.pool.totalCount);
  });

  test('a NUL character is refused with a sentence; a backslash that only looks like one is not', async () => {
    const organization = newUuid();
    const append = (state: Fact['state']) => withOrganization(base.db, organization, (tx) => appendFacts(tx, [fact('1', 0, state)], at));
    await expect(append({ a: 'x\u0000y' })).rejects.toMatchObject({ code: 'fact/nul-character' });
    await append({ a: 'x\\u0000y' });
  });
});

describe('what was said', () => {
  test('the latest for each instant, entries without a place included', async () => {
    const { organization } = await organizationWith([[fact('1', 0, 'a'), fact('1', 5, 'b')]]);
    await withOrganization(base.db, organization, (tx) => appendFacts(tx, [fact('1', 5, 'c'), fact('1', 5, 'd'), fact('2', 0, null)], at));
    const said = await collected(readSaid(base.db, { organization, kind: 'account', system, feed: 'accounts' }));
    const expected = [
      ['1', day(0), stateHash('a')],
      ['1', day(5), stateHash('d')],
      ['2', day(0), null],
    ];
    const read = said.map((one) => [one.vendorId, one.validFrom, one.stateHash]);
    expect(read.sort((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual(expected);
    expect(await collected(readSaid(base.db, { organization, kind: 'account', system, feed: 'other' }))).toEqual([]);
  });
});

describe('coverage', () => {
  const span = coverageOf;

  test('is merged for each scope, and knows the look at its end', async () => {
    const last = newUuid();
    const spans = [span('', 0, 1), span('', 1, 2), span('', 5, 9), span('', 6, 7), span('', 8, 10, last), span('repository:1', 0, 3)];
    const held = await organizationWith([], spans);
    const read = await readCoverage(base.db, held);
    expect(read.map(({ scope, from, until }) => [scope, from, until])).toEqual([
      ['', day(0), day(2)],
      ['', day(5), day(10)],
      ['repository:1', day(0), day(3)],
    ]);
    expect(read[1]?.look).toBe(last);
    expect(await readCoverage(base.db, { ...held, treeSize: 1 })).toMatchObject([{ scope: '', from: day(0), until: day(1) }]);
    expect(await readCoverage(base.db, { ...held, feed: 'other' })).toEqual([]);
  });
});
