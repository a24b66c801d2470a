import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPython, runPython } from '../../../test/foreign/python.ts';
import { sha256Hex } from '../../kernel/hash.ts';
import { type Drawing, drawSample } from './draw.ts';
import { sampleSize } from './exact.ts';

/** docs/spec/sampling.md says it, its Python does it, and the program does the same. */

const specification = readFileSync(new URL('../../../docs/spec/sampling.md', import.meta.url), 'utf8');

function shown(language: string): string {
  const block = specification.split(`\`\`\`${language}\n`)[1]?.split('```')[0];
  if (block === undefined) throw new Error(`The specification shows no ${language}.`);
  return block;
}

type Row = { readonly item: string; readonly from: string };
const readRows = (ndjson: string): Row[] =>
  ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

const [call = '', ...answer] = shown('text').trimEnd().split('\n');
const [engagement = '', control = '', , size, strata, from = '', until = ''] = call.split(' ').slice(3);
const population = shown('ndjson');
const example: Drawing = {
  engagement,
  control,
  populationSha256: sha256Hex(population),
  items: readRows(population),
  size: Number(size),
  strata: Number(strata),
  period: { from, until },
};

function written(drawing: Drawing): string[] {
  const sample = drawSample(drawing);
  return [`seed ${sample.seed}`, ...sample.items.map(({ item, stratum, rank }) => `${stratum} ${rank} ${item}`)];
}

test('the example of the specification is drawn as it stands there', () => {
  expect(example.items).toHaveLength(12);
  expect(answer).toHaveLength(1 + example.size);
  expect(written(example)).toEqual(answer);
});

test('the sizes of the specification are what is calculated', () => {
  const rows = [...specification.matchAll(/^\| ([\d,]+|without end) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)];
  expect(rows).toHaveLength(8);
  for (const [, items = '', ...sizes] of rows) {
    const of = items === 'without end' ? null : Number(items.replace(',', ''));
    const calculated = [0.1, 0.05].flatMap((tolerableRate) =>
      [0.9, 0.95].map((confidence) => sampleSize({ population: of, confidence, tolerableRate, expectedDeviations: 0 })),
    );
    expect([items, ...calculated]).toEqual([items, ...sizes.map(Number)]);
  }
});

describe.runIf(hasPython('drawing samples by the Python of the specification'))('the Python of the specification', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tickmark-sampling-'));
    writeFileSync(join(folder, 'sample.py'), shown('python'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function byPython(drawing: Drawing, ndjson: string): Promise<string[]> {
    const path = join(folder, 'population.ndjson');
    writeFileSync(path, ndjson);
    const { period } = drawing;
    const ran = await runPython(join(folder, 'sample.py'), [
      ...[drawing.engagement, drawing.control, path, String(drawing.size), String(drawing.strata)],
      ...[period.from, period.until],
    ]);
    expect(ran).toMatchObject({ code: 0, errors: '' });
    return ran.output.trimEnd().split('\n');
  }

  test('is a program of 30 lines', () => {
    expect(shown('python').trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  test('answers to the example as it stands there', async () => {
    expect(await byPython(example, population)).toEqual(answer);
  });

  test('draws what the program draws, from any population', async () => {
    const word = fc.string({ minLength: 1, maxLength: 10, unit: fc.constantFrom(...'ab@/-é漢😀') });
    const instant = fc.date({ min: new Date('2023-06-01'), max: new Date('2026-06-01'), noInvalidDate: true }).map((at) => at.toISOString());
    const drawn = fc.record({
      rows: fc.uniqueArray(fc.record({ from: instant, item: word }), { maxLength: 60, selector: ({ item }) => item }),
      engagement: word,
      control: word,
      size: fc.nat(70),
      strata: fc.integer({ min: 1, max: 15 }),
      ends: fc.uniqueArray(instant, { minLength: 2, maxLength: 2 }).map((ends) => ends.toSorted()),
    });
    await fc.assert(
      fc.asyncProperty(drawn, async ({ rows, ends, ...one }) => {
        const ndjson = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
        const drawing = {
          ...one,
          items: readRows(ndjson),
          populationSha256: sha256Hex(ndjson),
          period: { from: ends[0] ?? '', until: ends[1] ?? '' },
        };
        expect(await byPython(drawing, ndjson)).toEqual(written(drawing));
      }),
      { numRuns: 40 },
    );
  });
});
