import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passing, sampleReport } from '../audit/exports/testing/sample-report.ts';
import { readFormat, writeResults } from './results-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const report = sampleReport();

test.each([
  ['csv', ['controls.csv', 'criteria.csv', 'exceptions.csv']],
  ['json', ['results.json']],
  ['sarif', ['results.sarif']],
  ['oscal', ['assessment-plan.json', 'assessment-results.json', 'catalog.json', 'component-definition.json', 'plan-of-action-and-milestones.json']],
] as const)('%s: into a folder that is not there yet', async (format, names) => {
  const out = join(folder, 'deep', 'er');
  const written = await writeResults(report, { format, out, replace: false });
  expect((await readdir(out)).sort()).toEqual(names);
  expect(written.map((one) => one.path).sort()).toEqual(names);
  for (const { path, bytes } of written) expect((await readFile(join(out, path))).length).toBe(bytes);
});

test('json is the whole report', async () => {
  await writeResults(report, { format: 'json', out: folder, replace: false });
  expect(JSON.parse(await readFile(join(folder, 'results.json'), 'utf8'))).toEqual(report);
});

test('a folder in which anything stands is refused, and not written into', async () => {
  await writeFile(join(folder, 'mine.txt'), 'mine');
  await expect(writeResults(report, { format: 'csv', out: folder, replace: false })).rejects.toMatchObject({ code: 'out/not-empty' });
  expect(await readdir(folder)).toEqual(['mine.txt']);
});

test('what is replaced leaves what is not its own, and no plan of an earlier export that has nothing more to plan', async () => {
  await writeFile(join(folder, 'mine.txt'), 'mine');
  await writeResults(report, { format: 'oscal', out: folder, replace: true });
  expect(await readdir(folder)).toContain('plan-of-action-and-milestones.json');
  const clear = sampleReport({ controls: [passing], exclusions: [], coverage: [] });
  const written = await writeResults(clear, { format: 'oscal', out: folder, replace: true });
  expect((await readdir(folder)).sort()).toEqual([...written.map((one) => one.path), 'mine.txt'].sort());
  expect(await readdir(folder)).not.toContain('plan-of-action-and-milestones.json');
  expect(await readFile(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
});

test.each(['xml', '', 'CSV', 'toString'])('"%s" is no format', (text) => {
  expect(() => readFormat(text)).toThrow('--format takes csv, json, sarif, oscal');
});
