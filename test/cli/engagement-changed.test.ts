import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Audited,
  audited,
  controlRecordsText,
  controlsText,
  peopleText,
  recordsOnly,
  scopeText,
  vulnerabilitiesText,
  vulnerability,
} from '../support/audited.ts';
import type { Ran } from '../support/cli.ts';

/** What changes under an engagement: a record that comes late, what management decides of its exceptions, and the days of the audit themselves. */

const check = 'vulnerability/fixed-within-limit';
let at = '2026-01-10T00:00:00Z';
let here: Audited;

const run = (...args: string[]): Promise<Ran> => here.run(at, args);
const engagement = (...args: string[]): Promise<Ran> => run('engagement', ...args);
const assess = (...args: string[]): Promise<Ran> => run('assess', '--audit', 'year', '--fail-on', 'never', ...args);
const freeze = (id: string): Promise<Ran> => engagement('freeze', id, '--population', 'vulnerabilities', '--as', 'p-001');
const open = (id: string, auditor: string): Promise<Ran> =>
  engagement('open', id, '--audit', 'year', '--firm', 'Firm LLP', '--auditor', auditor, '--as', 'p-001');

beforeAll(async () => {
  here = await audited({
    'tickmark.yaml': recordsOnly,
    'records/scope.yaml': scopeText(),
    'records/people.yaml': peopleText,
    'records/controls.yaml': controlsText,
    'records/control-records.yaml': controlRecordsText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(50),
  });
  const codes = [];
  for (const ran of [() => run('collect'), assess, () => open('e1', 'aud-1=Ada Auditor'), () => open('e2', 'aud-2=Bea Auditor'), () => freeze('e1')])
    codes.push((await ran()).code);
  expect(codes).toEqual([0, 0, 0, 0, 0]);
});
afterAll(() => here.remove());

/** A sentence with the code of the refusal, nothing on standard output, and no bug. */
async function refused(ran: Promise<Ran>, code: string): Promise<string> {
  const { code: exit, out, err } = await ran;
  expect([exit, out, err]).toEqual([2, '', expect.stringContaining(`[${code}]`)]);
  return err;
}

interface Papers {
  readonly populations: readonly {
    readonly population: string;
    readonly items: number;
    readonly frozen: { readonly phase: string } | null;
    readonly changedSince: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly string[] } | null;
  }[];
  readonly voided: readonly {
    readonly reason: string;
    readonly period: { readonly last: string };
    readonly frozen: readonly object[];
    readonly samples: readonly object[];
  }[];
  readonly controls: readonly {
    readonly control: string;
    readonly tests: readonly { readonly population: string; readonly notes: readonly string[] }[];
  }[];
}

async function workpapers(id: string, folder: string): Promise<Papers> {
  expect((await engagement('workpapers', id, '--out', `../${folder}`)).code).toBe(0);
  return JSON.parse(readFileSync(join(here.folder, folder, 'workpapers.json'), 'utf8')) as Papers;
}

