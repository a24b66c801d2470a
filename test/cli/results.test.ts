import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultsSchema } from '../../src/audit/exports/results-schema.ts';
import type { ProgramReport } from '../../src/audit/program-report.ts';
import { allControls } from '../../src/controls/index.ts';
import { configurationFor, tickmark, tooWide } from '../support/cli.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

/** Results by control and criterion, from a small company with a program of its own: two controls that it keeps, one whose promise changed. */

const folder = temporaryFolder();
const at = '2026-01-10T00:00:00Z';
const program = join(folder.path, 'program');
const here = { folder: program, at };

const controls = `controls:
  - { id: change-tickets, version: 1, since: 2025-01-15, until: 2025-06-30 }
  - { id: change-tickets, version: 2, since: 2025-07-01, promise: Every change names its ticket from the first day on. }
  - { id: oversight-meetings, since: 2025-01-15 }
`;

const minutes = `control-records:
  - { id: om-1, record: oversight-meeting, due: 2025-04-14, done: 2025-04-02, by: [p-001], notes: Went through the results. }
`;

const people = `people:
  - { id: p-001, name: Ada Example, emails: [ada@x.example], role: Head of engineering, employment: [{ from: 2024-01-01 }] }
`;

beforeAll(async () => {
  const api = testRepository(join(folder.path, 'api'));
  api.commit({ at: '2025-02-01T10:00:00Z', message: 'API-1 Begin' });
  api.commit({ at: '2025-03-01T10:00:00Z', message: 'Without a ticket' });
  api.commit({ at: '2025-08-01T10:00:00Z', message: 'API-2 Go on' });
  const given = ['--title', 'Example Ltd', '--zone', 'Europe/Vienna', '--since', '2025-01-15', '--repository', 'api'];
  await tickmark(['init', 'program', ...given], { folder: folder.path, at });
  await writeFile(join(program, '.gitignore'), '.tickmark\n');
  await writeFile(join(program, 'records', 'controls.yaml'), controls);
  await writeFile(join(program, 'records', 'people.yaml'), people);
  const repository = testRepository(program);
  repository.commit({ at: '2025-01-14T10:00:00Z', message: 'Adopt' });
  await writeFile(join(program, 'records', 'control-records.yaml'), minutes);
  repository.commit({ at: '2025-04-02T10:00:00Z', message: 'The first meeting' });
});
afterAll(() => folder.remove());

describe('before anything is assessed', () => {
  test('the catalogue is read, and no data directory is made', async () => {
    const listed = await tickmark(['controls'], here);
    expect([listed.code, listed.err, tooWide(listed.out)]).toEqual([0, '', []]);
    const one = await tickmark(['controls', 'oversight-meetings'], here);
    expect(one.out).toContain('oversight-meeting.every: 3 months unless a policy says otherwise');
    const criteria = await tickmark(['criteria'], here);
    expect(criteria.out).toContain('Nothing is assessed yet.');
    expect(existsSync(join(program, '.tickmark'))).toBe(false);
  });

  test('the catalogue as JSON: every control with its ids, every criterion with how it could be seen', async () => {
    const told = JSON.parse((await tickmark(['controls', '--json'], here)).out) as { controls: { id: string; kept?: object }[]; criteria: object[] };
    expect(told.controls.map((one) => one.id)).toEqual(allControls.map((one) => one.id));
    expect(told.controls.find((one) => one.id === 'oversight-meetings')).toMatchObject({
      checks: [],
      records: [{ id: 'oversight-meeting', title: 'Oversight meeting', every: { setting: 'oversight-meeting.every', default: '3 months' } }],
      couldBeSeenBy: 'record',
    });
    expect(told.controls[0]).not.toHaveProperty('kept');
    expect(told.criteria).toHaveLength(61);
    const one = JSON.parse((await tickmark(['controls', 'change-tickets', '--json'], here)).out) as { controls: object[]; criteria: object[] };
    expect([one.controls.length, one.criteria]).toEqual([1, [expect.objectContaining({ criterion: 'CC8.1', couldBeSeenBy: 'automated' })]]);
    const criteria = JSON.parse((await tickmark(['criteria', '--json'], here)).out) as { from: string; counts: { criteria: number } };
    expect([criteria.from, criteria.counts.criteria]).toEqual(['catalogue', 61]);
  });

  test.each([
    [['controls', 'change-ticket'], 'Did you mean change-tickets'],
    [['results'], 'Nothing is assessed yet: there is no data directory at'],
    [['criteria', '--audit', 'year'], 'Run: tickmark collect, then tickmark assess'],
    [['criteria', '--catalogue', '--audit', 'year'], 'Give --catalogue, or --audit or --period.'],
    [['controls', '--data', 'nowhere'], 'Nothing is assessed yet'],
    [['results', 'nothing'], 'There is no control "nothing" in the catalogue.'],
    [['results', '--format', 'csv'], 'Name the folder to write csv into: --out FOLDER'],
    [['results', '--out', 'x'], 'Say with --format what to write'],
    [['results', '--format', 'xml', '--out', 'x'], '--format takes csv, json, sarif, oscal, not "xml".'],
    [['results', 'change-tickets', '--format', 'csv', '--out', 'x'], 'Files hold the results of all controls. Leave out "change-tickets".'],
    [['results', '--fail-on', 'always'], '--fail-on takes exceptions, unknown or never'],
  ])('tickmark %j is refused with what to do', async (args, sentence) => {
    const { code, out, err } = await tickmark(args, here);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toContain('bug');
  });
});

