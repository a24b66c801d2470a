import { expect, test } from 'vitest';
import { catalogueCriteria } from './coverage-table.ts';
import { control } from './testing/assessed.ts';

const checked = control('checked', { checks: ['a/b'], records: ['risk-assessment'], documents: ['d'] });
const recorded = control('recorded', { records: ['risk-assessment'], documents: ['d'], criteria: [{ criterion: 'CC3.2', reason: 'Recorded.' }] });
const written = control('written', {
  documents: ['d'],
  criteria: ['CC1.1', 'CC3.2'].map((criterion) => ({ criterion: criterion as 'CC1.1', reason: 'Written.' })),
});
const bare = control('bare', { criteria: [{ criterion: 'P8.1', reason: 'Bare.' }] });

function couldBe(controls: Parameters<typeof catalogueCriteria>[0]) {
  const rows = catalogueCriteria(controls);
  return Object.fromEntries(['CC1.1', 'CC3.2', 'CC8.1', 'P8.1', 'A1.1'].map((id) => [id, rows.find((one) => one.criterion === id)!.couldBeSeenBy]));
}

test('says for each of the 61 criteria how the catalogue could see it at best', () => {
  const all = [checked, recorded, written, bare];
  expect(catalogueCriteria(all)).toHaveLength(61);
  expect(couldBe(all)).toEqual({ 'CC1.1': 'document', 'CC3.2': 'record', 'CC8.1': 'automated', 'P8.1': 'open', 'A1.1': 'open' });
});

test('says less where a check or a record is taken out', () => {
  expect(
    couldBe([
      { ...checked, checks: [] },
      { ...recorded, records: [] },
    ]),
  ).toMatchObject({ 'CC8.1': 'record', 'CC3.2': 'document' });
  expect(couldBe([])).toMatchObject({ 'CC8.1': 'open', 'CC3.2': 'open' });
});

test('names the controls with their reasons, each with how it could be seen itself', () => {
  const row = catalogueCriteria([recorded, written]).find((one) => one.criterion === 'CC3.2');
  expect(row?.controls).toEqual([
    { control: 'recorded', title: 'Title of recorded', reason: 'Recorded.', couldBeSeenBy: 'record' },
    { control: 'written', title: 'Title of written', reason: 'Written.', couldBeSeenBy: 'document' },
  ]);
});
