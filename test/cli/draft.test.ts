import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEngagement } from '../../src/engine/engagements.ts';
import { openInstallation } from '../../src/engine/installation.ts';
import { sha256Hex } from '../../src/kernel/hash.ts';
import { parseInstant, plus } from '../../src/kernel/time.ts';
import { tickmark, tooWide } from '../support/cli.ts';
import { type TestRepository, temporaryFolder, testRepository } from '../support/git.ts';

/** A program with controls and a description: collected, assessed, drafted. */

const folder = temporaryFolder();
const program = join(folder.path, 'program');
const at = '2026-01-10T00:00:00Z';
const here = { folder: program, at };
let records: TestRepository;

const description = `description:
  services: |
    Customers plan berths with us. The service runs on Example Cloud; tickets stand in the system \`helpdesk\`.
    Two vendors help us.
  sections:
    DC2: Contracts promise that berths can be planned on every day.
  subservice:
    - { vendor: ve-1, method: carved-out }
  customer-controls:
    - { id: cc-1, text: Close the accounts of people who leave., criteria: [CC6.2] }
  vendor-controls:
    - { id: vc-1, vendor: ve-1, text: Keep strangers out of the data centres., criteria: [CC6.4] }
  not-relevant:
    - { criterion: CC6.4, reason: We have no office with equipment. }
`;

const vendors = `vendors:
  - { id: ve-1, name: Example Cloud, service: Hosting, tier: critical, owner: p-002, since: 2023-01-01, reviewed: 2025-02-01, report: SOC 2 Type 2 of 2024 }
`;

const controls = `controls:
  - { id: access-reviews, since: 2025-01-15, owner: p-002 }
  - { id: leaver-access, since: 2025-01-15, until: 2025-06-30, promise: Every account of a leaver is closed within 48 hours. }
  - { id: leaver-access, version: 2, since: 2025-07-01, promise: Every account of a leaver is closed within 24 hours. }
  - { id: risk-assessment, since: 2025-01-15, until: 2025-09-30, why: Given up }
`;

const incidents = `incidents:
  - { id: in-1, title: Queue stalled, severity: high, began: 2025-04-02T03:10:00Z, ended: 2025-04-02T05:00:00Z, lead: p-002, notes: A full disk. }
  - { id: in-2, title: Long ago, severity: low, began: 2024-04-02T03:10:00Z, ended: 2024-04-02T05:00:00Z, lead: p-002 }
`;

const people = `people:
  - { id: p-001, name: Ada Example, emails: [ada@x.example], role: Engineer, authority: [policies], employment: [{ from: 2024-01-01 }] }
  - { id: p-002, name: Ben Example, emails: [ben@x.example], role: Managing director, authority: [policies], employment: [{ from: 2024-01-01 }] }
  - { id: p-003, name: Cy Example, emails: [cy@x.example], role: Engineer, employment: [{ from: 2024-01-01, until: 2025-08-31 }] }
`;

const type1 = '  - { id: day, type: 1, date: 2025-06-30 }\n';

beforeAll(async () => {
  testRepository(join(folder.path, 'api')).commit({ at: '2025-02-01T10:00:00Z', message: 'API-1 Begin' });
  await tickmark(['init', 'program', '--title', 'Example Ltd', '--zone', 'Europe/Vienna', '--since', '2025-01-15', '--repository', 'api'], {
    folder: folder.path,
    at,
  });
  expect(await readdir(join(program, 'records'))).toEqual(expect.arrayContaining(['control-records.yaml', 'controls.yaml', 'description.yaml']));
  const files = { people, vendors, controls, incidents, description };
  for (const [name, text] of Object.entries(files)) await writeFile(join(program, 'records', `${name}.yaml`), text);
  await writeFile(join(program, '.gitignore'), '.tickmark\n');
  await edit('records/scope.yaml', (text) =>
    text
      .replace(/ {2}- id: first-period\n.*\n.*\n.*\n/, `  - { id: year, type: 2, from: 2025-01-15, until: 2025-12-31 }\n${type1}`)
      .replace('systems: []', 'systems:\n  - { id: code-host, title: Code host, since: 2025-01-15, decided-by: p-001, why: Holds the source }'),
  );
  await edit('policies/access-control.md', adopted);
  records = testRepository(program);
  records.commit({ at: '2025-01-14T10:00:00Z', message: 'Adopt' });
  await edit('policies/access-control.md', (text) =>
    text.replace(/^version: 1 /m, 'version: 2 ').replace('access-removal.within: 24 hours', 'access-removal.within: 12 hours'),
  );
  records.commit({ at: '2025-05-05T10:00:00Z', message: 'Sooner' });
  expect((await tickmark(['collect'], here)).code).toBe(0);
  expect((await tickmark(['assess', '--fail-on', 'never'], here)).code).toBe(0);
});
afterAll(() => folder.remove());