describe('once it is assessed', () => {
  let report: ProgramReport;
  beforeAll(async () => {
    await tickmark(['collect'], here);
    const unassessed = await tickmark(['results'], here);
    expect([unassessed.code, unassessed.err]).toEqual([2, expect.stringContaining('Run `tickmark assess` first.')]);
    expect((await tickmark(['criteria'], here)).out).toContain('Nothing is assessed yet.');
    await tickmark(['assess', '--period', '2025-01-15..2025-12-31'], here);
    report = JSON.parse((await tickmark(['results', '--json'], here)).out) as ProgramReport;
  });

  test('results: those with exceptions first, the promise that changed in two parts', async () => {
    const { code, out, err } = await tickmark(['results'], here);
    expect([code, err, tooWide(out)]).toEqual([1, '', []]);
    expect(out).toMatch(/^Example Ltd: of \d+ controls, 2 with exceptions, /);
    expect(out).toMatch(
      /✗ change-tickets .*\n {4}\|[✓✗?·]{52}\|.*\n {4}Version 1 until 2025-06-30\n {4}✗ Changes refer to a ticket: 1 of 2 items failed\n/,
    );
    expect(out).toContain('Version 2 from 2025-07-01\n    Changes refer to a ticket: 0 of 1 item failed\n');
    expect(out).toMatch(/ {6}✗ 2025-03-01 11:00 {2}api@[0-9a-f]{10} {2}Without a ticket\n/);
  });

  test('one control in full, with a record that was missed', async () => {
    const { code, out } = await tickmark(['results', 'oversight-meetings'], here);
    expect([code, tooWide(out)]).toEqual([1, []]);
    expect(out).toContain('✗ oversight-meeting  Oversight meeting, every 3 months: 3 due, 2 missed');
    expect(out).toContain('Exceptions: 2; 2 without a response of management');
    expect(out).not.toContain('change-tickets');
  });

  test('what management answers stands beside the exception from then on', async () => {
    const item = report.controls.find((one) => one.id === 'change-tickets')?.exceptions[0]?.item as string;
    const said = ['--cause', 'It was forgotten.', '--response', 'It was read afterwards.', '--as', 'p-001'];
    expect((await tickmark(['respond', '--check', 'change/ticket-reference', '--item', item, ...said], here)).code).toBe(0);
    expect((await tickmark(['results'], { ...here, width: 120 })).out).toContain(
      'Management (p-001, 2026-01-10): Cause: It was forgotten. Response: It was read afterwards.',
    );
  });

  test('the exit code is that of what is shown', async () => {
    const codeOf = async (...args: string[]) => (await tickmark(['results', ...args], here)).code;
    expect(await codeOf('--fail-on', 'never')).toBe(0);
    expect(await codeOf('leaver-access')).toBe(3);
    expect(await codeOf('leaver-access', '--fail-on', 'exceptions')).toBe(0);
    expect(await codeOf('--json')).toBe(1);
  });

  test('--json is the whole report as its schema has it, or the one control that was named', async () => {
    expect(resultsSchema.parse(report)).toEqual(report);
    const one = JSON.parse((await tickmark(['results', 'change-tickets', '--json'], here)).out) as ProgramReport;
    expect(one.controls.map(({ id }) => id)).toEqual(['change-tickets']);
    resultsSchema.parse(one);
  });

  test('a control that bears on nothing in scope has no results, and says why', async () => {
    const { code, err } = await tickmark(['results', 'privacy-notice'], here);
    expect([code, err]).toEqual([2, expect.stringContaining('bears on no criterion of a category that the program commits to')]);
  });

  test('criteria: those in scope counted by how they were seen, the others apart', async () => {
    const { code, out } = await tickmark(['criteria'], here);
    expect([code, tooWide(out)]).toEqual([0, []]);
    const told = JSON.parse((await tickmark(['criteria', '--json'], here)).out) as {
      from: string;
      counts: Record<string, number>;
      criteria: { inScope: boolean }[];
    };
    const { inScope, ...by } = told.counts;
    expect([told.from, inScope]).toEqual(['assessment', told.criteria.filter((one) => one.inScope).length]);
    expect(Object.values(by).reduce((sum, one) => sum + one, 0)).toBe(inScope);
    expect(out).toContain(`Example Ltd: ${inScope} criteria in scope: ${by['automated']} automated, `);
    expect(out).toContain('Out of scope: the program does not commit to these categories');
    expect((await tickmark(['criteria', '--catalogue'], here)).out).toMatch(/^61 criteria: /);
  });

  test('controls --data says what the program keeps', async () => {
    const { out } = await tickmark(['controls', '--data', '.tickmark'], here);
    expect(out.match(/Kept since/g)).toHaveLength(2);
    expect(out).toContain('Kept since 2025-07-01, version 2');
    const told = JSON.parse((await tickmark(['controls', '--data', '.tickmark', '--json'], here)).out) as { controls: { kept: object | null }[] };
    expect(told.controls.filter((one) => one.kept !== null)).toHaveLength(2);
  });

  test.each([
    ['csv', 3],
    ['json', 1],
    ['sarif', 1],
    ['oscal', 5],
  ])('--format %s writes %i files once, and again only over its own', async (format, count) => {
    const wanted = ['results', '--format', format, '--out', `../out-${format}`, '--fail-on', 'never'];
    const { code, out } = await tickmark(wanted, here);
    expect([code, out]).toEqual([0, expect.stringContaining(`Wrote ${count} file`)]);
    const names = await readdir(join(folder.path, `out-${format}`));
    expect(names).toHaveLength(count);
    for (const name of names) expect(out).toContain(`  ${name} `);
    const occupied = await tickmark(wanted, here);
    expect([occupied.code, occupied.out, occupied.err]).toEqual([2, '', expect.stringContaining('is not empty')]);
    const again = JSON.parse((await tickmark([...wanted, '--replace', '--json'], here)).out) as { files: { path: string }[] };
    expect(again.files.map((one) => one.path).sort()).toEqual(names.sort());
  });

  test('an exported report is the one that is printed', async () => {
    const written = JSON.parse(await readFile(join(folder.path, 'out-json', 'results.json'), 'utf8')) as ProgramReport;
    expect(written.treeSize).toBe(report.treeSize);
    expect(written.controls.map((one) => one.id)).toEqual(report.controls.map((one) => one.id));
  });
});

test('without a program there are results all the same, of security alone, and they say that nobody adopted it', async () => {
  await writeFile(join(folder.path, 'tickmark.yaml'), configurationFor('api'));
  const lone = { folder: folder.path, at };
  await tickmark(['collect'], lone);
  await tickmark(['assess', '--period', '2025-06-30'], lone);
  const { code, out, err } = await tickmark(['results'], lone);
  expect([code, err]).toEqual([3, '']);
  expect(out.replace(/\s+/g, ' ')).toContain('No program is known: these are the controls of the catalogue for security alone, adopted by nobody.');
  expect(out).toContain('Type 1, on 2025-06-30 (UTC)');
  expect((await tickmark(['criteria'], lone)).out).toContain('Example: 33 criteria in scope: ');
});
