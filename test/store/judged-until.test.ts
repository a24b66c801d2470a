import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeUpTo } from '../../src/engine/assess.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import type { Written } from '../../src/engine/summary.ts';
import { type Instant, parseInstant } from '../../src/kernel/time.ts';
import { readCheckpoint } from '../../src/ledger/store-checkpoint.ts';
import { controlRecordsText, controlsText, peopleText, scopeText, vulnerability } from '../support/audited.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type TestRepository, temporaryFolder, testRepository } from '../support/git.ts';

/** The instant that is judged: in the middle of a history, with things before it, over it and after it. */
const T = '2025-06-15T12:00:00Z';
const folder = temporaryFolder();
let base: TestDatabase;
let whole: Told;
let cut: Told;

interface Told {
  readonly upTo: (at: string, more?: { audit?: string; period?: string }) => Promise<Written>;
}

const policy = (version: number, on: string, within: string) =>
  `---\nid: vulnerabilities\ntitle: Vulnerabilities\nstatus: adopted\nversion: ${version}\nowner: p-001\nauthor: p-002\napproved-by: p-001\napproved-on: ${on}\nreviewed-on: ${on}\neffective: ${on}\nparameters:\n  vulnerability.high.within: ${within}\n---\n\n# Vulnerabilities\n\nThey are fixed.\n`;
const vulnerabilities = (rows: readonly string[]) =>
  `vulnerabilities:\n${rows.map((one) => `  - { ${one}, severity: high, where: api, source: Scan }\n`).join('')}`;
const found = (number: number, on: string, fixed = '') =>
  `id: ${vulnerability(number)}, identifier: CVE-2025-${1000 + number}, found: ${on}${fixed === '' ? '' : `, fixed: ${fixed}`}`;
const exclusion = (id: string, item: string, on: string) =>
  `  - { id: ${id}, check: vulnerability/fixed-within-limit, items: [${item}], reason: Accepted for now, requested-by: p-003, approved-by: p-002, approved-at: ${on}, until: 2025-11-30 }\n`;

/** What stood in the records, commit by commit. */
const history: readonly { readonly at: string; readonly files: Readonly<Record<string, string>> }[] = [
  {
    at: '2025-01-01T10:00:00Z',
    files: {
      'records/scope.yaml': scopeText('2025-12-31', ['api']),
      'records/people.yaml': peopleText,
      'records/controls.yaml': controlsText,
      'policies/vulnerabilities.md': policy(1, '2025-01-01', '30 days'),
    },
  },
  {
    at: '2025-03-01T10:00:00Z',
    files: { 'records/vulnerabilities.yaml': vulnerabilities([found(1, '2025-02-01T08:00:00Z'), found(2, '2025-02-20T08:00:00Z')]) },
  },
  { at: '2025-04-02T10:00:00Z', files: { 'records/control-records.yaml': controlRecordsText.split('\n').slice(0, 2).join('\n') } },
  { at: '2025-05-01T10:00:00Z', files: { 'records/exclusions.yaml': `exclusions:\n${exclusion('X-1', vulnerability(1), '2025-05-01T09:00:00Z')}` } },
  // From here on nothing had happened yet.
  { at: '2025-06-20T10:00:00Z', files: { 'policies/vulnerabilities.md': policy(2, '2025-07-01', '300 days') } },
  {
    at: '2025-07-05T10:00:00Z',
    files: {
      'records/vulnerabilities.yaml': vulnerabilities([
        found(1, '2025-02-01T08:00:00Z', '2025-07-01T08:00:00Z'),
        found(2, '2025-02-20T08:00:00Z', '2025-07-02T08:00:00Z'),
        found(3, '2025-06-25T08:00:00Z'),
      ]),
    },
  },
  {
    at: '2025-08-01T10:00:00Z',
    files: {
      'records/exclusions.yaml': `exclusions:\n${exclusion('X-1', vulnerability(1), '2025-05-01T09:00:00Z')}${exclusion('X-2', vulnerability(2), '2025-08-01T09:00:00Z')}`,
    },
  },
  { at: '2025-09-01T10:00:00Z', files: { 'records/control-records.yaml': controlRecordsText } },
  { at: '2025-10-01T10:00:00Z', files: { 'records/scope.yaml': scopeText('2025-12-31', ['web']) } },
];
const commits = ['2025-02-01T10:00:00Z', '2025-05-02T10:00:00Z', '2025-06-30T10:00:00Z', '2025-09-09T09:00:00Z'];

async function told(name: string, until: string): Promise<Told> {
  const at = join(folder.path, name);
  const code = testRepository(join(at, 'api'));
  code.commit({ at: '2025-01-02T10:00:00Z', message: 'HL-1 Begin' });
  for (const on of commits.filter((one) => one < until)) code.commit({ at: on, message: `Change of ${on}` });
  const program: TestRepository = testRepository(join(at, 'program'));
  for (const one of history.filter((commit) => commit.at < until)) program.commit(one);
  const house = await collecting(base, at);
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: looked } = await house.collect(connections, '2026-01-20T00:00:00Z');
  expect(looked.flatMap((one) => one.errors)).toEqual([]);
  const treeSize = (await readCheckpoint(base.db, house.organization))?.size ?? 0;
  const now = parseInstant('2026-01-20T00:00:00Z');
  return {
    upTo: (instant, more = { audit: 'year' }) =>
      judgeUpTo({ ...house.place, simulated: false }, treeSize, { ...more, now, upTo: parseInstant(instant) }),
  };
}

beforeAll(async () => {
  base = await testDatabase();
  whole = await told('whole', '9999');
  cut = await told('cut', T);
}, 120_000);
afterAll(async () => {
  await base?.drop();
  folder.remove();
});

