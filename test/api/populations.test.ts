import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import { freezePopulations } from '../../src/engine/engagement-frozen.ts';
import { drawForControl } from '../../src/engine/engagement-tests.ts';
import { openEngagement } from '../../src/engine/engagements.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Serving, serving } from '../support/serving.ts';

const hostile = '<script>alert(1)</script> =1+1 "quoted" \u202Egpj';

let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
  const { installation } = server.place;
  const code = testRepository(join(server.folder, 'api'));
  code.commit({ at: '2025-01-02T10:00:00Z', message: 'Begin' });
  for (let number = 1; number <= 30; number++)
    code.commit({ at: `2025-02-${String((number % 27) + 1).padStart(2, '0')}T10:00:00Z`, message: `HL-${number} Change the quay ${number}` });
  code.commit({ at: '2025-05-02T10:00:00Z', message: hostile });
  const program = testRepository(join(server.folder, 'program'));
  const files = {
    'records/scope.yaml': scopeText('2025-12-31', ['api']),
    'records/people.yaml': peopleText,
    'records/vulnerabilities.yaml': vulnerabilitiesText(40),
    ...controlFiles,
  };
  program.commit({ at: '2025-01-01T10:00:00Z', files });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  expect(told.flatMap((one) => one.errors)).toEqual([]);
  await assess(installation, { audit: 'year' });
}, 120_000);
afterAll(() => server?.close());

/** Of the year that is over, unless another period is asked for. */
const get = (path: string) => server.ask(`/api/v1${path}${path.includes('from=') ? '' : `${path.includes('?') ? '&' : '?'}audit=year`}`);
const rows = (json: Record<string, unknown>) => json['rows'] as Record<string, unknown>[];

test('the list says of each population what there is and what is not known', async () => {
  const { status, json } = await get('/populations');
  expect(status).toBe(200);
  const changes = rows(json()).find((one) => one['id'] === 'changes');
  expect(changes).toMatchObject({ items: 32, attributes: 2, mode: 'events', empty: null });
  expect(rows(json()).find((one) => one['id'] === 'webhooks')).toMatchObject({ items: 0, empty: 'not-observed' });
});

describe('rows', () => {
  test('a page by offset is what lies there, whatever was asked before', async () => {
    const all = rows((await get('/populations/changes/rows?limit=1000')).json());
    expect(all).toHaveLength(32);
    expect(all[0]).toMatchObject({ title: hostile, cells: expect.stringMatching(/^[pfunPFUN-]{2}$/) });
    const {
      rows: part,
      total,
      next,
    } = (await get('/populations/changes/rows?offset=20&limit=5')).json() as { rows: object[]; total: number; next: string };
    expect([part, total]).toEqual([all.slice(20, 25), 32]);
    expect(rows((await get(`/populations/changes/rows?cursor=${next}&limit=5`)).json())).toEqual(all.slice(25, 30));
  });

  test('what is asked wrongly is refused in a sentence', async () => {
    const said = async (path: string) => {
      const { status, json } = await get(path);
      return [status, json()['code'], typeof json()['detail']];
    };
    expect(await said('/populations/none/rows')).toEqual([404, 'populations/unknown', 'string']);
    expect(await said(`/populations/${encodeURIComponent('<script>/../changes')}`)).toEqual([404, 'populations/unknown', 'string']);
    expect(await said('/populations/changes/items/none')).toEqual([404, 'populations/item-unknown', 'string']);
    expect(await said('/populations/changes/rows?check=none')).toEqual([404, 'populations/attribute', 'string']);
    expect(await said('/populations/changes/rows.csv?check=none')).toEqual([404, 'populations/attribute', 'string']);
    expect(await said('/populations/changes/rows?outcome=bad')).toEqual([422, 'request/invalid', 'string']);
    expect(await said('/populations/changes/rows?limit=100000')).toEqual([422, 'request/invalid', 'string']);
    expect(await said(`/populations/changes/rows?q=${'q'.repeat(201)}`)).toEqual([422, 'request/invalid', 'string']);
    expect(await said('/populations/changes/rows?sampled=false')).toEqual([422, 'request/invalid', 'string']);
    const { next } = (await get('/populations/changes/rows?limit=1')).json();
    expect(await said(`/populations/changes/rows?limit=1&q=quay&cursor=${next}`)).toEqual([410, 'page/cursor', 'string']);
    expect(await said('/populations/changes/looks?cursor=bad')).toEqual([410, 'page/cursor', 'string']);
    expect((await get(`/populations/changes/rows?q=${'q'.repeat(100_000)}`)).status).toBeGreaterThanOrEqual(400);
  });

  test('an item whose id holds a slash or a mark is found under its address', async () => {
    const [first] = rows((await get('/populations/changes/rows?limit=1')).json());
    const { status, json } = await get(`/populations/changes/items/${encodeURIComponent(String(first?.['item']))}`);
    expect([status, json()['title'], json()['position']]).toEqual([200, hostile, 0]);
    expect(json()['attributes']).toHaveLength(2);
  });

  test('as known before anybody looked there is nothing to say', async () => {
    expect((await get('/populations?asKnownAt=2020-01-01')).json()['code']).toBe('view/nothing-known');
  });
});

