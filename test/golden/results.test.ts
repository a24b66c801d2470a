import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProgramReport } from '../../src/audit/program-report.ts';
import { type Ran, tickmark } from '../support/cli.ts';
import { type TestRepository, temporaryFolder } from '../support/git.ts';
import { startTestServer, TEMPLATE, type TestServer } from '../support/server.ts';
import { ownSample, ownSize, sha256 } from './own-sample.ts';
import { BEGIN, END, EXCEPTIONS, PARTS, SEEN_BY, STANDING, STATES, TABLE } from './results-expected.ts';
import { companyRepository, moveFinding, noteVendor, writeRest } from './results-repository.ts';
import { controlOf, differences, type ExpectedCheck, exceptionLine, partOf } from './results-table.ts';

/**
 * A year of a company whose numbers are known before it is judged, from its repository to the results by control and criterion, and on to an
 * auditor's engagement. What is expected is written from docs/spec alone.
 */

interface Frozen {
  readonly population: string;
  readonly sha256: string;
}

interface Engagement {
  readonly frozen: readonly Frozen[];
  readonly samples: readonly Drawn[];
}

interface Drawn {
  readonly control: string;
  readonly size: number;
  readonly strata: number;
  readonly seed: string;
  readonly items: readonly unknown[];
}

/** Until then the records are written when they are first looked at. */
const AUTUMN = '2025-10-01T00:00:00Z';

const folder = temporaryFolder();
const program = join(folder.path, 'program');
let server: TestServer;
let records: TestRepository;
let exclusion: string;
let first: ProgramReport;

/** A command at an instant; JSON from it. */
async function told<T>(code: number, at: string, ...args: readonly string[]): Promise<T> {
  const ran = await typed(at, ...args, '--json');
  expect([ran.code, ran.err]).toEqual([code, '']);
  return JSON.parse(ran.out) as T;
}

function typed(at: string, ...args: readonly string[]): Promise<Ran> {
  return tickmark(args, { folder: program, at: `${at}:00Z`, databaseUrl: server.appUrl(TEMPLATE) });
}

const results = (at: string, audit = 'year') => told<ProgramReport>(1, at, 'results', '--audit', audit);
const assess = (at: string, audit = 'year') => told(1, at, 'assess', '--audit', audit);

