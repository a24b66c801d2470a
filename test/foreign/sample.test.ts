import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawMore, drawSample } from '../../src/audit/sampling/draw.ts';
import { readSampleFile, type SampleFile } from '../../src/audit/workpapers/sample-file.ts';
import { canonicalJson } from '../../src/kernel/canonical-json.ts';
import { hasPython, runPython } from './python.ts';

/** Samples, held against a second implementation that was written from the specification alone. */

interface Row {
  readonly item: string;
  readonly title: string;
  readonly because: string;
  readonly from: string;
  readonly until: string;
  readonly leaves: readonly number[];
}

interface Plan {
  /** All that is random about the rows. */
  readonly salt: number;
  readonly rows: number;
  readonly strata: number;
  readonly size: number;
  /** How many items each addition asks for. */
  readonly additions: readonly number[];
  readonly engagement: string;
  readonly control: string;
  readonly period: { readonly from: string; readonly until: string };
}

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest();
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
const year = { from: '2025-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' };

/** Instants before, in and after the period, a third of them on or beside where a stratum begins. */
function instantOf({ salt, strata, period }: Plan, at: number): number {
  const any = hash(`${salt}/${at}`);
  const [from, until] = [Date.parse(period.from), Date.parse(period.until)];
  const length = until - from;
  if (any.readUInt8(0) % 3 === 0) return from + Math.floor((length * (any.readUInt16BE(8) % (strata + 1))) / strata) + (any.readUInt8(2) % 3) - 1;
  return from - Math.floor(length / 10) + Math.floor((length * 1.2 * any.readUInt32BE(4)) / 2 ** 32);
}

/** Names in more than ASCII, and with what some programs take for the end of a line. */
const names = ['api', 'Grüße', 'web\u2028x', 'a\u0085b', '"quoted"\\', '票', '😀', ' padded '];

function rowsOf(plan: Plan): Row[] {
  return Array.from({ length: plan.rows }, (_, at) => {
    const from = instantOf(plan, at);
    const item = `${names[at % names.length]}@${hash(`${plan.salt}`).toString('hex', 0, 2)}-${at}`;
    return { item, title: `Change ${item}`, because: 'merged', from: iso(from), until: iso(from + 1), leaves: [at * 3] };
  });
}

const fileOf = (rows: readonly Row[]) => rows.map((row) => `${canonicalJson({ ...row })}\n`).join('');

/** The file of what our own program draws. */
function drawnBy({ engagement, control, strata, size, period, additions }: Plan, rows: readonly Row[]): SampleFile {
  const populationSha256 = hash(fileOf(rows)).toString('hex');
  const drawing = { engagement, control, populationSha256, items: rows.map(({ item, from }) => ({ item, from })), size, strata, period };
  const { seed, items } = drawSample(drawing);
  let already = items;
  const extensions = additions.map((more, at) => {
    const added = drawMore(drawing, { seed, items: already }, more).items;
    already = [...already, ...added];
    return { by: 'auditor@firm.example', at: iso(Date.UTC(2026, 1, 1 + at)), reason: `Reason ${at}`, items: added };
  });
  return {
    format: 'tickmark-drawn-sample/1',
    engagement,
    control,
    population: 'changes',
    populationSha256,
    period,
    strata,
    size,
    seed,
    items,
    extensions,
  };
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-sample-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function hold(sample: SampleFile, rows: readonly Row[]) {
  const [drawn, population] = [join(folder, `${sample.control}--${sample.population}.json`), join(folder, `${sample.population}.ndjson`)];
  const text = JSON.stringify(sample);
  expect(readSampleFile(text)).toEqual(sample);
  await writeFile(drawn, text);
  await writeFile(population, fileOf(rows));
  return runPython('sample.py', [drawn, population]);
}

async function expectSame(plan: Plan): Promise<void> {
  const rows = rowsOf(plan);
  const sample = drawnBy(plan, rows);
  expect(sample.items).toHaveLength(Math.min(plan.size, plan.rows));
  expect(await hold(sample, rows)).toEqual({ code: 0, output: 'same\n', errors: '' });
}

const period = fc
  .tuple(
    fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }),
    fc.oneof({ weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) }, { weight: 4, arbitrary: fc.integer({ min: 1, max: 4e10 }) }),
  )
  .map(([from, length]) => ({ from: iso(from), until: iso(from + length) }));

const plans: fc.Arbitrary<Plan> = fc.noBias(fc.integer({ min: 1, max: 3_000 })).chain((rows) =>
  fc.record({
    salt: fc.nat(),
    rows: fc.constant(rows),
    strata: fc.integer({ min: 1, max: 12 }),
    size: fc.oneof(fc.integer({ min: 0, max: rows }), fc.integer({ min: 0, max: Math.min(rows, 60) })),
    additions: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    engagement: fc.constantFrom('audit-2025', 'Prüfung 2025', '監査'),
    control: fc.constantFrom('change-review', 'access-review'),
    period,
  }),
);

const plain: Plan = {
  salt: 7,
  rows: 200,
  strata: 4,
  size: 24,
  additions: [5, 3],
  engagement: 'audit-2025',
  control: 'change-review',
  period: year,
};

