import { expect, test } from 'vitest';
import { readFirmTable } from './firm-table.ts';

const sizes = { continuous: 1, 'each-time': 45, daily: 30, weekly: 8, monthly: 3, quarterly: 2, 'half-yearly': 2, yearly: 1 };
const byFrequency = { name: 'Our method', kind: 'frequency', sizes };
const rows = [
  { upTo: 10, size: 'all' },
  { upTo: 50, size: 8 },
  { upTo: 250, size: { share: 0.1, min: 6, max: 25 } },
  { upTo: null, size: { share: 0.05, min: 20, max: null } },
];
const byPopulation = { name: 'Our method', kind: 'population', rows };
const withRow = (row: unknown, last: unknown = { upTo: null, size: 25 }) => ({ ...byPopulation, rows: [row, last] });
const withShare = (share: unknown) => withRow({ upTo: 10, size: share });

test('tables of either kind are read as they stand', () => {
  expect(readFirmTable(byFrequency)).toEqual(byFrequency);
  expect(readFirmTable(byPopulation)).toEqual(byPopulation);
  expect(readFirmTable({ ...byPopulation, rows: [{ upTo: null, size: 'all' }] })).toEqual({ ...byPopulation, rows: [{ upTo: null, size: 'all' }] });
});

test.each<[string, unknown, string]>([
  ['nothing', null, 'the table is null'],
  ['a list', [byFrequency], 'the table is ['],
  ['a text', 'chiaro', 'the table is "chiaro"'],
  ['no name', { kind: 'frequency', sizes }, 'name is missing'],
  ['an empty name', { ...byFrequency, name: '' }, 'name is ""'],
  ['a name with a margin', { ...byFrequency, name: ' ours' }, 'name is " ours"'],
  ['a name of two lines', { ...byFrequency, name: 'a\nb' }, 'name is "a'],
  ['an endless name', { ...byFrequency, name: 'a'.repeat(121) }, 'name is'],
  ['no kind', { name: 'Our method', sizes }, 'kind is missing'],
  ['another kind', { ...byFrequency, kind: 'published-frequency' }, 'kind is "published-frequency"'],
  ['a key too many', { ...byFrequency, note: 'x' }, 'the table has "note"'],
  ['rows by frequency', { ...byFrequency, rows }, 'the table has "rows"'],
  ['no sizes', { name: 'Our method', kind: 'frequency' }, 'the table lacks sizes'],
  ['a frequency too few', { ...byFrequency, sizes: { ...sizes, yearly: undefined } }, 'sizes.yearly is missing'],
  ['a frequency left out', { ...byFrequency, sizes: { daily: 25 } }, 'sizes lacks continuous'],
  ['an unknown frequency', { ...byFrequency, sizes: { ...sizes, hourly: 25 } }, 'sizes has "hourly"'],
  ['a size of nothing', { ...byFrequency, sizes: { ...sizes, daily: 0 } }, 'sizes.daily is 0'],
  ['a size below nothing', { ...byFrequency, sizes: { ...sizes, daily: -5 } }, 'sizes.daily is -5'],
  ['half an item', { ...byFrequency, sizes: { ...sizes, daily: 2.5 } }, 'sizes.daily is 2.5'],
  ['a size in words', { ...byFrequency, sizes: { ...sizes, daily: '25' } }, 'sizes.daily is "25"'],
  ['a size beyond all bounds', { ...byFrequency, sizes: { ...sizes, daily: 1e9 } }, 'sizes.daily is 1000000000'],
  ['no rows', { ...byPopulation, rows: [] }, 'rows must be a list'],
  ['rows that are none', { ...byPopulation, rows: { upTo: null, size: 1 } }, 'rows must be a list'],
  ['a row that is none', withRow(25), 'rows[0] is 25'],
  ['a row without a size', withRow({ upTo: 10 }), 'rows[0] lacks size'],
  ['a row with more', withRow({ upTo: 10, size: 5, from: 1 }), 'rows[0] has "from"'],
  ['an end before the end', withRow({ upTo: null, size: 5 }), 'rows[0].upTo is null'],
  ['no end', withRow({ upTo: 10, size: 5 }, { upTo: 20, size: 5 }), 'rows[1].upTo must be null in the last row'],
  [
    'rows that do not rise',
    {
      ...byPopulation,
      rows: [
        { upTo: 10, size: 5 },
        { upTo: 10, size: 6 },
        { upTo: null, size: 7 },
      ],
    },
    'rows[1].upTo is 10, after 10',
  ],
  [
    'rows that fall',
    {
      ...byPopulation,
      rows: [
        { upTo: 10, size: 5 },
        { upTo: 9, size: 6 },
        { upTo: null, size: 7 },
      ],
    },
    'rows[1].upTo is 9, after 10',
  ],
  ['up to none', withRow({ upTo: 0, size: 5 }), 'rows[0].upTo is 0'],
  ['a size by another word', withRow({ upTo: 10, size: 'some' }), 'rows[0].size is "some"'],
  ['a row that draws nothing', withRow({ upTo: 10, size: 0 }), 'rows[0].size is 0'],
  ['a share of nothing', withShare({ share: 0, min: 1, max: 5 }), 'rows[0].size.share is 0'],
  ['more than all', withShare({ share: 1.1, min: 1, max: 5 }), 'rows[0].size.share is 1.1'],
  ['a share in percent', withShare({ share: '10%', min: 1, max: 5 }), 'rows[0].size.share is "10%"'],
  ['a share that is no number', withShare({ share: Number.NaN, min: 1, max: 5 }), 'rows[0].size.share is null'],
  ['a share without its least', withShare({ share: 0.1, max: 5 }), 'rows[0].size lacks min'],
  ['a least of nothing', withShare({ share: 0.1, min: 0, max: 5 }), 'rows[0].size.min is 0'],
  ['a most below the least', withShare({ share: 0.1, min: 6, max: 5 }), 'rows[0].size.max is 5, below min, which is 6'],
])('%s is refused, and the place is named', (_, table, place) => {
  expect(() => readFirmTable(table)).toThrow(expect.objectContaining({ code: 'sampling/firm-table', message: expect.stringContaining(place) }));
});