describe('downloads', () => {
  test('hold every item, under a name, as nothing that a browser runs', async () => {
    const csv = await get('/populations/changes/rows.csv');
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': expect.stringContaining('attachment; filename="changes.csv"'),
    });
    expect(csv.headers['content-security-policy']).toContain('sandbox');
    expect(csv.text.charCodeAt(0)).toBe(0xfeff);
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(33);
    const lines = (await get('/populations/changes/rows.ndjson')).text
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one));
    expect(lines.map((one) => one.item)).toEqual(rows((await get('/populations/changes/rows?limit=1000')).json()).map((one) => one['item']));
    const few = await get('/populations/changes/rows.ndjson?q=quay%201');
    expect(few.text.split('\n').length - 1).toBe((await get('/populations/changes/rows?q=quay%201')).json()['total']);
    expect(few.text).not.toContain('Begin');
  });

  test('the sheet is the sealed one, whole', async () => {
    const sheet = (await get('/populations/changes/sheet.json')).json();
    expect(sheet).toMatchObject({ population: 'changes', items: 32, looks: expect.any(Array) });
    expect((await get('/populations/changes')).json()).toMatchObject({ sha256: sheet['sha256'] });
  });
});

describe('a sample that an auditor drew', () => {
  beforeAll(async () => {
    const { installation } = server.place;
    const auditors = [{ id: 'aud-1', name: 'Ada Auditor' }];
    expect((await get('/populations/vulnerabilities')).json()).toMatchObject({ engagements: [], samples: [], sampled: 0 });
    await openEngagement(installation, { id: 'e1', audit: 'year', firm: 'Firm LLP', auditors, categories: [], by: 'p-001' });
    await freezePopulations(installation, { id: 'e1', by: 'p-001', populations: ['vulnerabilities'], interim: false });
    const place = { id: 'e1', control: 'vulnerability-repair', population: 'vulnerabilities', by: 'aud-1' };
    await drawForControl(installation, place, { by: 'judgement', size: 5, why: 'A first visit' }, 1);
  });

  test('stands with the population, numbered on its rows, and says who drew it', async () => {
    const detail = (await get('/populations/vulnerabilities')).json();
    expect(detail).toMatchObject({
      engagements: ['e1'],
      sampled: 5,
      samples: [
        { engagement: 'e1', control: 'vulnerability-repair', size: 5, added: 0, by: 'Ada Auditor', firm: 'Firm LLP', same: true, missing: 0 },
      ],
    });
    const sampled = rows((await get('/populations/vulnerabilities/rows?sampled=true')).json());
    expect(sampled.map((one) => one['sample']).toSorted()).toEqual(['S01', 'S02', 'S03', 'S04', 'S05']);
    const all = rows((await get('/populations/vulnerabilities/rows?limit=1000')).json());
    expect(all.filter((one) => one['sample'] !== null)).toEqual(sampled);
    expect((await get('/populations/changes')).json()).toMatchObject({ samples: [] });
  });

  test('belongs to its audit, and to what was known since', async () => {
    expect((await get('/populations/vulnerabilities?from=2025-01-01&until=2025-12-31')).json()).toMatchObject({ engagements: [], samples: [] });
    expect(rows((await get('/populations/vulnerabilities/rows?from=2025-01-01&until=2025-12-31&sampled=true')).json())).toEqual([]);
  });
});

test('finding leads to what there is', async () => {
  const found = rows((await get('/find?q=quay%2017')).json());
  expect(found[0]).toMatchObject({ kind: 'item', title: 'HL-17 Change the quay 17', href: expect.stringMatching(/^\/changes\/api%40[0-9a-f]{40}$/) });
  expect(rows((await get('/find?q=vulnerability-repair')).json())[0]).toMatchObject({ kind: 'control', href: '/controls/vulnerability-repair' });
  expect(rows((await get(`/find?q=${encodeURIComponent("' or 1=1 --")}`)).json())).toEqual([]);
  expect(rows((await get('/find?q=cc6.1')).json())[0]).toMatchObject({ kind: 'criterion', id: 'CC6.1' });
  expect((await get('/find')).json()['code']).toBe('request/invalid');
});
