import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { collect } from '../../src/engine/collect.ts';
import { gitConnection, recordsConnection } from '../../src/engine/connections.ts';
import { controlFiles, peopleText, scopeText, vulnerabilitiesText } from '../support/audited.ts';
import { testRepository } from '../support/git.ts';
import { type Reply, type Serving, serving } from '../support/serving.ts';

const hostile = '<script>alert(1)</script> =1+1 "quoted"';
const CONTROL = 'change-tickets';
const CHECK = 'change/ticket-reference';

let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
  const { installation } = server.place;
  const code = testRepository(join(server.folder, 'api'));
  for (let number = 1; number <= 30; number++)
    code.commit({
      at: `2025-02-${String((number % 27) + 1).padStart(2, '0')}T10:00:00Z`,
      message: `${number === 7 ? '' : `HL-${number} `}Change ${number}`,
    });
  const program = testRepository(join(server.folder, 'program'));
  program.commit({
    at: '2025-01-01T10:00:00Z',
    files: {
      'records/scope.yaml': scopeText('2025-12-31', ['api']),
      'records/people.yaml': peopleText,
      'records/vulnerabilities.yaml': vulnerabilitiesText(3),
      ...controlFiles,
    },
  });
  const connections = [gitConnection({ id: 'api', path: code.path }), recordsConnection({ id: 'program', path: program.path })];
  const { connections: told } = await collect(installation, { connections, environment: { PATH: process.env['PATH'] } });
  expect(told.flatMap((one) => one.errors)).toEqual([]);
}, 120_000);
afterAll(() => server?.close());

