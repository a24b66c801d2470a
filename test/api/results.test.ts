import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { vulnerability } from '../support/audited.ts';
import { type Serving, serving } from '../support/serving.ts';
import { hostile, type SharedProgram, sharedProgram } from '../support/shared-program.ts';

const fixed = 'vulnerability/fixed-within-limit';
let server: Serving;
let program: SharedProgram;
beforeAll(async () => {
  server = await serving({ strict: true });
  program = sharedProgram(server.folder, server.place.installation);
}, 120_000);
afterAll(() => server?.close());

const get = (path: string) => server.ask(`/api/v1${path}${path.includes('?') ? '&' : '?'}audit=year`);
const rows = (json: Record<string, unknown>) => json['rows'] as Record<string, unknown>[];
const said = async (path: string) => {
  const { status, json } = await server.ask(`/api/v1${path}`);
  return [status, json()['code'], typeof json()['detail']];
};

describe('before anybody looked', () => {
  test.each(['/overview', '/exceptions', '/criteria', '/exclusions', '/view'])('%s says that there is nothing to judge', async (path) => {
    expect(await said(path)).toEqual([409, 'view/nothing-known', 'string']);
  });

  test('there are no people, and no assessment to decide about', async () => {
    expect((await server.ask('/api/v1/people')).json()).toEqual({ rows: [] });
    await program.look();
    const headers = { 'content-type': 'application/json' };
    const post = (path: string, body: object) => server.ask(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const asked = await post('/exclusions', { check: fixed, items: ['x'], reason: 'Why not.', until: '2999-01-01', by: 'p-001' });
    expect([asked.status, asked.json()['code']]).toEqual([409, 'exclusion/no-assessment']);
    const responded = await post('/responses', { check: fixed, item: 'x', cause: 'A cause.', response: 'A response.', by: 'p-001' });
    expect([responded.status, responded.json()['code']]).toEqual([409, 'response/no-assessment']);
    await assess(server.place.installation, { audit: 'year' });
  }, 120_000);
});

describe('the overview', () => {
  test('counts what the other lists hold', async () => {
    const told = (await get('/overview')).json() as {
      controls: Record<string, number>;
      exceptions: object;
      items: object;
      daily: { first: string; last: string }[];
    };
    const exceptions = (await get('/exceptions?limit=1')).json() as { counts: Record<string, number>; total: number };
    const { open, ended, excluded } = exceptions.counts;
    expect(told.exceptions).toEqual({ open, ended });
    expect(exceptions.total).toBe((open ?? 0) + (ended ?? 0) + (excluded ?? 0));
    expect((await get('/view')).json()['open']).toBe(open);
    const { counts } = (await get('/controls')).json() as { counts: Record<string, number> };
    expect(told.controls).toMatchObject({
      total: counts['all'],
      clear: counts['pass'],
      failed: counts['fail'],
      unknown: counts['unknown'],
      untested: counts['noItems'],
    });
    const checks = rows((await get('/checks')).json()) as { items: number; unknown: number; excluded: number; notOwed: number }[];
    const sum = (of: 'items' | 'unknown' | 'excluded' | 'notOwed') => checks.reduce((all, one) => all + one[of], 0);
    expect(told.items).toEqual({ total: sum('items'), unknown: sum('unknown'), excluded: sum('excluded'), notOwed: sum('notOwed') });
    expect([told.daily[0]?.first, told.daily.at(-1)?.last]).toEqual(['2025-01-01', '2025-12-31']);
  });

  test('is the same bytes under the same tag, and nothing where the tag is known', async () => {
    const [one, other] = [await get('/overview'), await get('/overview')];
    expect(other.text).toBe(one.text);
    expect(one.headers.etag).toBe(other.headers.etag);
    const known = await server.ask('/api/v1/overview?audit=year', { headers: { 'if-none-match': String(one.headers.etag) } });
    expect([known.status, known.text]).toEqual([304, '']);
  });

  test('a period that nobody can see is refused, each with its sentence', async () => {
    expect(await said('/overview?audit=none')).toEqual([404, 'audit/unknown', 'string']);
    expect(await said(`/overview?audit=${encodeURIComponent(hostile)}`)).toEqual([404, 'audit/unknown', 'string']);
    expect(await said('/overview?audit=year&at=2024-01-01')).toEqual([422, 'view/period', 'string']);
    expect(await said('/overview?audit=year&at=2999-01-01')).toEqual([422, 'view/future', 'string']);
    expect(await said('/overview?audit=year&asKnownAt=2025-01-01')).toEqual([409, 'view/nothing-known', 'string']);
    expect(await said('/overview?from=2025-02-01')).toEqual([422, 'view/period', 'string']);
    expect(await said('/overview?from=2025-02-01&until=2025-01-01')).toEqual([422, 'view/period', 'string']);
    expect(await said('/overview?audit=year&from=2025-01-01&until=2025-02-01')).toEqual([422, 'view/period', 'string']);
    for (const wrong of [
      'at=yesterday',
      'at=2025-02-30',
      'at=2025-02-30T00:00:00Z',
      'at=2025-01-01T24:00:00Z',
      'from=2025-1-1&until=2025-02-01',
      'asKnownAt=',
      'audit=',
    ])
      expect([wrong, ...(await said(`/overview?${wrong}`))]).toEqual([wrong, 422, 'request/invalid', 'string']);
    for (const edge of [
      'from=0000-01-01&until=0000-01-01',
      'from=0001-01-01&until=2025-01-01',
      'from=9999-12-31&until=9999-12-31',
      'from=2000-01-01&until=2025-12-31',
      'at=9999-12-31T23:59:59Z',
      'asKnownAt=9999-12-31T23:59:59Z',
      'at=0000-01-01',
    ])
      expect([edge, ...(await said(`/overview?${edge}`))]).toEqual([edge, 422, 'view/period', 'string']);
  });
});

describe('exceptions', () => {
  test('stand once, with the controls that rest on them, in the order that is asked for', async () => {
    const all = rows((await get('/exceptions?limit=1000')).json()) as {
      check: string;
      item: string;
      from: string;
      state: string;
      milliseconds: number;
    }[];
    expect(new Set(all.map((one) => `${one.check} ${one.item} ${one.from}`)).size).toBe(all.length);
    expect(all.map((one) => one.item)).toContain(vulnerability(3));
    const open = all.filter((one) => one.state === 'open').map((one) => one.milliseconds);
    expect(all.slice(0, open.length).map((one) => one.milliseconds)).toEqual(open.toSorted((a, b) => b - a));
    const newest = rows((await get('/exceptions?limit=1000&sort=newest')).json()).map((one) => String(one['from']));
    expect(newest).toEqual(newest.toSorted().toReversed());
  });

  test('page after page is the whole list', async () => {
    const all = rows((await get('/exceptions?limit=1000&sort=oldest')).json());
    const found: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { json } = await get(`/exceptions?limit=3&sort=oldest${next === '' ? '' : `&cursor=${next}`}`);
      found.push(...rows(json()));
      next = json()['next'] as string | null;
    }
    expect(found).toEqual(all);
  });

  test('markup, quotes and turned words come back as they are, and as nothing but JSON', async () => {
    const reply = await get(`/exceptions?text=${encodeURIComponent('alert(1)')}&check=change%2Fticket-reference`);
    expect(rows(reply.json())).toMatchObject([{ title: hostile }]);
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-type': expect.stringContaining('application/json') });
  });

  test('a text that nothing holds finds nothing; one that is too long is refused', async () => {
    for (const text of ['\u0000', '\u001b[31m', '\u2066', '%', '</style>', '.*', "' or 1=1 --", 'q'.repeat(200)])
      expect([text, (await get(`/exceptions?text=${encodeURIComponent(text)}`)).json()]).toMatchObject([text, { rows: [], total: 0, next: null }]);
    expect(await said(`/exceptions?text=${'q'.repeat(201)}`)).toEqual([422, 'request/invalid', 'string']);
    const long = await server.ask(`/api/v1/exceptions?text=${'q'.repeat(100_000)}`);
    expect([414, 431]).toContain(long.status);
    expect((await get('/exceptions?limit=1')).status).toBe(200);
  });

  test('what is asked wrongly is refused in a sentence', async () => {
    for (const wrong of [
      'state=well',
      'sort=random',
      'limit=0',
      'limit=1001',
      'limit=many',
      'offset=-1',
      'offset=0.5',
      'unanswered=yes',
      'repeated=false',
      'control=',
      `cursor=${'x'.repeat(501)}`,
    ])
      expect([wrong, ...(await said(`/exceptions?audit=year&${wrong}`))]).toEqual([wrong, 422, 'request/invalid', 'string']);
    expect((await get('/exceptions?control=nobody')).json()).toMatchObject({ rows: [], total: 0 });
    for (const cursor of ['bad', 'W10', '..', '%00', Buffer.from('["a","b",-1]').toString('base64url')])
      expect([cursor, ...(await said(`/exceptions?audit=year&cursor=${cursor}`))]).toEqual([cursor, 410, 'page/cursor', 'string']);
  });

  test('a cursor of another list is refused, and so is one of before the next look', async () => {
    const { next } = (await get('/exceptions?limit=1')).json();
    expect((await get(`/exceptions?limit=1&cursor=${next}`)).status).toBe(200);
    expect(await said(`/exceptions?audit=year&sort=newest&cursor=${next}`)).toEqual([410, 'page/cursor', 'string']);
    expect(await said(`/exceptions?audit=year&at=2025-06-01&cursor=${next}`)).toEqual([410, 'page/cursor', 'string']);
    expect(await said(`/checks/${encodeURIComponent(fixed)}/items?audit=year&cursor=${next}`)).toEqual([410, 'page/cursor', 'string']);
    await program.look();
    expect(await said(`/exceptions?audit=year&cursor=${next}`)).toEqual([410, 'page/cursor', 'string']);
  });
});

describe('criteria and people', () => {
  test('all 61 criteria stand there, and those in scope are counted by how they are seen', async () => {
    const told = (await get('/criteria')).json() as { rows: { inScope: boolean; by: string }[]; counts: Record<string, number> };
    expect(told.rows).toHaveLength(61);
    const inScope = told.rows.filter((one) => one.inScope);
    const count = (by: string) => inScope.filter((one) => one.by === by).length;
    expect(told.counts).toEqual({
      inScope: inScope.length,
      automated: count('automated'),
      record: count('record'),
      document: count('document'),
      open: count('open'),
    });
    expect((await get('/criteria?at=2025-03-01')).status).toBe(200);
  });

  test('people are those that the records name, those who left among them', async () => {
    const people = rows((await server.ask('/api/v1/people')).json());
    expect(people).toEqual([
      { id: 'p-001', name: 'Ada Example' },
      { id: 'p-002', name: 'Ben Example' },
      { id: 'p-003', name: 'Cam Example' },
      { id: 'p-004', name: 'Dee Example' },
    ]);
  });
});
