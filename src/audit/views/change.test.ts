import { expect, test } from 'vitest';
import { changeOf } from './change.ts';
import { givenPopulation } from './testing/given-population.ts';
import type { View } from './view.ts';

const rows = ['a@1', 'b@2', 'c@3'].map((item, at) => ({ item, cells: ['pp', 'pf', 'pf'][at] ?? 'pp' }));

/** The population of things, under the name of changes. */
function changes(): View {
  const view = givenPopulation(rows);
  const checks = view.summary.checks.map((one) => ({ ...one, population: 'changes' }));
  return { ...view, summary: { ...view.summary, checks }, items: (population) => (population === 'changes' ? view.items('things') : []) };
}

test('one change with its findings, its place, and what stands beside it', () => {
  const one = changeOf(changes(), { item: 'b@2' });
  expect(one).toMatchObject({ place: 2, of: 3, previous: { item: 'a@1' }, following: { item: 'c@3' } });
  expect(one.findings.map(({ check, outcome, because }) => [check, outcome, because])).toEqual([
    ['thing/a-is-done', 'pass', 'Because of b@2.'],
    ['thing/b-is-done', 'fail', 'Because of b@2.'],
  ]);
  expect(changeOf(changes(), { item: 'a@1' }).previous).toBeNull();
  expect(changeOf(changes(), { item: 'c@3' }).following).toBeNull();
});

test.each(['', 'd@4', '__proto__', '<script>', 'x'.repeat(5_000)])('there is no change %j', (item) => {
  expect(() => changeOf(changes(), { item })).toThrow(expect.objectContaining({ code: 'changes/unknown' }));
});
