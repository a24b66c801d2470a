import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collect } from '../../src/engine/collect.ts';
import { recordsConnection } from '../../src/engine/connections.ts';
import { controlFiles, peopleText, scopeText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Reply, type Serving, serving } from '../support/serving.ts';

const hostile = '<img src=x onerror=alert(1)> [a](javascript:alert(1))';
const policy = (version: number, within: string, more = '') => `---
id: access
title: Access
status: adopted
version: ${version}
owner: p-001
author: p-001
approved-by: p-002
approved-on: 2025-0${version}-01
effective: 2025-0${version}-01
parameters:
  access-removal.within: ${within}
${more}---
# Access, version ${version}

${hostile}
`;
const vendors = (tier: string) => `vendors:
  - { id: ve-1, name: "${'Example Cloud'}", service: Hosting, tier: ${tier}, owner: p-001, since: 2024-01-01 }
`;

let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
  const program = testRepository(join(server.folder, 'program'));
  const files = { 'records/scope.yaml': scopeText('2025-12-31', []), 'records/people.yaml': peopleText, ...controlFiles };
  program.commit({
    at: '2025-01-01T10:00:00Z',
    files: { ...files, 'policies/access.md': policy(1, '24 hours'), 'records/vendors.yaml': vendors('minor') },
  });
  program.commit({ at: '2025-03-01T10:00:00Z', files: { 'policies/access.md': policy(3, '3 days'), 'records/vendors.yaml': vendors('critical') } });
  const connections = [recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(server.place.installation, { connections, environment: { PATH: process.env['PATH'] } });
  expect(told.flatMap((one) => one.errors)).toEqual([]);
}, 120_000);
afterAll(() => server?.close());

const get = (path: string) => server.ask(`/api/v1${path}${path.includes('?') ? '&' : '?'}audit=year`);
const said = ({ status, json }: Reply) => [status, json()['code']];

describe('policies', () => {
  test('each says which version stands, who approved it, and what it promises in numbers', async () => {
    const { status, json } = await get('/policies');
    expect(status).toBe(200);
    const found = (json()['rows'] as Record<string, unknown>[]).find((one) => one['id'] === 'access');
    expect(found).toMatchObject({
      version: 3,
      versions: 2,
      approved: { by: 'p-002', on: '2025-03-01' },
      parameters: [{ written: '3 days', counts: true }],
    });
    const { changes } = json()['notices'] as { changes: object[] };
    expect(changes.at(-1)).toMatchObject({
      setting: 'access-removal.within',
      before: { written: '24 hours', policy: { id: 'access', version: 1 } },
      after: { written: '3 days', policy: { id: 'access', version: 3 } },
    });
  });

  test('one shows its versions with when each counted; before the second was written, the first stood alone', async () => {
    const versions = async (query = '') => (await get(`/policies/access${query}`)).json()['versions'] as Record<string, unknown>[];
    expect(await versions()).toMatchObject([
      { version: 1, counts: { from: '2025-01-01T10:00:00.000Z', until: '2025-03-01T10:00:00.000Z' } },
      { version: 3, counts: { from: '2025-03-01T10:00:00.000Z', until: null } },
    ]);
    expect(await versions('?at=2025-02-01')).toMatchObject([{ version: 1, until: null, approvedOn: '2025-01-01' }]);
  });

  test('its text is the one whose hash the version names, as text', async () => {
    const [first] = (await get('/policies/access')).json()['versions'] as { leaf: number; sha256: string }[];
    const { status, json } = await server.ask(`/api/v1/policies/access/text?leaf=${first?.leaf}`);
    expect([status, json()['sha256'], json()['file']]).toEqual([200, first?.sha256, 'policies/access.md']);
    expect(json()['text']).toBe(`# Access, version 1\n\n${hostile}\n`);
    expect(said(await server.ask('/api/v1/policies/other/text?leaf=0'))).toEqual([404, 'policies/no-version']);
    expect(said(await server.ask(`/api/v1/policies/other/text?leaf=${first?.leaf}`))).toEqual([404, 'policies/no-version']);
    expect(said(await server.ask('/api/v1/policies/access/text?leaf=99999999'))).toEqual([404, 'evidence/unknown']);
  });

  test('one that is not there is not found', async () => {
    for (const id of ['none', 'constructor', '..%2Faccess', '%3Cscript%3E'])
      expect(said(await get(`/policies/${id}`))).toEqual([404, 'policies/unknown']);
  });
});

describe('records', () => {
  test('kinds are counted as they stood at the instant', async () => {
    const of = async (kind: string, query = '') =>
      ((await get(`/records${query}`)).json()['rows'] as Record<string, unknown>[]).find((one) => one['kind'] === kind);
    expect(await of('vendor')).toMatchObject({ standing: 1, gone: 0, versions: 2, last: '2025-03-01T10:00:00.000Z' });
    expect(await of('vendor', '?at=2025-02-01')).toMatchObject({ standing: 1, versions: 1 });
    expect(await of('incident')).toMatchObject({ standing: 0, last: null });
  });

  test('a record keeps every version, with what the one before it said', async () => {
    const { rows } = (await get('/records/vendor?text=EXAMPLE')).json() as { rows: { key: string; id: string; basis: string }[] };
    expect(rows).toMatchObject([{ id: 've-1', name: 'Example Cloud', versions: 2, basis: 'claimed' }]);
    const { json } = await get(`/records/vendor/${encodeURIComponent(rows[0]?.key ?? '')}`);
    const [newest, before] = json()['versions'] as { fields: { name: string; value: unknown; before: unknown }[] }[];
    expect(newest?.fields.find((one) => one.name === 'tier')).toMatchObject({
      value: { lines: [{ text: 'critical' }] },
      before: { lines: [{ text: 'minor' }] },
    });
    expect(before?.fields.every((one) => one.before === null)).toBe(true);
    expect((await get('/records/vendor?text=nothing-has-this')).json()['total']).toBe(0);
  });

  test('what is asked wrongly is refused in a sentence', async () => {
    expect(said(await get('/records/constructor'))).toEqual([404, 'records/kind']);
    expect(said(await get('/records/vendor/none'))).toEqual([404, 'records/unknown']);
    expect(said(await get('/records/vendor?limit=100000'))).toEqual([422, 'request/invalid']);
    expect(said(await get('/records/vendor?cursor=bad'))).toEqual([410, 'page/cursor']);
    expect(said(await get(`/records/vendor?text=${'a'.repeat(201)}`))).toEqual([422, 'request/invalid']);
    expect((await get(`/records/vendor?text=${'a'.repeat(100_000)}`)).status).toBeGreaterThanOrEqual(400);
  });
});
