import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allChecks } from '../../src/checks/index.ts';
import { newSigningKey, verifierKeyOf } from '../../src/ledger/signing-key.ts';
import { formatVerifierKey } from '../../src/verify/core/note.ts';
import { type Ran, tickmark, tooWide } from '../support/cli.ts';
import { type TestRepository, temporaryFolder, testRepository } from '../support/git.ts';

/** What a new user does, in order: a program of their own, adopted by hand, and everything that follows from it. */

const folder = temporaryFolder();
const at = '2026-01-10T00:00:00Z';
const program = join(folder.path, 'program');
const here = { folder: program, at };
let records: TestRepository;

beforeAll(async () => {
  const api = testRepository(join(folder.path, 'api'));
  api.commit({ at: '2025-02-01T10:00:00Z', message: 'API-1 Begin' });
  api.commit({ at: '2025-03-01T10:00:00Z', message: '=HYPERLINK("http://x.example","y")' });
  const web = testRepository(join(folder.path, 'web'));
  web.commit({ at: '2025-02-01T10:00:00Z', message: 'WEB-1 Begin' });
  await tickmark(
    ['init', 'program', '--title', 'Example Ltd', '--zone', 'Europe/Vienna', '--since', '2025-01-15', '--repository', 'api', '--repository', 'web'],
    {
      folder: folder.path,
      at,
    },
  );
  await adopt();
  records = testRepository(program);
  records.commit({ at: '2025-01-14T10:00:00Z', message: 'Adopt' });
});
afterAll(() => folder.remove());

/** Two people, one policy in force, the audit's period; all else stays as the starter has it. */
async function adopt(): Promise<void> {
  await writeFile(join(program, '.gitignore'), '.tickmark\n');
  await edit('records/scope.yaml', (text) =>
    text.replace(/ {2}- id: first-period\n.*\n.*\n.*\n/, '  - { id: year, type: 2, from: 2025-01-15, until: 2025-12-31 }\n'),
  );
  await edit('policies/access-control.md', (text) =>
    text
      .replace(/^status: draft.*$/m, 'status: adopted')
      .replace(/^# (approved-by:.*)$/m, '$1')
      .replace(/^# (approved-on|reviewed-on|effective): 2025-01-\d\d/gm, '$1: 2025-01-13'),
  );
  const people = [
    '{ id: p-001, name: Ada Example, emails: [ada@x.example], role: Head of engineering, authority: [policies], employment: [{ from: 2024-01-01 }] }',
    '{ id: p-002, name: Ben Example, emails: [ben@x.example], role: Managing director, authority: [policies], employment: [{ from: 2024-01-01 }] }',
  ];
  await writeFile(join(program, 'records', 'people.yaml'), `people:\n${people.map((one) => `  - ${one}\n`).join('')}`);
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(program, path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(program, path), after);
}

test('collect, assess, state, export, verify, doctor: each says what it did, and what comes next', async () => {
  const collected = await tickmark(['collect'], here);
  expect([collected.code, collected.out.match(/^✓ /gm)?.length]).toEqual([0, 3]);

  const assessed = await tickmark(['assess'], here);
  expect(assessed.code).toBe(1);
  expect(assessed.out).toContain(`Example Ltd: of ${allChecks.length} checks, `);
  expect(assessed.out).toContain('Type 2, 2025-01-15 to 2025-12-31, both included (Europe/Vienna)');
  expect(assessed.out).toMatch(/✗ change\/ticket-reference {2}1 of 3 items failed/);
  expect(assessed.out).toContain('Sealed as entry ');
  expect(assessed.out).toContain('Next: tickmark export --out package');
  expect(tooWide(assessed.out)).toEqual([]);

  const json = await tickmark(['assess', '--json'], here);
  const told = JSON.parse(json.out) as { exceptions: { check: string }[] };
  expect(told.exceptions.filter((one) => one.check === 'change/ticket-reference')).toHaveLength(1);
  expect(json.err).toBe('');

  const again = await tickmark(['assess', '--again'], here);
  expect([again.code, again.out]).toEqual([0, expect.stringContaining('Nothing is judged differently.')]);

  const state = await tickmark(['state', '--at', '2025-06-30'], here);
  expect(state.out).toContain('At 2025-06-30 02:00:00 Europe/Vienna');
  expect(state.out.match(/^ {2}[✓✗?·–] [a-z-]+\/[a-z0-9-]+ {2}/gm)).toHaveLength(allChecks.length);
  expect(tooWide(state.out)).toEqual([]);

  await exported();
  const doctor = await tickmark(['doctor'], here);
  expect([doctor.code, doctor.out.match(/^✓ /gm)?.length, doctor.out.match(/^✗ /gm)]).toEqual([0, 5, null]);
});

async function exported(): Promise<void> {
  const done = await tickmark(['export', '--out', '../package'], here);
  expect(done.code).toBe(0);
  const key = /^ {2}(tickmark\/\S+)$/m.exec(done.out)?.[1] as string;
  const verify = (...args: string[]): Promise<Ran> => tickmark(['verify', '../package', ...args], here);
  expect([(await verify()).code, (await verify('--key', key)).code, (await verify('--own-key')).code]).toEqual([4, 0, 0]);
  const stranger = formatVerifierKey(verifierKeyOf(key.slice(0, key.indexOf('+')), newSigningKey()));
  expect((await verify('--key', stranger)).code).toBe(1);
  const occupied = await tickmark(['export', '--out', '../package'], here);
  expect([occupied.code, occupied.out]).toEqual([2, '']);
  expect(occupied.err).toContain('holds a package already');
  expect((await tickmark(['export', '--out', '../package', '--replace'], here)).code).toBe(0);
  await neutralised();
}

/** Fault 48: a title that a spreadsheet would run is text in the CSV, and itself in the JSON. */
async function neutralised(): Promise<void> {
  const title = '=HYPERLINK("http://x.example","y")';
  const csv = await readFile(join(folder.path, 'package', 'exceptions.csv'), 'utf8');
  expect(csv).toContain(`,"'=HYPERLINK(""http`);
  const findings = await readFile(join(folder.path, 'package', 'findings', 'change--ticket-reference.ndjson'), 'utf8');
  const titles = findings
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { title: string }).title);
  expect(titles).toContain(title);
}

test('a record that breaks is named by file and line, the rest is seen, and mended it is whole again', async () => {
  const path = join(program, 'records', 'vendors.yaml');
  const before = await readFile(path, 'utf8');
  const later = { ...here, at: '2026-01-12T00:00:00Z' };
  records.commit({ at: '2026-01-11T10:00:00Z', files: { 'records/vendors.yaml': 'vendors:\n  - id: v-1\n    titel: Mail service\n' } });
  const broken = await tickmark(['collect'], later);
  expect(broken.code).toBe(3);
  expect(broken.out).toMatch(/\? program {2}\d+ facts seen, \d+ new, in part\n/);
  expect(broken.out.replace(/\s+/g, ' ')).toContain('records/vendors.yaml:3: vendors[0].titel: there is no such field. Check its spelling');
  records.commit({ at: '2026-01-13T10:00:00Z', files: { 'records/vendors.yaml': before } });
  expect((await tickmark(['collect'], { ...here, at: '2026-01-14T00:00:00Z' })).code).toBe(0);
});