describe('accepting what was found', () => {
  const request = (items: readonly string[], as: string, until = '2026-03-31') =>
    run(
      'exclusion',
      'request',
      '--check',
      check,
      ...items.flatMap((one) => ['--item', one]),
      '--reason',
      'Not reachable',
      '--until',
      until,
      '--as',
      as,
    );
  const all = Array.from({ length: 50 }, (_, index) => vulnerability(index + 1));

  test.each([
    ['of all items', all, 'p-001', '2026-03-31', 'exclusion/covers-everything'],
    ['of an item that is none', ['v-999'], 'p-001', '2026-03-31', 'exclusion/unknown-item'],
    ['by a pattern', ['v-*'], 'p-001', '2026-03-31', 'exclusion/unknown-item'],
    ['for ever', ['v-003'], 'p-001', '2036-03-31', 'exclusion/too-long'],
    ['for a time that is over', ['v-003'], 'p-001', '2025-12-31', 'exclusion/ended'],
    ['by somebody the records do not name', ['v-003'], 'p-009', '2026-03-31', 'actor/unknown'],
    ['by somebody who left', ['v-003'], 'p-004', '2026-03-31', 'actor/left'],
    ['by an auditor', ['v-003'], 'aud-1', '2026-03-31', 'actor/unknown'],
  ])('%s it is refused', async (_what, items, as, until, code) => {
    await refused(request(items, as, until), code);
  });

  test('one asks, another with the authority approves', async () => {
    expect((await request(['v-003'], 'p-001')).out).toContain('X-0001  asked for, not approved yet: it excludes nothing');
    await refused(run('exclusion', 'approve', 'X-0001', '--as', 'p-001'), 'exclusion/self-approval');
    await refused(run('exclusion', 'approve', 'X-0001', '--as', 'p-003'), 'exclusion/no-authority');
    await refused(run('exclusion', 'approve', 'X-0009', '--as', 'p-002'), 'exclusion/unknown');
    expect((await run('exclusion', 'approve', 'X-0001', '--as', 'p-002')).out).toContain('X-0001  approved');
    await refused(run('exclusion', 'approve', 'X-0001', '--as', 'p-002'), 'exclusion/decided');
  });

  test('it lies over what is found from its approval on: not over a year that was over, but over the one that had begun', async () => {
    const counted = async (audit: string) => {
      const { out } = await run('assess', '--audit', audit, '--fail-on', 'never', '--json');
      return (JSON.parse(out) as { checks: { id: string; fail: number; excluded: number }[] }).checks.find((one) => one.id === check);
    };
    expect((await run('collect')).code).toBe(0);
    expect(await counted('next')).toMatchObject({ fail: 4, excluded: 1 });
    expect(await counted('year')).toMatchObject({ fail: 5, excluded: 0 });
  });

  test('what one may not cover, several may not cover together; one that was ended covers nothing', async () => {
    const rest = all.filter((one) => one !== 'v-003');
    await refused(request(rest, 'p-001'), 'exclusion/covers-everything');
    expect((await request(rest.slice(1), 'p-001')).code).toBe(0);
    await refused(request(rest.slice(0, 1), 'p-003'), 'exclusion/covers-everything');
    expect((await run('exclusion', 'reject', 'X-0002', '--reason', 'No', '--as', 'p-002')).code).toBe(0);
    expect((await request(rest.slice(0, 1), 'p-003')).code).toBe(0);
  });

  test('management answers to an exception, and to nothing else', async () => {
    const respond = (item: string, ...args: string[]) =>
      run('respond', '--check', check, '--item', item, '--cause', 'Nobody had time', '--response', 'We hire', '--as', 'p-002', ...args);
    await refused(respond('v-001'), 'response/no-exception');
    await refused(respond('v-013', '--due', '2026-02-01'), 'response/due-without-action');
    await refused(respond('v-013', '--due', 'soon', '--action', 'Hire'), 'calendar/not-a-date');
    expect((await respond('v-013', '--due', '2026-02-01', '--action', 'Hire')).out).toContain('The exception stays');
    expect((await respond('v-013')).out.replace(/\s+/g, ' ')).toContain('takes the place of an earlier response');
  });
});

describe('a record that comes after the freezing', () => {
  beforeAll(async () => {
    here.records.commit({ at: '2026-01-11T10:00:00Z', files: { 'records/vulnerabilities.yaml': vulnerabilitiesText(52) } });
    at = '2026-01-12T00:00:00Z';
    expect((await run('collect')).code).toBe(0);
  });

  test('cannot be left out of what is frozen by assessing what was known before it', async () => {
    expect((await assess('--as-known-at', '2026-01-11T00:00:00Z')).code).toBe(0);
    expect(await refused(freeze('e2'), 'engagement/known-then')).toContain('--as-known-at');
    expect((await assess()).code).toBe(0);
    expect((await freeze('e2')).out).toContain('vulnerabilities  52 items, final');
  });

  test('does not change what was frozen: it stays, and says what came later', async () => {
    expect(await refused(freeze('e1'), 'engagement/already-frozen')).toContain('What was frozen stays');
    expect((await engagement('reperform', 'e1')).code).toBe(0);
    const { populations } = await workpapers('e1', 'late');
    expect(populations.find((one) => one.population === 'vulnerabilities')).toMatchObject({
      items: 50,
      frozen: { phase: 'final' },
      changedSince: { added: ['v-051', 'v-052'], removed: [], changed: [] },
    });
    expect(readFileSync(join(here.folder, 'late', 'workpapers.md'), 'utf8')).toContain('changed since it was frozen: of the items, 2 added.');
  });
});

