import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText, vulnerability } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Serving, serving } from '../support/serving.ts';

const hostile = '<script>alert(1)</script> =1+1 "quoted" \u202Egpj';
const fixed = 'vulnerability%2Ffixed-within-limit';

/** The time for a repair is cut down in the middle of the year. */
const policy = (version: number, effective: string, within: string) =>
  `---\nid: vulnerabilities\ntitle: Vulnerabilities\nstatus: adopted\nversion: ${version}\nowner: p-001\nauthor: p-002\napproved-by: p-001\napproved-on: ${effective}\nreviewed-on: ${effective}\neffective: ${effective}\nparameters:\n  vulnerability.high.within: ${within}\n---\n\n# Vulnerabilities\n\nThey are fixed.\n`;

let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
  const { installation } = server.place;
  const code = testRepository(join(server.folder, 'api'));
  code.commit({ at: '2025-01-02T10:00:00Z', message: 'Begin' });
  code.commit({ at: '2025-05-02T10:00:00Z', message: hostile });
  const program = testRepository(join(server.folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(40),
    ...controlFiles,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files: { ...files, 'policies/vulnerabilities.md': policy(1, '2024-12-01', '30 days') } });
  program.commit({ at: '2025-06-20T10:00:00Z', files: { 'policies/vulnerabilities.md': policy(2, '2025-07-01', '14 days') } });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  expect(told.flatMap((one) => one.errors)).toEqual([]);
  await assess(installation, { audit: 'year' });
}, 120_000);
afterAll(() => server?.close());

const get = (path: string) => server.ask(`/api/v1${path}${path.includes('?') ? '&' : '?'}audit=year`);
const rows = (json: Record<string, unknown>) => json['rows'] as Record<string, unknown>[];
const said = async (path: string) => {
  const { status, json } = await get(path);
  return [status, json()['code'], typeof json()['detail']];
};

describe('checks', () => {
  test('each says how many of its items came out how, and the counts of the list are those of its rows', async () => {
    const { json } = await get('/checks');
    const all = rows(json());
    const vulnerabilities = all.find((one) => one['check'] === 'vulnerability/fixed-within-limit');
    expect(vulnerabilities).toMatchObject({
      area: 'vulnerability',
      outcome: 'fail',
      items: 40,
      controls: ['vulnerability-repair'],
      population: { mode: 'state' },
    });
    const count = (state: string) => all.filter((one) => one['outcome'] === state).length;
    expect(json()['counts']).toEqual({
      all: all.length,
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      noItems: count('no-items'),
    });
    expect(rows((await get('/checks?area=vulnerability&state=fail')).json()).map((one) => one['check'])).toEqual([
      'vulnerability/fixed-within-limit',
    ]);
  });

  test('one whose id holds a slash is found under its address, and only under its whole name', async () => {
    const { status, json } = await get(`/checks/${fixed}`);
    expect([status, json()['check'], json()['speaksFor']]).toMatchObject([
      200,
      'vulnerability/fixed-within-limit',
      [{ control: 'vulnerability-repair' }],
    ]);
    expect(await said('/checks/vulnerability')).toEqual([404, 'checks/unknown', 'string']);
    expect(await said(`/checks/${fixed}%2F`)).toEqual([404, 'checks/unknown', 'string']);
    expect((await get('/checks/vulnerability/fixed-within-limit')).status).toBe(404);
    expect(await said(`/checks/${encodeURIComponent(hostile)}`)).toEqual([404, 'checks/unknown', 'string']);
  });

  test('what it judged by is told step by step; what a policy says counts from when it was written down, and never backwards', async () => {
    const { json } = await get(`/checks/${fixed}/settings`);
    const settings = json()['settings'] as { name: string; steps: unknown[] }[];
    expect(settings.find((one) => one.name === 'vulnerability.high.within')?.steps).toEqual([
      { written: '30 days', policy: null, from: '2024-12-31T23:00:00.000Z', until: '2025-01-01T10:00:00.000Z' },
      { written: '30 days', policy: { id: 'vulnerabilities', version: 1 }, from: '2025-01-01T10:00:00.000Z', until: '2025-06-30T22:00:00.000Z' },
      { written: '14 days', policy: { id: 'vulnerabilities', version: 2 }, from: '2025-06-30T22:00:00.000Z', until: '2025-12-31T23:00:00.000Z' },
    ]);
    const [critical] = settings.filter((one) => one.name === 'vulnerability.critical.within');
    expect(critical?.steps).toEqual([{ written: '7 days', policy: null, from: '2024-12-31T23:00:00.000Z', until: '2025-12-31T23:00:00.000Z' }]);
  });

  test('the steps end where judging ends', async () => {
    const { period } = (await get('/view?at=2025-05-01')).json() as { period: { horizon: string } };
    const { json } = await get(`/checks/${fixed}/settings?at=2025-05-01`);
    const settings = json()['settings'] as { steps: { until: string }[] }[];
    expect(settings.map((one) => one.steps.at(-1)?.until)).toEqual([period.horizon, period.horizon]);
  });
});