const all = (rows: number): Partial<Plan> => ({ rows, size: rows, additions: [] });

if (hasPython('the second implementation of samples')) {
  describe('a second implementation draws the same', () => {
    test('from 40 random populations, with additions', async () => {
      await fc.assert(fc.asyncProperty(plans, expectSame), { numRuns: 40 });
    }, 180_000);

    test.each<[string, Partial<Plan>]>([
      ['one item, nothing drawn', { rows: 1, size: 0, additions: [1] }],
      ['one item, drawn', { rows: 1, size: 1, additions: [] }],
      ['no item', { rows: 0, size: 3, additions: [] }],
      ['fewer items than strata', { rows: 5, strata: 12, size: 3, additions: [1, 1] }],
      ['all items', { size: 200, additions: [] }],
      ['more than there are', { size: 900, additions: [] }],
      ['additions that leave nothing', { size: 190, additions: [4, 6] }],
      ['a large one', { rows: 3_000, strata: 12, size: 1_499, additions: [100, 1] }],
      ['products beyond 2^53', { ...all(2_000), strata: 1_000, period: { from: '1000-01-01T00:00:00.001Z', until: '9000-01-01T00:00:00.000Z' } }],
    ])('from the edges: %s', async (_, part) => {
      await expectSame({ ...plain, ...part });
    });
  });

  describe('a second implementation reports', () => {
    const rows = rowsOf(plain);
    const sample = drawnBy(plain, rows);
    const [first, second] = sample.extensions;
    const taken = new Set([...sample.items, ...sample.extensions.flatMap(({ items }) => items)].map(({ item }) => item));
    /** Any item that was not drawn, with its true stratum and rank. */
    const other = drawnBy({ ...plain, size: rows.length, additions: [] }, rows).items.find(({ item }) => !taken.has(item));
    if (other === undefined || first === undefined || second === undefined) throw new Error('The sample is not one to tamper with.');

    async function expectReported(said: SampleFile, population: readonly Row[], differences: readonly string[]) {
      const { code, output, errors } = await hold(said, population);
      expect({ code, errors }).toEqual({ code: 1, errors: '' });
      const places = output.trimEnd().split('\n');
      expect(places.map((line) => line.slice(0, line.indexOf(': the file says')))).toEqual(differences);
    }

    test('nothing of the sample that the others are made from', async () => {
      expect((await hold(sample, rows)).output).toBe('same\n');
    });

    test('one item swapped for one that was not drawn, though its stratum and rank are true', async () => {
      const swapped = { ...sample, items: sample.items.with(9, other) };
      await expectReported(swapped, rows, ['items: item 10']);
    });

    test('one added item swapped', async () => {
      await expectReported({ ...sample, extensions: [{ ...first, items: first.items.with(0, other) }, second] }, rows, ['addition 1: item 1']);
    });

    test('an item left out', async () => {
      await expectReported({ ...sample, items: sample.items.slice(0, -1) }, rows, ['items: number of items']);
    });

    test('another seed', async () => {
      await expectReported({ ...sample, seed: '0'.repeat(64) }, rows, ['seed']);
    });

    test('the draw of another engagement', async () => {
      const foreign = drawnBy({ ...plain, engagement: 'audit-2026' }, rows);
      const { code, output, errors } = await hold({ ...foreign, engagement: plain.engagement }, rows);
      expect({ code, errors }).toEqual({ code: 1, errors: '' });
      expect(output).toMatch(/^seed: /);
      expect(output).toMatch(/^items: item 1: /m);
    });

    test('a row added to the population', async () => {
      const added: Row = { item: 'late@1', title: 'Late', because: 'merged', from: year.from, until: '2025-01-01T00:00:00.001Z', leaves: [1] };
      const { code, output, errors } = await hold(sample, [...rows, added]);
      expect({ code, errors }).toEqual({ code: 1, errors: '' });
      expect(output).toMatch(/^populationSha256: .*\nseed: /);
    });

    test('a text in the population that no sample reads', async () => {
      const { code, output } = await hold(
        sample,
        rows.map((row, at) => (at === 0 ? { ...row, title: 'Another' } : row)),
      );
      expect(code).toBe(1);
      expect(output).toMatch(/^populationSha256: .*\nseed: /);
    });

    test('a stratum moved: of one item', async () => {
      const moved = sample.items.map((drawn, at) => (at === 3 ? { ...drawn, stratum: (drawn.stratum % plain.strata) + 1 } : drawn));
      await expectReported({ ...sample, items: moved }, rows, ['items: item 4']);
    });

    test.each<[string, Partial<SampleFile>]>([
      ['their number', { strata: 5 }],
      ['their bounds, with the period', { period: { from: year.from, until: '2025-12-01T00:00:00.000Z' } }],
    ])('a stratum moved: %s', async (_, part) => {
      const { code, output, errors } = await hold({ ...sample, ...part }, rows);
      expect({ code, errors }).toEqual({ code: 1, errors: '' });
      expect(output).toMatch(/^items: item \d+: /m);
    });
  });
} else {
  test('needs Python, which this machine does not have', () => expect(hasPython('the second implementation of samples')).toBe(false));
}
