import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Frequency } from '../../controls/control.ts';
import { sizeByFrequency, sizeByPopulation } from './size-by-table.ts';
import { type FirmFrequencyTable, type Level, type PopulationTable, publishedFrequencyTables, publishedPopulationTables } from './tables.ts';

const named = (name: string) => publishedFrequencyTables.find((one) => one.name === name)!;
const forum = named('sarbanes-oxley-forum');
const dcybr = named('dcybr');
const firm: FirmFrequencyTable = {
  name: 'Our method',
  kind: 'frequency',
  sizes: { continuous: 1, 'each-time': 45, daily: 30, weekly: 8, monthly: 3, quarterly: 2, 'half-yearly': 2, yearly: 1 },
};

describe('sizeByFrequency', () => {
  test.each<[Frequency, Level, number]>([
    ['daily', 'low', 15],
    ['daily', 'typical', 25],
    ['daily', 'high', 40],
    ['weekly', 'high', 15],
    ['monthly', 'typical', 3],
    ['quarterly', 'low', 2],
    ['half-yearly', 'low', 2],
    ['yearly', 'high', 1],
    ['each-time', 'high', 60],
    ['continuous', 'low', 500],
  ])('%s, %s: %i of 500', (frequency, level, size) => {
    expect(sizeByFrequency(forum, frequency, level, 500).size).toBe(size);
  });

  test('what was read otherwise than it stands there is noted, and nothing else', () => {
    const note = (frequency: Frequency) => sizeByFrequency(forum, frequency, 'typical', 500).note;
    expect(note('continuous')).toContain('all items');
    expect(note('half-yearly')).toContain('quarters');
    expect(note('each-time')).toContain('many times a day');
    expect((['daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const).map(note)).toEqual([null, null, null, null, null]);
  });

  test('the row for events comes before the one for many times a day, and its share is of the population, rounded up', () => {
    const size = (level: Level, population: number) => sizeByFrequency(dcybr, 'each-time', level, population).size;
    expect([size('low', 200), size('high', 200), size('low', 201), size('low', 3), size('low', 0)]).toEqual([20, 40, 21, 1, 0]);
    expect(sizeByFrequency(dcybr, 'each-time', 'low', 200).note).toContain('events');
    expect(sizeByFrequency({ ...forum, rows: { ...forum.rows, ...dcybr.rows } }, 'each-time', 'low', 200).size).toBe(20);
  });

  test.each<[Frequency, Level]>([
    ['yearly', 'low'],
    ['half-yearly', 'high'],
    ['quarterly', 'low'],
    ['daily', 'typical'],
    ['each-time', 'typical'],
  ])('a table without a size for %s, %s is refused', (frequency, level) => {
    expect(() => sizeByFrequency(dcybr, frequency, level, 500)).toThrow(expect.objectContaining({ code: 'sampling/not-in-table' }));
  });

  test('a table of a firm is taken as it stands, whatever the level', () => {
    for (const [frequency, size] of Object.entries(firm.sizes) as [Frequency, number][])
      for (const level of ['low', 'typical', 'high'] as const) expect(sizeByFrequency(firm, frequency, level, 500)).toEqual({ size, note: null });
  });
});

test('a share stays between its ends, whether it has an upper one or not', () => {
  const sizes = (max: number | null) => {
    const table: PopulationTable = { name: 'share', kind: 'population', rows: [{ upTo: null, size: { share: 0.07, min: 20, max } }] };
    return [0, 10, 100, 286, 300, 1_000].map((population) => sizeByPopulation(table, population).size);
  };
  expect(sizes(null)).toEqual([0, 10, 20, 21, 21, 70]);
  expect(sizes(30)).toEqual([0, 10, 20, 21, 21, 30]);
});

test('a population table without a last row is refused where it ends, instead of guessed', () => {
  const open: PopulationTable = { name: 'open', kind: 'population', rows: [{ upTo: 10, size: 'all' }] };
  expect(sizeByPopulation(open, 10).size).toBe(10);
  expect(() => sizeByPopulation(open, 11)).toThrow(expect.objectContaining({ code: 'sampling/not-in-table' }));
});

test('no size is ever more than there are items', () => {
  const frequencies = Object.keys(firm.sizes) as Frequency[];
  const tables = fc.constantFrom(...publishedFrequencyTables.filter(({ name }) => name !== 'dcybr'), firm);
  fc.assert(
    fc.property(
      fc.nat(70),
      tables,
      fc.constantFrom(...frequencies),
      fc.constantFrom<Level>('low', 'typical', 'high'),
      (population, table, frequency, level) => {
        const sizes = [
          sizeByFrequency(table, frequency, level, population),
          ...publishedPopulationTables.map((one) => sizeByPopulation(one, population)),
        ];
        for (const { size } of sizes) {
          expect(size).toBeLessThanOrEqual(population);
          expect(size > 0).toBe(population > 0);
        }
      },
    ),
  );
});

test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%d items are refused', (population) => {
  const refusal = expect.objectContaining({ code: 'sampling/population' });
  expect(() => sizeByFrequency(forum, 'daily', 'low', population)).toThrow(refusal);
  expect(() => sizeByFrequency(firm, 'daily', 'low', population)).toThrow(refusal);
  expect(() => sizeByPopulation(publishedPopulationTables[0]!, population)).toThrow(refusal);
});