describe('items of a check', () => {
  test('any part of the list is what lies there, by offset and by cursor', async () => {
    const all = rows((await get(`/checks/${fixed}/items?limit=1000&sort=time`)).json());
    expect(all).toHaveLength(40);
    const part = (await get(`/checks/${fixed}/items?sort=time&offset=30&limit=5`)).json() as { total: number; next: string };
    expect([rows(part as never), part.total]).toEqual([all.slice(30, 35), 40]);
    expect(rows((await get(`/checks/${fixed}/items?sort=time&limit=5&cursor=${part.next}`)).json())).toEqual(all.slice(35, 40));
  });

  test('those that fail come first, and are those that are asked for', async () => {
    const all = rows((await get(`/checks/${fixed}/items?limit=1000`)).json());
    const failed = rows((await get(`/checks/${fixed}/items?limit=1000&outcome=fail`)).json());
    expect(failed.length).toBeGreaterThan(0);
    expect(all.slice(0, failed.length)).toEqual(failed);
    expect(all.slice(failed.length).some((one) => one['outcome'] === 'fail')).toBe(false);
  });

  test('one carries why it is judged so, and on which places of the ledger that rests', async () => {
    const { status, json } = await get(`/checks/${fixed}/items/${vulnerability(3)}`);
    expect(status).toBe(200);
    expect(json()).toMatchObject({
      outcome: 'fail',
      of: 40,
      excludedBy: null,
      exclusion: null,
      leaves: expect.arrayContaining([expect.any(Number)]),
    });
    expect((json()['exceptions'] as unknown[]).length).toBeGreaterThan(0);
  });

  test('an item of a change is found under its address, hostile title and all', async () => {
    const [first] = rows((await get('/checks/change%2Fticket-reference/items?text=alert(1)')).json());
    const { status, json } = await get(`/checks/change%2Fticket-reference/items/${encodeURIComponent(String(first?.['item']))}`);
    expect([status, json()['title']]).toEqual([200, hostile]);
  });

  test('what is asked wrongly is refused in a sentence', async () => {
    expect(await said(`/checks/${fixed}/items/none`)).toEqual([404, 'items/unknown', 'string']);
    expect(await said(`/checks/${fixed}/items/__proto__`)).toEqual([404, 'items/unknown', 'string']);
    expect(await said('/checks/no%2Fsuch/items')).toEqual([404, 'checks/unknown', 'string']);
    expect(await said(`/checks/${fixed}/items?outcome=bad`)).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/checks/${fixed}/items?sort=random`)).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/checks/${fixed}/items?limit=100000`)).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/checks/${fixed}/items?offset=-1`)).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/checks/${fixed}/items?text=${'q'.repeat(201)}`)).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/checks/${fixed}/items?cursor=bad`)).toEqual([410, 'page/cursor', 'string']);
    const { next } = (await get(`/checks/${fixed}/items?limit=1`)).json();
    expect(await said(`/checks/${fixed}/items?limit=1&outcome=fail&cursor=${next}`)).toEqual([410, 'page/cursor', 'string']);
    expect((await get(`/checks/${fixed}/items?text=${'q'.repeat(100_000)}`)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('controls', () => {
  test('the list says whose they are, and is filtered by it', async () => {
    const { json } = await get('/controls');
    expect(json()['owners']).toEqual(expect.arrayContaining(['p-001', 'p-002', 'p-003']));
    expect(rows((await get('/controls?owner=p-003')).json()).map((one) => one['id'])).toEqual(['vulnerability-repair']);
    expect(rows((await get('/controls?text=oversight-meet')).json())).toMatchObject([{ id: 'oversight-meetings', retired: '2025-06-30' }]);
    expect(rows((await get(`/controls?text=${encodeURIComponent(hostile)}`)).json())).toEqual([]);
  });

  test('each check of one is told day by day, as far as the control was in force', async () => {
    const { json } = await get('/controls/oversight-meetings');
    const [part] = json()['parts'] as { checks: { check: string; states: { first: string; last: string }[] }[] }[];
    const [check] = part?.checks ?? [];
    expect(check?.check).toBe('record/oversight-meeting');
    expect(check?.states[0]?.first).toBe('2025-01-01');
    expect(check?.states.at(-1)?.last).toBe('2025-06-30');
  });

  test('what is asked wrongly is refused in a sentence', async () => {
    expect(await said('/controls/none')).toEqual([404, 'controls/unknown', 'string']);
    expect(await said(`/controls/${encodeURIComponent('<script>/../x')}`)).toEqual([404, 'controls/unknown', 'string']);
    expect(await said('/controls?criterion=CC99')).toEqual([404, 'criteria/unknown', 'string']);
    expect(await said('/controls?by=magic')).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/controls?text=${'q'.repeat(201)}`)).toEqual([422, 'request/invalid', 'string']);
  });
});
