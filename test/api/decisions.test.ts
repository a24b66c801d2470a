import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../src/engine/assess.ts';
import { DAY } from '../../src/kernel/time.ts';
import { vulnerability } from '../support/audited.ts';
import { type Serving, serving } from '../support/serving.ts';
import { hostile, sharedProgram } from '../support/shared-program.ts';

const fixed = 'vulnerability/fixed-within-limit';
const until = new Date(Date.now() + 60 * DAY).toISOString().slice(0, 10);
let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: true });
  const { installation } = server.place;
  await sharedProgram(server.folder, installation).look();
  await assess(installation, { audit: 'year' });
}, 120_000);
afterAll(() => server?.close());

type Row = Record<string, unknown>;
const headers = { 'content-type': 'application/json' };
const post = (path: string, body: unknown) =>
  server.ask(`/api/v1${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const said = async (path: string, body: unknown) => {
  const { status, json } = await post(path, body);
  return [status, json()['code'], typeof json()['detail']];
};
const list = async (path: string) => (await server.ask(`/api/v1${path}`)).json()['rows'] as Row[];
const exclusions = (query = 'audit=year') => list(`/exclusions?${query}`);
const wanted = { check: fixed, items: [vulnerability(3)], reason: hostile, until, by: 'p-003' };

describe('an exclusion', () => {
  let id: string;
  const decide = (type: string, body: unknown, of = id) => said(`/exclusions/${of}/${type}`, body);

  test('is asked for, and shows as it was written, over nothing yet', async () => {
    const { status, json } = await post('/exclusions', wanted);
    id = String(json()['id']);
    expect([status, json()]).toEqual([201, { id: 'X-0001', status: 'requested' }]);
    const [row, ...rest] = await exclusions();
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ id, from: 'here', status: 'requested', reason: hostile, requestedBy: 'p-003', approvedBy: null, inForce: false });
    expect(row?.['checkTitle']).not.toBe(fixed);
    expect((await list('/exceptions?audit=year&state=excluded')).length).toBe(0);
  });

  test('nobody approves what they asked for, nor without the authority, nor after they left', async () => {
    expect(await decide('approve', { by: 'p-003' })).toEqual([403, 'exclusion/self-approval', 'string']);
    expect(await decide('reject', { by: 'p-003', reason: 'No.' })).toEqual([403, 'exclusion/self-approval', 'string']);
    const other = await post('/exclusions', { ...wanted, items: [vulnerability(13)], by: 'p-001' });
    expect(await decide('approve', { by: 'p-003' }, String(other.json()['id']))).toEqual([403, 'exclusion/no-authority', 'string']);
    expect(await decide('approve', { by: 'p-004' })).toEqual([422, 'actor/left', 'string']);
    expect(await decide('approve', { by: 'nobody' })).toEqual([422, 'actor/unknown', 'string']);
    expect((await exclusions()).map((one) => one['status'])).toEqual(['requested', 'requested']);
  });

  test('another one approves it once; what it lies over stays what it was', async () => {
    const before = new Date(server.place.installation.clock()).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { status, json } = await post(`/exclusions/${id}/approve`, { by: 'p-002' });
    expect([status, json()]).toEqual([200, { id, status: 'approved' }]);
    expect((await exclusions()).find((one) => one['id'] === id)).toMatchObject({ status: 'approved', approvedBy: 'p-002' });
    // As it was known a moment before, it still waited.
    expect((await exclusions(`audit=year&asKnownAt=${before}`)).find((one) => one['id'] === id)).toMatchObject({
      status: 'requested',
      approvedBy: null,
    });
    expect(await decide('approve', { by: 'p-002' })).toEqual([409, 'exclusion/decided', 'string']);
    expect(await decide('reject', { by: 'p-002', reason: 'No.' })).toEqual([409, 'exclusion/decided', 'string']);
    // It was approved after the period: it shows, and excludes nothing in it.
    const [exception] = (await list(`/exceptions?audit=year&limit=1000`)).filter((one) => one['item'] === vulnerability(3));
    expect(exception).toMatchObject({ state: 'open', excludedBy: null });
  });

  test('another is rejected with a reason, and shows as rejected', async () => {
    expect(await decide('reject', { by: 'p-002' }, 'X-0002')).toEqual([422, 'exclusion/no-reason', 'string']);
    expect((await post('/exclusions/X-0002/reject', { by: 'p-002', reason: 'It can be fixed.' })).json()).toEqual({
      id: 'X-0002',
      status: 'rejected',
    });
    expect((await exclusions()).find((one) => one['id'] === 'X-0002')).toMatchObject({
      status: 'rejected',
      inForce: false,
      remark: 'It was rejected: nothing is excluded.',
    });
  });

  test('one is ended, with a reason, and not twice', async () => {
    expect(await decide('end', { by: 'p-001' })).toEqual([422, 'exclusion/no-reason', 'string']);
    expect((await post(`/exclusions/${id}/end`, { by: 'p-001', reason: 'It is fixed.' })).json()).toEqual({ id, status: 'ended' });
    expect(await decide('end', { by: 'p-001', reason: 'Again.' })).toEqual([409, 'exclusion/ended', 'string']);
    expect((await exclusions()).find((one) => one['id'] === id)).toMatchObject({ status: 'ended' });
  });

  test('in a view of an earlier instant it says that it came later, and whether it was decided', async () => {
    const third = String((await post('/exclusions', { ...wanted, items: [vulnerability(23)] })).json()['id']);
    const then = await exclusions('audit=year&at=2025-12-01');
    expect(then.map((one) => [one['id'], one['status'], one['inForce']])).toEqual([
      [id, 'ended', false],
      ['X-0002', 'rejected', false],
      [third, 'requested', false],
    ]);
    expect(then.map((one) => one['remark'])).toEqual([
      'It was decided after what is judged here.',
      'It was rejected: nothing is excluded.',
      'It was asked for after what is judged here.',
    ]);
  });

  test('what is asked for wrongly is refused, and nothing is kept of it', async () => {
    const before = (await exclusions()).length;
    const every = (await list(`/checks/${encodeURIComponent(fixed)}/items?audit=year&limit=1000`)).map((one) => String(one['item']));
    const asked = (more: object) => said('/exclusions', { ...wanted, items: [vulnerability(33)], ...more });
    expect(await asked({ check: 'no/such' })).toEqual([422, 'exclusion/unknown-check', 'string']);
    expect(await asked({ items: ['nothing'] })).toEqual([422, 'exclusion/unknown-item', 'string']);
    expect(await asked({ items: [hostile] })).toEqual([422, 'exclusion/unknown-item', 'string']);
    expect(await asked({ items: every })).toEqual([422, 'exclusion/covers-everything', 'string']);
    expect(await asked({ until: '2020-01-01' })).toEqual([422, 'exclusion/ended', 'string'].with(0, 409));
    expect(await asked({ until: '2999-01-01' })).toEqual([422, 'exclusion/too-long', 'string']);
    expect(await asked({ by: 'p-004' })).toEqual([422, 'actor/left', 'string']);
    for (const wrong of [
      { items: [] },
      { items: 'all' },
      { reason: '   ' },
      { reason: 'x'.repeat(4001) },
      { until: 'soon' },
      { by: '' },
      { more: 1 },
      { check: 'x'.repeat(1001) },
    ])
      expect([Object.keys(wrong), ...(await asked(wrong))]).toEqual([Object.keys(wrong), 422, 'request/invalid', 'string']);
    expect(await said('/exclusions/none/approve', { by: 'p-002' })).toEqual([404, 'exclusion/unknown', 'string']);
    expect(await said('/exclusions/X-0001/undo', { by: 'p-002' })).toEqual([422, 'request/invalid', 'string']);
    expect((await exclusions()).length).toBe(before);
  });

  test('a body that is none is refused', async () => {
    for (const body of ['', '{', 'null', '[]', '"text"', '{"by":1}'])
      expect((await post('/exclusions', body)).status, body).toBeGreaterThanOrEqual(400);
    const form = await server.ask('/api/v1/exclusions', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(wanted) });
    expect(form.status).toBe(415);
    expect((await post('/exclusions', { ...wanted, reason: 'x'.repeat(1_100_000) })).status).toBe(413);
  });
});

describe('a response', () => {
  const response = { check: fixed, item: vulnerability(3), cause: hostile, response: 'Line one\nline two\ttab', by: 'p-001' };

  test('shows with its exception at once, to the letter', async () => {
    const { status, json } = await post('/responses', { ...response, audit: 'year', action: 'Patch it.', due: '2027-01-31' });
    expect([status, json()]).toMatchObject([
      201,
      { cause: hostile, response: response.response, action: 'Patch it.', due: '2027-01-31', by: 'p-001' },
    ]);
    const [row] = (await list('/exceptions?audit=year&limit=1000')).filter((one) => one['item'] === vulnerability(3));
    expect(row?.['response']).toEqual(json());
    expect((await list('/exceptions?audit=year&limit=1000&unanswered=true')).map((one) => one['item'])).not.toContain(vulnerability(3));
  });

  test('a later one counts, and takes back what was to be done', async () => {
    await post('/responses', { ...response, cause: 'Another cause.' });
    const [row] = (await list('/exceptions?audit=year&limit=1000')).filter((one) => one['item'] === vulnerability(3));
    expect(row?.['response']).toMatchObject({ cause: 'Another cause.', action: null, due: null });
  });

  test('what is said wrongly, or of what did not fail, is refused', async () => {
    const wrong = (more: object) => said('/responses', { ...response, ...more });
    expect(await wrong({ item: vulnerability(1) })).toEqual([422, 'response/no-exception', 'string']);
    expect(await wrong({ check: 'no/such' })).toEqual([422, 'response/no-exception', 'string']);
    expect(await wrong({ audit: 'none' })).toEqual([409, 'response/no-assessment', 'string']);
    expect(await wrong({ due: '2027-01-31' })).toEqual([422, 'response/due-without-action', 'string']);
    expect(await wrong({ by: 'p-004' })).toEqual([422, 'actor/left', 'string']);
    for (const more of [{ cause: '' }, { response: ' ' }, { due: '2027-02-30', action: 'Do.' }, { action: '' }, { more: 1 }])
      expect([Object.keys(more), ...(await wrong(more))]).toEqual([Object.keys(more), 422, 'request/invalid', 'string']);
  });

  test('a control character that the ledger cannot hold is refused, or comes back as it is', async () => {
    for (const text of ['nul \u0000 byte', 'bell \u0007', 'escape \u001b[31m', 'lone \ud800 half']) {
      const { status, json } = await post('/responses', { ...response, cause: text });
      expect(status, JSON.stringify(text)).toBeLessThan(500);
      if (status === 201) expect(json()['cause']).toBe(text);
    }
  });
});
