import { describe, expect, test } from 'vitest';
import { readFirmTable } from './firm-table.ts';
import { sizeByPopulation } from './size-by-table.ts';
import { type FrequencyRow, type LevelSizes, publishedFrequencyTables, publishedPopulationTables } from './tables.ts';

/** The sources' numbers once more, as they were gathered: table, row, low, typical, high. */
const published = `
sarbanes-oxley-forum,annual,1,1,1
sarbanes-oxley-forum,quarterly,2,2,2
sarbanes-oxley-forum,monthly,2,3,5
sarbanes-oxley-forum,weekly,5,5,15
sarbanes-oxley-forum,daily,15,25,40
sarbanes-oxley-forum,many_per_day,25,25,60
pcaob-as5-template,annual,1,1,1
pcaob-as5-template,quarterly,2,2,2
pcaob-as5-template,monthly,2,2,3
pcaob-as5-template,weekly,5,5,10
pcaob-as5-template,daily,25,25,30
pcaob-as5-template,many_per_day,25,25,40
dcybr,daily,15,,25
dcybr,weekly,10,,15
dcybr,monthly,2,,5
dcybr,per_event,10%,,20%
chiaro,annual,1,1,1
chiaro,quarterly,2,2,2
chiaro,monthly,2,2,2
chiaro,weekly,5,5,5
chiaro,daily,25,25,25
chiaro,many_per_day,40,40,40
`
  .trim()
  .split('\n');

const cell = (size: LevelSizes[keyof LevelSizes]): string => {
  if (size === null) return '';
  return typeof size === 'object' ? `${size.share * 100}%` : String(size);
};

test('published tables by frequency are what was published', () => {
  const lines = publishedFrequencyTables.flatMap(({ name, rows }) =>
    (Object.entries(rows) as [FrequencyRow, LevelSizes][]).map(([row, { low, typical, high }]) =>
      [name, row, ...[low, typical, high].map(cell)].join(','),
    ),
  );
  expect(lines.toSorted()).toEqual(published.toSorted());
});

describe('published tables by population', () => {
  test.each<[name: string, ...sizes: (readonly [population: number, size: number])[]]>([
    ['chiaro-by-population', [0, 0], [1, 1], [10, 10], [11, 8], [50, 8], [51, 15], [250, 15], [251, 25], [1_000_000, 25]],
    ['assurancelab-sensiba', [0, 0], [4, 4], [5, 5], [6, 5], [50, 5], [51, 6], [60, 6], [61, 7], [240, 24], [241, 25], [250, 25], [251, 25]],
    ['kirkpatrickprice', [0, 0], [2, 2], [3, 3], [30, 3], [31, 4], [70, 7], [290, 29], [291, 30], [5_000, 30]],
    ['40-cfr-1090.1805', [0, 0], [18, 18], [19, 19], [25, 19], [26, 20], [40, 20], [41, 25], [65, 25], [66, 29], [100_000, 29]],
  ])('%s', (name, ...sizes) => {
    const table = publishedPopulationTables.find((one) => one.name === name)!;
    expect(sizes.map(([population]) => [population, sizeByPopulation(table, population).size])).toEqual(sizes);
  });

  test('each is a table that a firm could have written', () => {
    for (const { name, kind, rows } of publishedPopulationTables) expect(readFirmTable({ name, kind, rows })).toEqual({ name, kind, rows });
  });
});

test('every table has a name of its own and says where it is from', () => {
  for (const tables of [publishedFrequencyTables, publishedPopulationTables]) {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    for (const { source } of tables) expect(source).not.toBe('');
  }
});