beforeAll(async () => {
  server = await startTestServer({});
  records = companyRepository(program, AUTUMN);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

test('in autumn the company is looked at, and an exclusion is asked for and approved; in January the year is judged', async () => {
  await told(0, '2025-10-01T08:00', 'collect');
  await assess('2025-10-01T08:10');
  const because = ['--reason', 'Behind a wall', '--until', '2026-06-30'];
  const item = ['--check', 'vulnerability/fixed-within-limit', '--item', 'v-11'];
  const [asked] = await told<[{ id: string }]>(0, '2025-10-01T08:20', 'exclusion', 'request', ...item, ...because, '--as', 'p-003');
  exclusion = asked.id;
  await told(0, '2025-10-01T08:30', 'collect');
  await assess('2025-10-01T08:40');
  const before = await results('2025-10-01T08:50');
  expect(controlOf(before, 'vulnerability-repair').parts[0]?.checks[0]).toMatchObject({ fail: 7, excluded: 2 });
  const alone = await typed('2025-10-01T09:00', 'exclusion', 'approve', exclusion, '--as', 'p-003');
  expect([alone.code, alone.out]).toEqual([2, '']);
  await told(0, '2025-10-01T09:10', 'exclusion', 'approve', exclusion, '--as', 'p-001');
  writeRest(records, AUTUMN);
  await told(0, '2026-01-15T08:00', 'collect');
  await assess('2026-01-15T08:10');
  first = await results('2026-01-15T08:20');
});

describe('the results by control', () => {
  test('every rate is the one of the table, version by version', () => {
    expect(differences(TABLE, first)).toEqual([]);
  });

  test('each version stands over the days on which it was kept', () => {
    for (const [id, parts] of Object.entries(PARTS)) {
      const said = controlOf(first, id).parts.map(({ version, from, until }) => [version, from, until]);
      expect([id, said]).toEqual([id, parts]);
    }
    for (const [id, expected] of Object.entries(STANDING)) {
      const { adopted, since, retired, variant } = controlOf(first, id);
      expect([id, adopted, since, retired, variant]).toEqual([id, ...expected]);
    }
    expect(controlOf(first, 'control-reviews').retiredWhy).toBe('The results are read every day');
    expect(controlOf(first, 'oversight-meetings').compensating).toBe('An adviser asks.');
    expect(controlOf(first, 'access-reviews').parts.map(({ promise }) => promise)).toEqual([
      'Each quarter every account is decided on.',
      'Each quarter two people decide.',
    ]);
  });

  test('every exception is there once, to the millisecond, with its exclusion and how often it came before', () => {
    expectExceptions(first);
  });

  test('what failed on a day shows on that day, and on no other', () => {
    for (const version of [1, 2] as const) {
      const part = partOf(first, 'policy-upkeep', version);
      expect(part?.states.map((run) => `${run.first} ${run.last} ${run.state}`)).toEqual(STATES[version]);
      expect(part?.known).toBe(1);
    }
  });

  test('records say how many fell due, and how many were missed', () => {
    const said = ['control-reviews', 'oversight-meetings', 'risk-assessment'].flatMap((id) =>
      controlOf(first, id).records.map((one) => [one.id, one.every, one.due, one.missed]),
    );
    expect(said).toEqual([
      ['control-review', '3 months', 2, 1],
      ['oversight-meeting', '3 months', 3, 2],
      ['risk-assessment', '12 months', 1, 0],
    ]);
  });

  test('an outcome follows from what failed; what passed without exception says so', () => {
    const outcomes = Object.keys(EXCEPTIONS).map((id) => [id, controlOf(first, id).outcome, controlOf(first, id).by]);
    expect(outcomes).toEqual(Object.entries(EXCEPTIONS).map(([id, list]) => [id, list.length > 0 ? 'fail' : 'pass', 'record']));
  });
});

/** Of ex-3 there is nothing to say but its end; no item of its failed before that. */
test('exclusions: which are in force, and what is late about them', () => {
  const said = first.exclusions.map(({ id, inForce, remark }) => [id, inForce, remark !== '']);
  expect(said.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
    [exclusion, true, true],
    ['ex-1', true, false],
    ['ex-2', false, true],
    ['ex-3', true, false],
    ['ex-4', true, true],
  ]);
});

test('each criterion in scope is seen as the catalogue, the adopted policies and what was asked make it', () => {
  const scoped = first.criteria.filter(({ inScope }) => inScope);
  const said = (by: string) => scoped.flatMap((one) => (one.by === by ? [one.criterion] : [])).sort();
  expect(Object.fromEntries(Object.keys(SEEN_BY).map((by) => [by, said(by)]))).toEqual(SEEN_BY);
  expect(new Set(scoped.map(({ category }) => category))).toEqual(new Set(['security', 'availability']));
});

describe('the comparison', () => {
  test('sees one number that is off, wherever it stands', () => {
    for (const [place, row] of TABLE.entries()) {
      const wrong = (changed: ExpectedCheck) => differences(TABLE.with(place, changed), first).length;
      const hour = row.measure === 'item-days' ? 1 / 24 : 1;
      for (const index of row.counts.keys())
        expect(wrong({ ...row, counts: row.counts.with(index, (row.counts[index] as number) + 1) as never })).toBe(1);
      for (const index of row.rate.keys()) expect(wrong({ ...row, rate: row.rate.with(index, (row.rate[index] as number) + hour) as never })).toBe(1);
      expect(wrong({ ...row, version: 3 })).toBe(1);
    }
  });
});

test('assessed again, the same facts give the same rows and the same results', async () => {
  expect((await typed('2026-01-15T09:20', 'export', '--out', '../package')).code).toBe(0);
  await assess('2026-01-15T09:30');
  const again = await results('2026-01-15T09:40');
  expect({ ...again, treeSize: first.treeSize }).toEqual(first);
  expect((await typed('2026-01-15T09:50', 'export', '--out', '../again')).code).toBe(0);
  const rows = (name: string) => sealedFiles(name).map((one) => `${one.name} ${one.sha256}`);
  expect(rows('package').length).toBeGreaterThan(20);
  expect(rows('again')).toEqual(rows('package'));
});

describe('an engagement', () => {
  const asAuditor = ['--as', 'aud-1'];
  let frozen: readonly Frozen[];

  test('freezes what was sealed, and draws what anybody can draw again', async () => {
    const opening = ['--audit', 'year', '--firm', 'Example Auditors', '--auditor', 'aud-1=Eve Example', '--as', 'p-001'];
    await told(0, '2026-01-16T08:00', 'engagement', 'open', 'e-2025', ...opening);
    frozen = (await told<Engagement>(0, '2026-01-16T08:10', 'engagement', 'freeze', 'e-2025', ...asAuditor)).frozen;
    for (const name of ['vulnerabilities', 'leavers']) expect(hashOf(frozen, name)).toBe(sha256(populationBytes(name)));
    const byConfidence = ['--control', 'vulnerability-repair', '--population', 'vulnerabilities', '--confidence', '90', '--tolerable', '10'];
    const drawn = await told<Drawn>(0, '2026-01-16T08:20', 'engagement', 'sample', 'e-2025', ...byConfidence, ...asAuditor);
    expect(drawn).toMatchObject(redrawn('vulnerability-repair', 'vulnerabilities', ownSize(12, 0.9, 0.1), 1));
    expect(drawn.items).toHaveLength(8);
    const byJudgement = ['--control', 'leaver-access', '--population', 'leavers', '--size', '3', '--why', 'Few left', '--strata', '2'];
    const spread = await told<Drawn>(0, '2026-01-16T08:30', 'engagement', 'sample', 'e-2025', ...byJudgement, ...asAuditor);
    expect(spread).toMatchObject(redrawn('leaver-access', 'leavers', 3, 2));
  });

  test('what comes to be known late, elsewhere, moves nothing', async () => {
    noteVendor(records, '2026-01-20T09:00:00Z');
    await told(0, '2026-01-21T08:00', 'collect');
    await assess('2026-01-21T08:10');
    const again = await told<Engagement>(0, '2026-01-21T08:20', 'engagement', 'freeze', 'e-2025', ...asAuditor);
    expect(again.frozen).toEqual(frozen);
    expect(differences(TABLE, await results('2026-01-21T08:30'))).toEqual([]);
    await reperformsAsFrozen('2026-01-21T08:40');
  });

  test('what changes inside a frozen population is refused, and what was frozen is still judged the same', async () => {
    moveFinding(records, '2026-01-22T09:00:00Z');
    await told(0, '2026-01-23T08:00', 'collect');
    await assess('2026-01-23T08:10');
    const refused = await typed('2026-01-23T08:20', 'engagement', 'freeze', 'e-2025', '--population', 'vulnerabilities', ...asAuditor);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('vulnerabilities');
    const shown = await told<Engagement>(0, '2026-01-23T08:30', 'engagement', 'show', 'e-2025');
    expect([shown.frozen, shown.samples.length]).toEqual([frozen, 2]);
    await reperformsAsFrozen('2026-01-23T08:40');
    const moved = differences(TABLE, await results('2026-01-23T08:50'));
    expect(moved).toEqual(['vulnerability-repair@1 vulnerability/fixed-within-limit rate tested: expected 392, said 391']);
  });
});

test('a failure repeats what an earlier half of the year, sealed before, has too; nothing counts twice', async () => {
  await assess('2026-01-24T08:00', 'first-half');
  await assess('2026-01-24T08:10', 'second-half');
  const half = controlOf(await results('2026-01-24T08:20', 'second-half'), 'policy-upkeep').exceptions.map(exceptionLine);
  expect(half).toContain(EXCEPTIONS['policy-upkeep']?.[1]);
  expectExceptions(await results('2026-01-24T08:30'));
});

test('own samples are those of the example in docs/spec/sampling.md', () => {
  const text = readFileSync(fileURLToPath(new URL('../../docs/spec/sampling.md', import.meta.url)), 'utf8');
  const block = (fence: string) => new RegExp(`\`\`\`${fence}\\n([^\`]*)\`\`\``).exec(text)?.[1] as string;
  const period = { from: '2025-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' };
  const asked = { engagement: 'audit-2025', control: 'change-review', population: Buffer.from(block('ndjson')), size: 5, strata: 4, ...period };
  const { seed, items } = ownSample(asked);
  const lines = [`seed ${seed}`, ...items.map(({ stratum, rank, item }) => `${stratum} ${rank} ${item}`)];
  expect(lines).toEqual(block('text').trimEnd().split('\n').slice(1));
  expect([12, 24, 52, 100, 250].map((items) => [ownSize(items, 0.9, 0.1), ownSize(items, 0.95, 0.05)])).toEqual([
    [8, 12],
    [13, 19],
    [16, 33],
    [20, 45],
    [21, 51],
  ]);
});

function expectExceptions(report: ProgramReport): void {
  for (const [id, expected] of Object.entries(EXCEPTIONS)) {
    const said = controlOf(report, id).exceptions.map(exceptionLine).sort();
    expect([id, said]).toEqual([id, expected.map((line) => line.replace(/CLI$/, exclusion))]);
  }
}

async function reperformsAsFrozen(at: string): Promise<void> {
  const done = await told<{ what: string; name: string; same: boolean }[]>(0, at, 'engagement', 'reperform', 'e-2025');
  expect(done.filter(({ same }) => !same)).toEqual([]);
  const names = done.map(({ what, name }) => `${what} ${name}`);
  expect(names).toEqual(expect.arrayContaining(['population vulnerabilities', 'outcomes vulnerability/fixed-within-limit']));
  expect(names.filter((name) => name.startsWith('sample '))).toHaveLength(2);
}

function redrawn(control: string, population: string, size: number, strata: number) {
  const asked = { engagement: 'e-2025', control, population: populationBytes(population), from: BEGIN, until: END };
  return { control, size, strata, ...ownSample({ ...asked, size, strata }) };
}

/** As the package of the assessment holds it. */
function populationBytes(name: string): Buffer {
  return readFileSync(join(folder.path, 'package', 'populations', `${name}.ndjson`));
}

function sealedFiles(name: string): readonly { name: string; sha256: string }[] {
  const [{ content }] = Object.values((JSON.parse(readFileSync(join(folder.path, name, 'assessment.json'), 'utf8')) as Sealed).contents) as [
    Sealed['contents'][string],
  ];
  return content.files;
}

interface Sealed {
  readonly contents: Readonly<Record<string, { readonly content: { readonly files: readonly { name: string; sha256: string }[] } }>>;
}

function hashOf(frozen: readonly Frozen[], population: string): string | undefined {
  return frozen.find((one) => one.population === population)?.sha256;
}
