import { describe, expect, it } from 'vitest';
import type { ProgramReport } from '../program-report.ts';
import { populationLooks, populationSheet } from './completeness.ts';
import { found } from './find.ts';
import { populationMissing, populationOf, populationsOf } from './populations.ts';
import { givenPopulation, lookAt } from './testing/given-population.ts';

const gap = (from: string, until: string) => ({
  from: `2025-${from}T00:00:00.000Z`,
  until: `2025-${until}T00:00:00.000Z`,
  reason: 'lost-sight' as const,
  why: 'The token was revoked.',
});
const DAY = 86_400_000;

describe('a population in the list', () => {
  const row = (cells: readonly string[], sheet = {}) =>
    populationsOf(
      givenPopulation(
        cells.map((one, at) => ({ item: `i${at}`, cells: one })),
        sheet,
      ),
      {},
    ).rows[0];

  it('counts items, not cells: one that fails twice fails once, one may fail and be unknown', () => {
    expect(row(['ff', 'fu', 'pu', 'Fp', 'pp', 'nn'])).toMatchObject({ items: 6, attributes: 2, fail: 2, unknown: 2, excluded: 1, clear: 1 });
  });

  it('without items did not occur only where everything was seen', () => {
    expect(row([])?.empty).toBe('did-not-occur');
    expect(row([], { unseen: [gap('03-01', '03-02')] })?.empty).toBe('not-observed');
    expect(row([], { looks: [] })?.empty).toBe('not-observed');
    expect(row(['pp'], { unseen: [gap('03-01', '03-02')] })?.empty).toBeNull();
  });

  it('time that was not seen counts once, however many gaps lie over it', () => {
    expect(row(['pp'], { unseen: [gap('03-01', '03-05'), gap('03-03', '03-06'), gap('04-01', '04-02')] })?.completeness).toMatchObject({
      gaps: 3,
      unseen: 6 * DAY,
    });
  });
});

describe('completeness', () => {
  it('a second source that differs is told with its numbers, also where only words differ', () => {
    const reconciliations = [
      { source: 'graph of main', expected: 10, counted: 10, differences: [] },
      { source: 'graph of release', expected: 12, counted: 10, differences: ['2 changes are missing.'] },
      { source: 'rewritten', expected: 3, counted: 3, differences: ['The history was rewritten.'] },
    ];
    const { completeness, reconciliations: told } = populationOf(givenPopulation([{ item: 'a', cells: 'pp' }], { reconciliations }), {
      population: 'things',
    });
    expect(completeness).toMatchObject({ sources: 3, agreeing: 1 });
    expect(told.map(({ left, agrees, differing }) => [left, agrees, differing])).toEqual([
      [0, true, 0],
      [2, false, 1],
      [0, false, 1],
    ]);
  });

  it('of many differences the first are told with the population, all with the sheet', () => {
    const differences = Array.from({ length: 120 }, (_, at) => `Difference ${at}.`);
    const view = givenPopulation([{ item: 'a', cells: 'p' }], { reconciliations: [{ source: 's', expected: 1, counted: 2, differences }] });
    expect(populationOf(view, { population: 'things' }).reconciliations[0]).toMatchObject({
      left: -1,
      differing: 120,
      differences: differences.slice(0, 50),
    });
    expect(populationSheet(view, { population: 'things' }).reconciliations[0]?.differences).toHaveLength(120);
  });

  it('looks are summed by connection, and listed the newest first', () => {
    const looks = [
      lookAt('2025-01-01T00:00:00.000Z'),
      lookAt('2025-03-01T00:00:00.000Z', { identity: 'another app', leaf: 9 }),
      lookAt('2025-02-01T00:00:00.000Z', { connection: 'clone', connector: 'git', leaf: 8 }),
    ];
    const view = givenPopulation([{ item: 'a', cells: 'p' }], { looks });
    const { seenBy } = populationOf(view, { population: 'things' });
    expect(seenBy).toMatchObject({ looks: 3, requests: 9, rows: 6, first: '2025-01-01T00:00:00.000Z', last: '2025-03-01T00:00:00.000Z' });
    expect(seenBy.sources.map((one) => [one.connection, one.looks, one.identities])).toEqual([
      ['host', 2, ['an app', 'another app']],
      ['clone', 1, ['an app']],
    ]);
    expect(populationLooks(view, { population: 'things', limit: 2 }).rows.map((one) => one.leaf)).toEqual([9, 8]);
    expect(populationLooks(view, { population: 'things', limit: 2, offset: 2 }).rows.map((one) => one.leaf)).toEqual([7]);
  });

  it('items of a sample that are not in the population shown are named', () => {
    const view = givenPopulation([{ item: 'a', cells: 'p' }]);
    expect(populationMissing(view, { population: 'things', items: ['a', 'b'] })).toEqual({ missing: ['b'] });
  });
});

describe('finding', () => {
  const titled = Array.from({ length: 60 }, (_, at) => ({ item: `api@${at}`, title: `Thing ${at} of the quay`, cells: 'p' }));
  const view = givenPopulation([...titled, { item: 'web@x', title: 'Quay', cells: 'p' }]);
  const names = (q: string) => found(view, { q }).rows.map((one) => `${one.kind} ${one.id}`);

  it('gives twenty at most, and nothing for nothing', () => {
    expect(names('quay')).toHaveLength(20);
    expect(names('')).toEqual([]);
    expect(names('   ')).toEqual([]);
    expect(names('no such word')).toEqual([]);
  });

  it('a word that stands in every title does not hide what is named by it', () => {
    expect(names('thing').slice(0, 2)).toEqual(['population things', 'check thing/a-is-done']);
    expect(names('thing').filter((one) => one.startsWith('item ')).length).toBeGreaterThan(0);
  });

  it('the whole title comes before a part of one', () => {
    expect(names('quay')[0]).toBe('item web@x');
  });

  it('every word must be there, and no word is a pattern', () => {
    expect(names('quay 17')).toEqual(['item api@17']);
    expect(names('.*')).toEqual([]);
    expect(names('(quay')).toEqual([]);
    expect(names('A-IS-DONE')).toContain('check thing/a-is-done');
  });

  it('paths hold whatever an id holds', () => {
    const hostile = givenPopulation([{ item: 'a/b?c#d', title: 'Hostile', cells: 'p' }]);
    expect(found(hostile, { q: 'hostile' }).rows[0]?.href).toBe('/populations/things?item=a%2Fb%3Fc%23d');
    expect(found(view, { q: 'a-is-done' }).rows[0]?.href).toBe('/checks/thing%2Fa-is-done');
  });

  it('a criterion stands at its place on the page of all of them', () => {
    const criterion = { criterion: 'CC6.1', asks: 'Who gets in', series: 'CC6 Access', inScope: true } as ProgramReport['criteria'][number];
    const given = { ...view, report: { ...view.report, criteria: [criterion] } };
    expect(found(given, { q: 'cc6.1' }).rows.map((one) => one.href)).toEqual(['/criteria#CC6.1']);
  });
});
