import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allChecks } from '../../src/checks/index.ts';
import { allControls } from '../../src/controls/index.ts';
import { type Ran, tickmark, tooWide } from '../support/cli.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

const folder = temporaryFolder();
const at = '2026-01-10T00:00:00Z';
const here = { folder: folder.path, at };
const period = ['--period', '2025-01-01..2025-12-31'];

beforeAll(() => {
  const api = testRepository(`${folder.path}/api`);
  for (let n = 1; n <= 40; n++)
    api.commit({
      at: `2025-03-01T10:00:${String(n).padStart(2, '0')}Z`,
      message: `Change number ${n}, which has a title longer than a line of a terminal is wide`,
    });
  const web = testRepository(`${folder.path}/web`);
  web.commit({ at: '2025-04-01T10:00:00Z', message: 'WEB-1 Begin' });
});
afterAll(() => folder.remove());

describe('check on a lone clone', () => {
  let ran: Ran;
  beforeAll(async () => {
    ran = await tickmark(['check', '--git', 'api', '--git', 'web', ...period], here);
  });

  test('is short, fits 80 columns, and is named after what was looked at', () => {
    expect(ran.code).toBe(1);
    expect(ran.out.split('\n')[0]).toBe(`api, web: of ${allChecks.length} checks, 1 with exceptions, ${allChecks.length - 1} not known`);
    // A row for each check and control, a line that names the check where it is left open, and what there is to say.
    expect(ran.out.split('\n').length).toBeLessThan(70 + 2 * allChecks.length + allControls.length);
    expect(tooWide(ran.out)).toEqual([]);
    expect(ran.out).not.toContain('\u001b');
  });

  test('says each reason once: one sentence for 40 changes, one paragraph for all that no connection tells', () => {
    expect(ran.out.match(/names no\s+ticket/g)).toHaveLength(1);
    expect(ran.out).toContain('40 of 41 items failed');
    expect(ran.out).toContain('… and 32 more; --json lists all');
    expect(ran.out.match(/A clone does not hold reviews/g)).toHaveLength(1);
    expect(ran.out.match(/No connection tells:/g)).toHaveLength(1);
    // The engine's own sentences are gathered into that paragraph; were they worded anew, they would stand here one by one.
    expect(ran.out).not.toMatch(/No connection delivers|No program says since when/);
  });

  test('says what would make it known, and since when anything was seen', () => {
    expect(ran.out.replace(/\s+/g, ' ')).toContain('To know: write a program with `tickmark init program`');
    expect(ran.out).toMatch(/\nCovered\n(.*\n)* {2}all of the history until 2026-01-10 00:00: change, repository\n/);
  });

  test('tells each failed change by its repository and commit', () => {
    expect(ran.out).toMatch(/2025-03-01 10:00 {2}api@[0-9a-f]{10} {2}Change number 1, which/);
  });
});

test('--json prints only JSON on standard output, and nothing but trouble on standard error', async () => {
  const ran = await tickmark(['check', '--git', 'api', ...period, '--json'], here);
  expect([ran.code, ran.err]).toEqual([1, '']);
  const told = JSON.parse(ran.out) as { checks: { id: string }[]; exceptions: object[]; unknowns: { item: string | null; reason: string }[] };
  expect(told.checks).toHaveLength(allChecks.length);
  expect(told.exceptions).toHaveLength(40);
  expect(told.exceptions[0]).toMatchObject({
    check: 'change/ticket-reference',
    item: expect.stringMatching(/^api@/),
    from: '2025-03-01T10:00:01.000Z',
  });
  expect(told.unknowns.filter((one) => one.item === null).length).toBeGreaterThan(0);
  expect(told.unknowns.every((one) => one.reason !== undefined)).toBe(true);
});

test.each([
  ['unknown', 3],
  ['exceptions', 0],
  ['never', 0],
])('only unknown, with --fail-on %s: exit code %i', async (on, code) => {
  expect((await tickmark(['check', '--git', 'web', ...period, '--fail-on', on], here)).code).toBe(code);
});

test('a period that has not begun says so', async () => {
  const ran = await tickmark(['check', '--git', 'web', '--period', '2031-01-01..2031-12-31'], here);
  expect(ran.out).toContain('Nobody has looked at this period yet, so nothing in it is known.');
  expect(ran.out).not.toContain('Seen until');
  expect(ran.code).toBe(3);
});

test('a clone that is not there beside one that is: the first is said, the second judged', async () => {
  const ran = await tickmark(['check', '--git', 'web', '--git', 'gone', ...period], here);
  expect(ran.err).toContain('? gone  could not look');
  expect(ran.out).toContain('change/ticket-reference');
  expect(ran.code).toBe(3);
});

test('colour and a moving line only on a terminal', async () => {
  const ran = await tickmark(['check', '--git', 'web', ...period], { ...here, color: true, terminal: true });
  expect(ran.out).toContain('\u001b[');
  expect(ran.err).toContain('\r\u001b[2K');
  const piped = await tickmark(['check', '--git', 'web', ...period], here);
  expect(`${piped.out}${piped.err}`.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

/** Names that would move the cursor, colour the screen or turn the line around. */
test('evil names never reach the terminal raw', async () => {
  const evil = testRepository(`${folder.path}/evil`);
  const title = '\u001b[31mred\u001b[0m \u0007\u0008\u202egnirts\u2066 \u009b2J =cmd|calc';
  evil.commit({ at: '2025-04-01T10:00:00Z', message: title });
  const ran = await tickmark(['check', '--git', 'evil', ...period], here);
  expect(ran.out).toContain('=cmd|calc');
  const unseen = /[\p{Cc}\p{Cf}]/u;
  expect(`${ran.out}${ran.err}`.replaceAll('\n', '')).not.toMatch(unseen);
  // The control: they do stand in the repository.
  expect(evil.git('log', '-1', '--format=%s')).toMatch(unseen);
});