function adopted(text: string): string {
  return text
    .replace(/^status: draft.*$/m, 'status: adopted')
    .replace(/^# (approved-by:.*)$/m, '$1')
    .replace(/^# (approved-on|reviewed-on|effective): 2025-01-\d\d/gm, '$1: 2025-01-13');
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(program, path), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(program, path), after);
}

async function drafted(out: string, name: string): Promise<string> {
  return readFile(join(program, out, name), 'utf8');
}

const usual = ['management-assertion', 'readiness', 'subservice-schedule', 'system-description', 'tests-and-results'];

test('all drafts that apply are written as Markdown and as PDF, each with what is open in it', async () => {
  const done = await tickmark(['draft', '--out', '../drafts'], here);
  expect([done.code, tooWide(done.out)]).toEqual([0, []]);
  expect(done.out).toContain('Wrote 5 drafts to ');
  expect(done.out).toMatch(
    /system-description\.md, system-description\.pdf\n {2}The system, part by part.*\n {2}System description, \d+ pages?\. Open/,
  );
  expect((await readdir(join(folder.path, 'drafts'))).sort()).toEqual(usual.flatMap((name) => [`${name}.md`, `${name}.pdf`]));
  for (const name of usual) {
    const pdf = await readFile(join(folder.path, 'drafts', `${name}.pdf`));
    expect([name, pdf.subarray(0, 4).toString('latin1'), pdf.byteLength > 5_000]).toEqual([name, '%PDF', true]);
    const text = await drafted('../drafts', `${name}.md`);
    expect(text, name).not.toMatch(/certified|compliant|\beffective(ly|ness)?\b|audit-ready/i);
    expect(text, name).toContain('Draft from facts. Not an auditor’s report.');
    expect(text, name).not.toMatch(/undefined|\[object|NaN/);
  }
});

test('the description tells what the records tell, and flags what they contradict', async () => {
  const text = await drafted('../drafts', 'system-description.md');
  expect(text).toMatch(/To settle \d+:\*\* The text of DC1 names helpdesk; neither the list of vendors nor the scope has it/);
  expect(text).toContain('The text of DC1 says “Two vendors”; the list of vendors has 1.');
  expect(text).not.toContain('names Example Cloud; neither');
  expect(text).toContain('| Code host (code-host) | Holds the source | all of it |');
  expect(text).toMatch(/\| Engineer \| 1 \|\n\| Managing director \| 1 \|/);
  expect(text).toContain('Queue stalled');
  expect(text).not.toContain('Long ago');
  expect(text).toContain('carved out: its controls are not in this description');
  expect(text).toContain('Keep strangers out of the data centres.');
  expect(text).toContain('Close the accounts of people who leave.');
  expect(text).toContain('| CC6.4 | We have no office with equipment. |');
  expect(text).not.toContain('Nobody looked at');
});

test('the description tells every change inside the period, oldest first', async () => {
  const text = await drafted('../drafts', 'system-description.md');
  const changed = text.slice(text.indexOf('Of what the program promises')).split('\n');
  const rows = changed.filter((line) => /^\| \d/.test(line)).map((line) => line.replace(/ {2,}/g, ' '));
  expect(rows).toEqual([
    '| 5 May 2025 | Access control policy<br>policy changed | version 1 | version 2 |',
    '| 5 May 2025 | Access of leavers is removed within<br>limit or cadence changed | 24 hours | 12 hours |',
    expect.stringMatching(/^\| 1 Jul 2025 \| .*<br>control reworded \| Version 1: .*48 hours\. \| Version 2: .*24 hours\. \|$/),
    expect.stringMatching(/^\| 30 Sep 2025 \| .*<br>control retired \| Version 1: .* \| {1,2}\|$/),
  ]);
});

test('a draft that stands is replaced only when asked, and the same facts give the same bytes', async () => {
  const again = await tickmark(['draft', 'readiness', '--out', '../drafts'], here);
  expect([again.code, again.out]).toEqual([2, '']);
  expect(again.err).toContain('already holds readiness.md, readiness.pdf. Nothing was written.');
  const before = await readFile(join(folder.path, 'drafts', 'readiness.pdf'));
  await writeFile(join(folder.path, 'drafts', 'readiness.md'), 'Ours');
  const json = await tickmark(['draft', 'readiness', '--out', '../drafts', '--replace', '--json'], here);
  const told = JSON.parse(json.out) as { drafts: { name: string; pages: number; files: { name: string; bytes: number; sha256: string }[] }[] };
  expect(told.drafts.map((one) => one.name)).toEqual(['readiness']);
  const [md, pdf] = told.drafts[0]?.files ?? [];
  expect(pdf).toEqual({ name: 'readiness.pdf', bytes: before.byteLength, sha256: sha256Hex(before) });
  expect(md?.sha256).toBe(sha256Hex(await readFile(join(folder.path, 'drafts', 'readiness.md'))));
  expect(json.err).toBe('');
});

test('one format alone is written when asked', async () => {
  expect((await tickmark(['draft', 'readiness', '--out', '../md', '--format', 'md'], here)).code).toBe(0);
  expect((await tickmark(['draft', 'readiness', '--out', '../pdf', '--format', 'pdf'], here)).code).toBe(0);
  expect([await readdir(join(folder.path, 'md')), await readdir(join(folder.path, 'pdf'))]).toEqual([['readiness.md'], ['readiness.pdf']]);
});

test('the names of the drafts are listed, without a data directory', async () => {
  const listed = await tickmark(['draft', '--list'], { folder: folder.path });
  expect([listed.code, listed.out.split('\n').length, tooWide(listed.out)]).toEqual([0, 8, []]);
  expect(listed.out).toMatch(/^bridge-letter {9}What is known of the days since/m);
  const json = JSON.parse((await tickmark(['draft', '--list', '--json'], { folder: folder.path })).out) as { name: string }[];
  expect(json.map((one) => one.name)).toContain('type-1-snapshot');
});

test.each([
  [['draft', 'readyness', '--out', 'x'], 'draft/unknown'],
  [['draft'], 'cli/no-out'],
  [['draft', '--out', 'x', '--format', 'doc'], 'cli/format'],
  [['draft', 'bridge-letter', '--out', 'x'], 'draft/no-date'],
  [['draft', 'readiness', '--to', '2026-01-31', '--out', 'x'], 'draft/no-letter'],
  [['draft', '--to', '2025-12-31', '--out', 'x'], 'bridge/before-period-end'],
  [['draft', '--to', '2026-02-30', '--out', 'x'], 'calendar/not-a-date'],
  [['draft', '--audit', 'other', '--out', 'x'], 'results/no-assessment'],
  [['draft', 'readiness', '--out', 'tickmark.yaml'], 'draft/not-a-folder'],
])('%j is refused as %s, and nothing is written', async (args, code) => {
  const refused = await tickmark(args, here);
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toContain(`[${code}]`);
  expect(await readdir(program)).not.toContain('x');
});

test('a snapshot is written for a Type 1 audit, as the facts stood then', async () => {
  expect((await tickmark(['assess', '--audit', 'day', '--fail-on', 'never'], here)).code).toBe(0);
  expect((await tickmark(['draft', '--audit', 'day', '--out', '../day', '--format', 'md'], here)).code).toBe(0);
  expect((await readdir(join(folder.path, 'day'))).sort()).toEqual([...usual, 'type-1-snapshot'].map((name) => `${name}.md`));
  expect(await drafted('../day', 'type-1-snapshot.md')).toContain('Every account of a leaver is closed within 48 hours.');
  expect(await drafted('../day', 'system-description.md')).toContain('A description at a date tells of no changes.');
});

test('the auditor of a draft is the firm of the newest engagement with its audit', async () => {
  for (const [id, firm] of [
    ['e-2', 'First Example LLP'],
    ['e-1', 'Second Example LLP'],
  ] as const)
    await engaged(id, firm);
  for (const audit of ['year', 'day']) await tickmark(['draft', 'readiness', '--audit', audit, '--out', `../firm-${audit}`, '--format', 'md'], here);
  expect(await drafted('../firm-year', 'readiness.md')).toContain('**Auditor:** Second Example LLP');
  expect(await drafted('../firm-day', 'readiness.md')).toContain('**Auditor:** none named in the program');
});

let ticks = 0;

async function engaged(id: string, firm: string): Promise<void> {
  const clock = () => plus(parseInstant(at), ticks++);
  const options = { dataDirectory: join(program, '.tickmark'), version: '0.0.0-test', organizationName: 'Example Ltd', clock, witnesses: [] };
  const installation = await openInstallation({ ...options, warn: () => undefined });
  try {
    await openEngagement(installation, { id, audit: 'year', firm, auditors: [{ id: 'au-1', name: 'Au Example' }], categories: [], by: 'p-002' });
  } finally {
    await installation.close();
  }
}

test('a bridge letter tells what is known now of the days since, and the other drafts what was known then', async () => {
  const before = await tickmark(['draft', 'bridge-letter', '--audit', 'year', '--to', '2026-01-31', '--out', '../early', '--format', 'md'], here);
  expect(before.code).toBe(0);
  const early = await drafted('../early', 'bridge-letter.md');
  expect(early).toMatch(/Nothing is known from \d+ Jan 2026/);
  expect(early).toContain('No control, policy or limit of ours is known to have changed.');

  const found = '{ id: in-3, title: Mail delayed, severity: low, began: 2026-01-12T03:10:00Z, ended: 2026-01-12T05:00:00Z, lead: p-002 }';
  const mail = '{ id: ve-2, name: Example Mail, service: Mail, tier: important, owner: p-002, since: 2026-01-15 }';
  await edit('records/incidents.yaml', (text) => `${text}  - ${found}\n`);
  await edit('records/vendors.yaml', (text) => `${text}  - ${mail}\n`);
  await edit('policies/access-control.md', (text) => text.replace('access-removal.within: 12 hours', 'access-removal.within: 6 hours'));
  records.commit({ at: '2026-01-20T10:00:00Z', message: 'Since' });
  const later = { ...here, at: '2026-02-05T00:00:00Z' };
  expect((await tickmark(['collect'], later)).code).toBe(0);
  const done = await tickmark(['draft', '--audit', 'year', '--to', '2026-01-31', '--out', '../late', '--format', 'md'], later);
  expect([done.code, (await readdir(join(folder.path, 'late'))).length]).toEqual([0, 6]);

  const letter = await drafted('../late', 'bridge-letter.md');
  expect(letter).toContain('| 20 Jan 2026 | Access of leavers is removed within<br>limit or cadence changed | 12 hours | 6 hours |');
  expect(letter).toContain('First day of the vendor Example Mail');
  expect(letter).toContain('Mail delayed');
  expect(letter).not.toMatch(/Nothing is known from|Nobody looked|Queue stalled/);
  const then = await drafted('../late', 'system-description.md');
  expect(then).not.toMatch(/Example Mail|Mail delayed|6 hours/);
});
