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

test('an exception counts the other changes that fail, and none that is excluded', () => {
  const view = changes();
  const asked = (check: string) => view.findings(check).map((one) => (one.item === 'c@3' ? { ...one, excludedBy: 'x-1' } : one));
  const from = '2025-03-01T00:00:00.000Z';
  const failed = { check: 'thing/b-is-done', item: 'b@2', from, until: null, because: '', due: null, excludedBy: null, repeats: 0, response: null };
  const [control] = view.report.controls;
  const report = { ...view.report, controls: [{ ...control, exceptions: [failed] }] } as unknown as View['report'];
  const of = (findings: View['findings']) => changeOf({ ...changes(), report, findings }, { item: 'b@2' }).exceptions.map((one) => one.others);
  expect([of(view.findings), of(asked)]).toEqual([[1], [0]]);
});
