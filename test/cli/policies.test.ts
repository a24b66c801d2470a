import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WrittenExclusion, WrittenItem } from '../../src/audit/assessment.ts';
import type { PolicyReport } from '../../src/audit/policies/policy-report.ts';
import { tickmark, tooWide } from '../support/cli.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

/** A program with one policy in force and one exclusion: what the report on policies says, and what is listed as suppressed. */

const folder = temporaryFolder();
const program = join(folder.path, 'program');
const here = { folder: program, at: '2026-01-10T00:00:00Z' };

beforeAll(async () => {
  const api = testRepository(join(folder.path, 'api'));
  const failed = api.commit({ at: '2025-03-01T10:00:00Z', message: 'Without a ticket' });
  api.commit({ at: '2025-03-02T10:00:00Z', message: 'API-1 With one' });
  const init = ['init', 'program', '--title', 'Example Ltd', '--zone', 'Europe/Vienna', '--since', '2025-01-15', '--repository', 'api'];
  await tickmark(init, { folder: folder.path, at: here.at });
  await writeFile(join(program, '.gitignore'), '.tickmark\n');
  await edit('records/scope.yaml', (text) =>
    text.replace(/ {2}- id: first-period\n.*\n.*\n.*\n/, '  - { id: year, type: 2, from: 2025-01-15, until: 2025-12-31 }\n'),
  );
  await edit('policies/access-control.md', (text) =>
    text
      .replace(/^status: draft.*$/m, 'status: adopted')
      .replace(/^# (approved-by:.*)$/m, '$1')
      .replace(/^# (approved-on|reviewed-on|effective): 2025-01-\d\d/gm, '$1: 2025-01-13')
      .replace(/^parameters:$/m, 'parameters:\n  badge.colours: 3\n  change.ticket-prefixes: [API]'),
  );
  const people = ['p-001', 'p-002'].map(
    (id) => `  - { id: ${id}, name: ${id}, emails: [], role: Head, authority: [policies, exclusions], employment: [{ from: 2024-01-01 }] }\n`,
  );
  await writeFile(join(program, 'records', 'people.yaml'), `people:\n${people.join('')}`);
  const approved = 'requested-by: p-002, approved-by: p-001, approved-at: 2025-03-13T10:00:00Z, until: 2025-12-31';
  await writeFile(
    join(program, 'records', 'exclusions.yaml'),
    `exclusions:\n  - { id: ex-1, check: change/ticket-reference, items: ["api@${failed}"], reason: The tracker was down., ${approved} }\n  - { id: ex-2, check: change/tiket, items: [x], reason: Misspelt., ${approved} }\n`,
  );
  testRepository(program).commit({ at: '2025-01-14T10:00:00Z', message: 'Adopt' });
  expect((await tickmark(['collect'], here)).code).toBe(0);
  await tickmark(['assess'], here);
});
afterAll(() => folder.remove());

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(program, path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(program, path), after);
}

test('the report on policies tells what they promise and how it compares, and where documents and checks do not meet', async () => {
  const told = await tickmark(['policies'], here);
  expect([told.code, told.err]).toEqual([0, '']);
  expect(tooWide(told.out)).toEqual([]);
  const text = told.out.replace(/\s+/g, ' ');
  expect(text).toContain('1 adopted');
  expect(text).toContain('Access is reviewed every 3 months (access-review.every)');
  expect(text).toContain('A change names a ticket of API (change.ticket-prefixes) ✓ change/ticket-reference 1 item tested, none failed, 1 excluded.');
  expect(text).toContain('badge.colours 3 (policy access-control, version 1). No check reads this number.');
  expect(text).toContain('Numbers that checks use and no document names');
  expect(text).toContain('Drafts, whose numbers count for nothing');
});

test('one policy alone, as JSON; one that there is not is refused, with those that are like it', async () => {
  const told = await tickmark(['policies', 'access-control', '--json'], here);
  const report = JSON.parse(told.out) as PolicyReport;
  expect(report.policies.map((one) => one.id)).toEqual(['access-control']);
  expect(report.policies[0]?.parameters.find((one) => one.name === 'access-removal.within')).toMatchObject({
    counts: true,
    checks: [{ measure: 'limit' }, {}],
  });
  const near = await tickmark(['policies', 'acces-control'], here);
  expect([near.code, near.err]).toEqual([2, expect.stringContaining('Did you mean access-control')]);
  const none = await tickmark(['policies', '--audit', 'another'], here);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('no sealed assessment of another')]);
});

test('what is suppressed is listed in the package, late exclusions say so, and the package verifies', async () => {
  expect((await tickmark(['export', '--out', '../package'], here)).code).toBe(0);
  const read = (path: string) => readFile(join(folder.path, 'package', path), 'utf8');
  const exclusions = JSON.parse(await read('exclusions.json')) as WrittenExclusion[];
  expect(exclusions.map(({ id, inForce, remark }) => ({ id, inForce, remark })).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
    { id: 'ex-1', inForce: true, remark: 'Approved 12 d after the item failed.' },
    { id: 'ex-2', inForce: true, remark: 'No check "change/tiket" is asked here, so that it lies over nothing.' },
  ]);
  const rows = (await read('populations/suppressions.ndjson'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WrittenItem);
  expect(rows.map((one) => one.item)).toEqual(['exclusion/ex-1', 'exclusion/ex-2']);
  expect(await read('report/populations/suppressions.html')).toContain('“The tracker was down.”');
  expect((await tickmark(['verify', '../package', '--own-key'], here)).code).toBe(0);
});
