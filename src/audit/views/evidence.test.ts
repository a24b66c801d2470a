import { expect, test } from 'vitest';
import { evidenceUses } from './evidence.ts';
import { givenPopulation, lookAt } from './testing/given-population.ts';

const view = givenPopulation(
  [
    { item: 'one', cells: 'pf' },
    { item: 'two', cells: 'uF' },
  ],
  { looks: [lookAt('2025-12-31T03:00:00.000Z', { leaf: 7 })] },
);

test('every finding that rests on an entry is counted, those that fail first', () => {
  const { checks, populations, known } = evidenceUses({ ...view, summary: { ...view.summary, treeSize: 10 } }, { leaf: 1 });
  expect(known).toBe(true);
  expect(checks.map(({ check, items, pass, fail, unknown, excluded }) => [check, items, pass, fail, unknown, excluded])).toEqual([
    ['thing/a-is-done', 2, 1, 0, 1, 0],
    ['thing/b-is-done', 2, 0, 1, 0, 1],
  ]);
  expect(checks[0]?.shown.map((one) => [one.item, one.outcome])).toEqual([
    ['two', 'unknown'],
    ['one', 'pass'],
  ]);
  expect(checks[0]?.criteria).toEqual(['CC8.1']);
  expect(populations).toEqual([{ population: 'things', title: 'Things', items: 2, completeness: false }]);
});

test('a look makes nothing, but completeness rests on it', () => {
  expect(evidenceUses(view, { leaf: 7 })).toMatchObject({ checks: [], populations: [{ population: 'things', items: 0, completeness: true }] });
});

test('an entry on which nothing rests, and one that came later than what is judged', () => {
  const later = { ...view, summary: { ...view.summary, treeSize: 4 } };
  expect(evidenceUses(later, { leaf: 3 })).toMatchObject({ known: true, checks: [], populations: [] });
  expect(evidenceUses(later, { leaf: 4 })).toMatchObject({ known: false, checks: [], populations: [] });
});
