import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workpapers } from './compose.ts';
import { checkSample } from './rederive.ts';
import { readSampleFile, type SampleFile, sampleFile } from './sample-file.ts';
import { control, drawn, engagementAfter, frozenAs, inputOf, numbered, population, sealed } from './testing/sample-papers.ts';
import { workpapersJson } from './workpapers-json.ts';

const rows = sealed({ items: numbered(40, (at) => ({ from: new Date(Date.UTC(2025, 0, at * 8)).toISOString() })) });
const items = rows.items.get(population)!;

function fileOf(size: number, more: { more?: number; strata?: number } = {}): SampleFile {
  const papers = workpapers(inputOf(engagementAfter(frozenAs(rows, 'sealed-1'), ...drawn(rows, size, more)), rows));
  return sampleFile(papers.engagement, { control, population }, papers.controls[0]!.tests[0]!.sample!);
}

describe('a drawn sample', () => {
  test('is drawn again from the rows, with what was added to it, whatever its size and strata', () => {
    const drawing = fc.record({ size: fc.integer({ min: 1, max: 30 }), more: fc.nat(10), strata: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(drawing, ({ size, more, strata }) => {
        const file = fileOf(size, { more, strata });
        expect(checkSample(file, items)).toEqual([]);
        expect(readSampleFile(workpapersJson(file))).toEqual(file);
      }),
      { numRuns: 60 },
    );
  });

  test('from other rows is said to be from other rows', () => {
    expect(checkSample(fileOf(5), items.slice(1))).toEqual([
      expect.stringMatching(/^The rows of changes have the SHA-256 [0-9a-f]{64}; the sample was drawn from/),
    ]);
    expect(checkSample(fileOf(5), items.toReversed())).toHaveLength(1);
  });

  test('in which an item was swapped names both', () => {
    const file = fileOf(5);
    const drawnKeys = new Set(file.items.map((one) => one.item));
    const other = items.find((one) => !drawnKeys.has(one.item))!.item;
    const first = file.items[0]!.item;
    expect(checkSample({ ...file, items: [{ ...file.items[0]!, item: other }, ...file.items.slice(1)] }, items)).toEqual([
      `The sample holds "${other}", which is not drawn.`,
      `The sample lacks "${first}", which is drawn.`,
    ]);
  });

  test('says what else differs: seed, rank, stratum, order, size, something named twice', () => {
    const file = fileOf(4, { strata: 3 });
    const [first, ...rest] = file.items;
    expect(checkSample({ ...file, seed: 'f'.repeat(64) }, items)).toEqual([`The seed is ${file.seed}; the sample says ${'f'.repeat(64)}.`]);
    expect(checkSample({ ...file, items: [{ ...first!, rank: 'a', stratum: 9 }, ...rest] }, items)).toEqual([
      `The sample has "${first!.item}" in stratum 9; it lies in ${first!.stratum}.`,
      `The sample gives "${first!.item}" the rank a; it is ${first!.rank}.`,
    ]);
    expect(checkSample({ ...file, items: file.items.toReversed() }, items)).toEqual([
      'The sample holds what is drawn, but not in the population’s order.',
    ]);
    expect(checkSample({ ...file, size: 5 }, items)).not.toEqual([]);
    expect(checkSample({ ...file, items: [...file.items, first!] }, items)).toEqual(['The sample names 1 item twice.']);
    expect(checkSample({ ...file, engagement: 'another' }, items)[0]).toMatch(/^The seed is /);
  });

  test('an addition that left the next of the ranking out is named', () => {
    const file = fileOf(5, { more: 2 });
    const [extension] = file.extensions;
    const other = { ...extension!.items[0]!, item: 'api@999' };
    expect(checkSample({ ...file, extensions: [{ ...extension!, items: [other, extension!.items[1]!] }] }, items)).toEqual([
      'Addition 1 holds "api@999", which is not drawn.',
      `Addition 1 lacks "${extension!.items[0]!.item}", which is drawn.`,
    ]);
  });

  test('that nobody could draw says why', () => {
    expect(checkSample({ ...fileOf(5), strata: 0 }, items)).toEqual([expect.stringMatching(/^It cannot be drawn again: The number of strata is 0/)]);
  });
});

test('a file that is none is refused', () => {
  expect(() => readSampleFile('{')).toThrow(expect.objectContaining({ code: 'workpapers/sample' }));
  const other = JSON.stringify({ ...fileOf(2), strata: 'one' });
  expect(() => readSampleFile(other)).toThrow('This is not the file of a drawn sample: strata is not as it should be.');
});