/** Rows without what names a place of the ledger, or the hash of a commit that only this repository has. */
function rows({ files }: Written): Map<string, unknown[]> {
  return new Map(
    files.map(({ name, text }) => [
      name,
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => ({ ...(JSON.parse(line) as object), leaves: null })),
    ]),
  );
}

const bare = ({ summary }: Written) => ({
  ...{ period: summary.period, standing: summary.standing, documents: summary.documents, exclusions: summary.exclusions },
  checks: summary.checks,
  controls: summary.controls,
  populations: summary.populations.map(({ population, items, unseen }) => ({ population, items, unseen })),
});

describe('judging a whole history up to an instant', () => {
  test('is judging the history that had been cut there: states, events and what fell due, to the word', async () => {
    const [full, past] = [await whole.upTo(T), await cut.upTo(T)];
    const [all, before] = [rows(full), rows(past)];
    expect([...all.keys()]).toEqual([...before.keys()]);
    for (const [name, found] of all) expect([name, found]).toEqual([name, before.get(name)]);
    expect(bare(full)).toEqual(bare(past));
    expect(full.summary.period.horizon).toBe('2025-06-15T12:00:00.000Z');
  });

  test('at many instants, too, among them those at which something was written down', async () => {
    for (const at of ['2025-01-01T10:00:00Z', '2025-03-01T10:00:00Z', '2025-05-01T10:00:00.001Z', '2025-06-14T22:00:00Z']) {
      const [full, past] = [await whole.upTo(at), await cut.upTo(at)];
      expect([at, ...rows(full)]).toEqual([at, ...rows(past)]);
    }
  });

  const findings = (written: Written, check: string) => new Map(written.findings.filter((one) => one.check === check).map((one) => [one.item, one]));

  test('nothing that began later is there, and what ended later is open', async () => {
    const then = findings(await whole.upTo(T), 'vulnerability/fixed-within-limit');
    expect([...then.keys()]).toEqual([vulnerability(1), vulnerability(2)]);
    expect(then.get(vulnerability(2))).toMatchObject({ outcome: 'fail', spans: [{ from: '2025-03-22T08:00:00.000Z', until: null }] });
    const changes = rows(await whole.upTo(T)).get('populations/changes.ndjson') as { title: string }[];
    expect(changes.map((one) => one.title)).toEqual(['HL-1 Begin', 'Change of 2025-02-01T10:00:00Z', 'Change of 2025-05-02T10:00:00Z']);
    const end = findings(await whole.upTo('2026-01-01T00:00:00Z'), 'vulnerability/fixed-within-limit');
    expect(end.get(vulnerability(2))).toMatchObject({ spans: [{ until: '2025-07-02T08:00:00.000Z' }] });
  });

  test('a setting, an exclusion and a scope that came later do not count; one that was there does', async () => {
    const { summary } = await whole.upTo(T);
    const check = summary.checks.find((one) => one.id === 'vulnerability/fixed-within-limit');
    expect(check?.settings.find((one) => one.name === 'vulnerability.high.within')).toMatchObject({ written: '30 days', policy: { version: 1 } });
    expect(summary.exclusions.map((one) => one.id)).toEqual(['X-1']);
    expect(summary.documents).toEqual([{ id: 'vulnerabilities', status: 'adopted', version: 1 }]);
    const then = findings(await whole.upTo(T), 'vulnerability/fixed-within-limit');
    expect([then.get(vulnerability(1))?.excludedBy, then.get(vulnerability(2))?.excludedBy]).toEqual(['X-1', null]);
    const before = await whole.upTo('2025-05-01T09:59:59Z');
    expect(before.summary.exclusions).toEqual([]);
  });

  test('what fell due before is judged as it was answered by then, and nothing that opens later is there', async () => {
    const due = findings(await whole.upTo('2025-10-02T00:00:00Z'), 'record/control-review');
    expect([...due].map(([item, { outcome }]) => [item, outcome])).toEqual([
      ['2025-03-31', 'pass'],
      ['2025-06-30', 'pass'],
      // It was held on the fifth of October, and the next window had opened.
      ['2025-09-30', 'fail'],
      ['2025-12-31', 'not-owed'],
    ]);
    const then = findings(await whole.upTo('2025-08-01T00:00:00Z'), 'record/control-review');
    expect(then.get('2025-06-30')?.outcome).toBe('fail');
    expect([...then.keys()]).toEqual(['2025-03-31', '2025-06-30', '2025-09-30']);
  });

  test('the program and its audits resolve by what is known today, whenever they were named', async () => {
    const { summary } = await whole.upTo('2025-01-01T00:30:00Z');
    expect(summary.program).toMatchObject({ id: 'example' });
    expect(summary.period).toMatchObject({ audit: 'year', zone: 'Europe/Vienna', horizon: '2025-01-01T00:30:00.000Z' });
    const asked = await whole.upTo(T, { period: '2025-01-01..2025-12-31' });
    expect(asked.summary.period).toMatchObject({ audit: null, horizon: '2025-06-15T12:00:00.000Z' });
  });

  test('an instant after the period, or after the last look, judges no further than they go', async () => {
    expect((await whole.upTo('2026-01-10T00:00:00Z')).summary.period.horizon).toBe('2025-12-31T23:00:00.000Z');
    const late: Instant = parseInstant('2026-01-19T00:00:00Z');
    const next = await whole.upTo(new Date(late).toISOString(), { audit: 'next' });
    expect(next.summary.period.horizon <= new Date(late).toISOString()).toBe(true);
  });
});