describe('the days of the audit', () => {
  const repairs = ['--control', 'vulnerability-repair', '--population', 'vulnerabilities', '--as', 'aud-1'];
  const move = (as: string, reason = 'The fiscal year ends in November') => engagement('move-period', 'e1', '--reason', reason, '--as', as);

  beforeAll(async () => {
    expect((await engagement('sample', 'e1', ...repairs, '--table', 'kirkpatrickprice')).out).toContain('5 of 50 items');
    await refused(move('aud-1'), 'engagement/same-period');
    here.records.commit({ at: '2026-01-13T10:00:00Z', files: { 'records/scope.yaml': scopeText('2025-11-30') } });
    at = '2026-01-14T00:00:00Z';
    expect((await run('collect')).code).toBe(0);
  });

  test('nothing is frozen for other days than those the engagement was opened for', async () => {
    expect(await refused(freeze('e1'), 'engagement/period-moved')).toContain('2025-01-01 to 2025-11-30');
    await refused(engagement('settings', 'e1', '--anyway', '--as', 'p-001'), 'engagement/period-moved');
  });

  test('the auditor agrees to others with a reason; what was frozen and drawn is void, and stays on record', async () => {
    await refused(move('p-001'), 'engagement/not-its-auditor');
    await refused(move('aud-1', ' '), 'engagement/no-reason');
    const { out } = await move('aud-1');
    expect(out).toContain('year (2025-01-01 to 2025-11-30), 0 frozen, 0 sampled');
    expect(out.replace(/\s+/g, ' ')).toContain('Void: what was done for 2025-01-01 to 2025-12-31. The fiscal year ends in November');
    await refused(engagement('reperform', 'e1'), 'engagement/not-frozen');
    await refused(engagement('sample', 'e1', ...repairs, '--table', 'chiaro'), 'engagement/not-frozen');
    expect(await refused(freeze('e1'), 'engagement/other-period')).toContain('Assess the audit "year"');
  });

  test('populations are frozen and drawn from anew, beside what is void', async () => {
    expect((await assess()).code).toBe(0);
    expect((await freeze('e1')).out).toContain('1 population frozen for 2025-01-01 to 2025-11-30\n  vulnerabilities  48 items, final\n');
    expect((await engagement('sample', 'e1', ...repairs, '--table', 'kirkpatrickprice')).out).toContain('5 of 48 items');
    expect((await engagement('reperform', 'e1')).code).toBe(0);
    const { voided, populations } = await workpapers('e1', 'moved');
    expect(voided).toMatchObject([{ reason: 'The fiscal year ends in November', period: { last: '2025-12-31' }, frozen: [{}], samples: [{}] }]);
    expect(populations.find((one) => one.population === 'vulnerabilities')).toMatchObject({ items: 48, changedSince: null });
  });

  test('the package still holds all that was decided for the days before', async () => {
    expect((await run('export', '--audit', 'year', '--out', '../package')).code).toBe(0);
    expect((await run('verify', '../package', '--own-key')).code).toBe(0);
    const entries = readFileSync(join(here.folder, 'package', 'evidence', 'entries-00000.ndjson'), 'utf8');
    for (const event of ['sample-drawn', 'period-moved', 'requested', 'approved', 'rejected', 'responded'])
      expect(entries).toContain(`"type":"${event}"`);
  });
});