const get = (path: string) => server.ask(`/api/v1${path}`);
const post = (path: string, body?: unknown) =>
  server.ask(`/api/v1${path}`, {
    method: 'POST',
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
const said = ({ status, json }: Reply) => [status, json()['code']];
const rows = (reply: Reply) => reply.json()['rows'] as Record<string, unknown>[];

async function done(reply: Reply): Promise<Record<string, unknown>> {
  expect(reply.status).toBe(202);
  for (;;) {
    const work = (await get(`/work/${String(reply.json()['id'])}`)).json();
    if (work['endedAt'] !== null) return work;
    await new Promise((next) => setTimeout(next, 50));
  }
}

const opening = { id: 'first', audit: 'year', firm: hostile, auditors: [{ id: 'aud-1', name: 'Ada Example' }], by: 'p-001' };
const mine = { control: CONTROL, population: 'changes' };

describe('before anything is sealed', () => {
  test('an audit says that there is no assessment, and nothing can be opened, drafted or packed', async () => {
    const year = rows(await get('/audits')).filter((one) => one['id'] === 'year');
    expect(year).toMatchObject([{ id: 'year', stands: 'over', newest: null, assessments: 0, engagements: [] }]);
    expect(said(await post('/engagements', opening))).toEqual([409, 'engagement/no-assessment']);
    expect(said(await get('/audits/year/drafts/readiness?format=md'))).toEqual([404, 'results/no-assessment']);
    expect(said(await post('/packages', { audit: 'year' }))).toEqual([404, 'export/no-assessment']);
  });
});

describe('an engagement', () => {
  beforeAll(async () => {
    await assess(server.place.installation, { audit: 'year' });
    const opened = await post('/engagements', opening);
    expect(opened.status).toBe(201);
  }, 60_000);

  test('is opened once, by somebody of the company, with auditors from outside', async () => {
    expect(said(await post('/engagements', opening))).toEqual([409, 'engagement/exists']);
    expect(said(await post('/engagements', { ...opening, id: '../first' }))).toEqual([422, 'engagement/id']);
    expect(said(await post('/engagements', { ...opening, id: 'second', audit: 'none' }))).toEqual([404, 'engagement/no-audit']);
    expect(said(await post('/engagements', { ...opening, id: 'second', by: 'nobody' }))).toEqual([422, 'actor/unknown']);
    const own = { ...opening, id: 'second', auditors: [{ id: 'p-002', name: 'Own' }] };
    expect(said(await post('/engagements', own))).toEqual([422, 'engagement/not-outside']);
    expect(rows(await get('/engagements'))).toMatchObject([{ id: 'first', firm: hostile, frozen: 0, samples: 0 }]);
  });

  test('what is unknown is not found, in a sentence', async () => {
    for (const path of ['/engagements/none', '/engagements/none/items?control=a&population=b', '/engagements/none/workpapers/workpapers.json'])
      expect(said(await get(path))).toEqual([404, 'engagement/unknown']);
    expect(said(await get(`/engagements/first/items?control=none&population=changes`))).toEqual([404, 'engagement/no-such-test']);
    expect(said(await get(`/engagements/first/items?control=${CONTROL}&population=changes&text=${'a'.repeat(300)}`))).toEqual([
      422,
      'request/invalid',
    ]);
    expect(said(await get('/engagements/first/workpapers/..%2Fworkpapers.json'))).toEqual([422, 'request/invalid']);
    expect(said(await get('/engagements/first/workpapers/test.csv?control=none&population=none'))).toEqual([404, 'engagement/no-such-test']);
    expect(said(await post('/engagements/none/freeze', { by: 'p-001' }))).toEqual([404, 'engagement/unknown']);
  });

  test('nothing is drawn or marked of what is not frozen; then who may do what is kept', async () => {
    const draw = { ...mine, size: { by: 'table', table: 'chiaro' }, by: 'aud-1' };
    expect(said(await post('/engagements/first/samples', draw))).toEqual([409, 'engagement/not-frozen']);
    expect(said(await post('/engagements/first/reperform'))).toEqual([409, 'engagement/not-frozen']);
    expect((await post('/engagements/first/freeze', { by: 'p-001' })).json()).toMatchObject({ engagement: 'first' });
    expect(said(await post('/engagements/first/samples', { ...draw, by: 'p-001' }))).toEqual([403, 'engagement/not-its-auditor']);
    const mark = { ...mine, items: ['none'], attribute: CHECK, mark: 'accept', by: 'aud-1' };
    expect(said(await post('/engagements/first/marks', { ...mark, by: 'p-001', items: [await anItem()] }))).toEqual([
      403,
      'engagement/not-its-auditor',
    ]);
    expect(said(await post('/engagements/first/marks', mark))).toEqual([404, 'engagement/no-such-cell']);
    expect(said(await post('/engagements/first/marks', { ...mark, items: [await anItem()], mark: 'exception' }))).toEqual([
      422,
      'engagement/no-note',
    ]);
    expect(said(await post('/engagements/first/settings', { by: 'p-001' }))).toEqual([409, 'engagement/settings-outside']);
  });

  test('a sample is told before it is drawn, and is drawn once; a file of this machine is no table', async () => {
    const ask = `/engagements/first/sample-size?control=${CONTROL}&population=changes`;
    const table = join(server.folder, 'own.yaml');
    writeFileSync(table, 'name: own\nkind: population\nrows: [{ upTo: null, size: 1 }]\n');
    expect(said(await get(`${ask}&table=${encodeURIComponent(table)}`))).toEqual([404, 'sampling/no-table']);
    expect(said(await post('/engagements/first/samples', { ...mine, size: { by: 'table', table }, by: 'aud-1' }))).toEqual([
      404,
      'sampling/no-table',
    ]);
    expect(said(await get(ask))).toEqual([422, 'sampling/one-way']);
    const size = { by: 'judgement', size: 5, why: 'A first look.' };
    expect((await post('/engagements/first/samples', { ...mine, size, by: 'aud-1' })).status).toBe(201);
    expect(said(await post('/engagements/first/samples', { ...mine, size, by: 'aud-1' }))).toEqual([409, 'engagement/sample-drawn']);
    const drawn = rows(await get(`/engagements/first/items?control=${CONTROL}&population=changes`));
    expect(drawn.map((one) => one['number']).sort()).toEqual([1, 2, 3, 4, 5]);
    expect((await post('/engagements/first/samples/extend', { ...mine, more: 2, reason: 'One more look.', by: 'aud-1' })).status).toBe(200);
    const { json } = await get('/engagements/first');
    const control = (json()['controls'] as Record<string, unknown>[]).find((one) => one['control'] === CONTROL);
    expect(control?.['tests']).toMatchObject([
      { method: 'sample', items: 7, sample: { drawn: 5, extensions: [{ items: 2, reason: 'One more look.' }] } },
    ]);
  });

  test('a mark stands beside what was judged, and the one before it stays', async () => {
    const item = await anItem();
    const mark = { ...mine, items: [item], attribute: CHECK, by: 'aud-1' };
    for (const [said, note] of [
      ['exception', hostile],
      ['accept', 'Asked, and seen.'],
    ])
      expect((await post('/engagements/first/marks', { ...mark, mark: said, note })).status).toBe(200);
    const [found] = rows(await get(`/engagements/first/items?control=${CONTROL}&population=changes&show=marked`));
    expect(found).toMatchObject({
      item,
      cells: [{ machine: { outcome: 'pass' }, mark: { mark: 'accept' }, earlier: [{ mark: 'exception', note: hostile }] }],
    });
    const first = await get(`/engagements/first/items?control=${CONTROL}&population=changes&limit=1`);
    await post('/engagements/first/marks', { ...mark, mark: 'not-tested', note: 'Later.' });
    const cursor = String(first.json()['next']);
    expect(said(await get(`/engagements/first/items?control=${CONTROL}&population=changes&limit=1&cursor=${cursor}`))).toEqual([410, 'page/cursor']);
  });

  test('a request goes its way between the two sides', async () => {
    expect(said(await post('/engagements/first/requests', { title: hostile, by: 'p-001' }))).toEqual([403, 'engagement/not-its-auditor']);
    expect((await post('/engagements/first/requests', { title: hostile, by: 'aud-1' })).status).toBe(201);
    const move = (body: object) => post('/engagements/first/requests/R-001', body);
    expect(said(await move({ state: 'accepted', by: 'aud-1' }))).toEqual([409, 'engagement/request-state']);
    expect(said(await move({ state: 'provided', by: 'aud-1', comment: 'Mine.' }))).toEqual([403, 'engagement/not-the-company']);
    expect(said(await move({ state: 'provided', by: 'p-001' }))).toEqual([422, 'engagement/nothing-provided']);
    expect((await move({ state: 'provided', by: 'p-001', evidence: ['records/people.yaml'] })).status).toBe(200);
    expect(said(await post('/engagements/first/requests/R-404', { state: 'accepted', by: 'aud-1' }))).toEqual([404, 'engagement/no-request']);
    expect((await get('/engagements/first')).json()['requests']).toMatchObject([{ title: hostile, state: 'provided' }]);
    const csv = await get('/engagements/first/workpapers/requests.csv');
    expect([csv.status, csv.headers['content-disposition']]).toEqual([200, expect.stringContaining('attachment')]);
    expect(csv.text).toContain('R-001');
  });

  test('what was frozen is done again, and comes out as it was', async () => {
    const work = await done(await post('/engagements/first/reperform'));
    const { done: all } = work['result'] as { done: { same: boolean }[] };
    expect([work['state'], all.length > 0, all.every((one) => one.same)]).toEqual(['done', true, true]);
  }, 60_000);

  test('once closed, nothing more is decided', async () => {
    expect(said(await post('/engagements/first/close', { reason: 'Done.', by: 'p-001' }))).toEqual([403, 'engagement/not-its-auditor']);
    expect((await post('/engagements/first/close', { reason: 'Done.', by: 'aud-1' })).status).toBe(200);
    expect(said(await post('/engagements/first/requests', { title: 'More', by: 'aud-1' }))).toEqual([409, 'engagement/closed']);
  });

  async function anItem(): Promise<string> {
    const [first] = rows(await get(`/engagements/first/items?control=${CONTROL}&population=changes`));
    return String(first?.['item']);
  }
});

describe('a package', () => {
  test('is written, verified, and given as an archive that holds what its manifest names', async () => {
    const work = await done(await post('/packages', { audit: 'year', name: 'handed-over' }));
    expect(work).toMatchObject({ state: 'done', result: { name: 'handed-over', verified: { verdict: 'verified', failures: 0 } } });
    expect(said(await post('/packages', { audit: 'year', name: 'handed-over' }))).toEqual([409, 'package/exists']);
    const [listed] = rows(await get('/packages'));
    expect(listed).toMatchObject({ name: 'handed-over', verified: { verdict: 'verified' }, period: { audit: 'year' } });
    const { body, headers } = await get('/packages/handed-over/archive');
    expect(headers['content-type']).toBe('application/gzip');
    const out = join(server.folder, 'unpacked');
    mkdirSync(out);
    writeFileSync(join(out, 'a.tar.gz'), body);
    execFileSync('tar', ['-xzf', 'a.tar.gz'], { cwd: out });
    const verified = execFileSync(
      process.execPath,
      ['handed-over/verify.mjs', 'handed-over', '--key', String((await get('/packages')).json()['keys'])],
      {
        cwd: out,
        encoding: 'utf8',
      },
    );
    expect(verified).toMatch(/verified/i);
    expect(readdirSync(join(out, 'handed-over'), { recursive: true }).filter((one) => String(one).endsWith('.json')).length).toBeGreaterThan(1);
  }, 120_000);

  test('that was changed does not verify, and says what does not hold', async () => {
    writeFileSync(join(server.folder, 'data', 'packages', 'handed-over', 'assessment.json'), '{}');
    const work = await done(await post('/packages/handed-over/verify'));
    expect(work).toMatchObject({ state: 'done', result: { verdict: 'broken', failures: expect.any(Number) } });
    expect(rows(await get('/packages'))).toMatchObject([{ verified: { verdict: 'broken' } }]);
  }, 60_000);

  test('of a name that leads elsewhere, or that is not there, is none', async () => {
    expect(said(await get('/packages/none/archive'))).toEqual([404, 'package/unknown']);
    for (const name of ['..%2F..', '.', '%2e%2e%2fkeys', 'a%00b'])
      expect((await get(`/packages/${name}/archive`)).status).toBeGreaterThanOrEqual(400);
    expect(said(await post('/packages', { audit: 'year', name: '../keys' }))).toEqual([422, 'request/invalid']);
    expect(said(await post('/packages', { audit: 'none' }))).toEqual([404, 'export/no-assessment']);
  });
});

describe('drafts', () => {
  test('are set from what was sealed, and refuse what does not apply', async () => {
    const draft = await get('/audits/year/drafts/readiness?format=md');
    expect([draft.status, draft.headers['content-type']]).toEqual([200, 'text/markdown; charset=utf-8']);
    expect(said(await get('/audits/year/drafts/constructor?format=md'))).toEqual([404, 'draft/unknown']);
    expect(said(await get('/audits/year/drafts/bridge-letter?format=md'))).toEqual([422, 'draft/no-date']);
    expect(said(await get('/audits/year/drafts/readiness?format=md&to=2026-01-31'))).toEqual([422, 'draft/no-letter']);
    expect(said(await get('/audits/none/drafts/readiness?format=md'))).toEqual([404, 'results/no-assessment']);
  });
});
