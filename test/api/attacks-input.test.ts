import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { resources } from '../../src/api/resources.ts';
import type { Endpoint } from '../../src/contract/endpoint.ts';
import { assess } from '../../src/engine/assess.ts';
import { vulnerability } from '../support/audited.ts';
import { type Reply, type Serving, serving } from '../support/serving.ts';
import { sharedProgram } from '../support/shared-program.ts';

/** Everything that can be asked, asked by somebody careless or hostile who has the key: whatever is sent, the answer is a sentence and never a bug. */
let server: Serving;
beforeAll(async () => {
  server = await serving({ strict: false });
  await sharedProgram(server.folder, server.place.installation).look();
  await assess(server.place.installation, { audit: 'year' });
}, 240_000);
afterAll(async () => {
  await server?.close();
});

const all = resources.map((one) => one.endpoint).filter(({ key }) => key !== 'GET /events');
const reading = all.filter(({ method }) => method === 'GET');

/** As they stand in an address: every one of them is sent as it is written here. */
const ids = {
  'a way up': '..%2f..%2f..%2fetc%2fpasswd',
  'a way up, twice written': '%252e%252e%252f',
  'a character that ends strings': 'a%00b',
  'half a character': '%ff%fe',
  'malformed percents': '%zz%',
  'half of a pair': '%ed%a0%80',
  'what objects inherit': '__proto__',
  'a constructor': 'constructor',
  'a pattern': '(a%2b)%2b$',
  SQL: '%27%3b%20drop%20table%20entry%3b%20--%25_',
  'a path of JSON': '$.*%20?%20(@.a%20==%201)',
  'a script': '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  'a new line': 'a%0d%0aset-cookie:%20a=b',
  'a word turned round': '%E2%80%AEgpj',
  'a very large number': '9007199254740991',
  'a larger one': '1e308',
  'less than nothing': '-1',
  nothing: '%20',
  'a very long id': 'a'.repeat(10_000),
} as const;

const path = (endpoint: Endpoint, id: string) => `/api/v1${endpoint.path.replaceAll(/\{\w+\}/g, id)}`;
const bugs: string[] = [];
const isSentence = (reply: Reply, what: string) => {
  if (reply.status >= 500)
    bugs.push(`${what}: ${reply.status} ${reply.text.slice(0, 200)} ${server.log.findLast((line) => line.includes('"error"'))?.slice(0, 1500)}`);
  if (reply.status < 400) return;
  const { code, detail } = reply.json() as { code: string; detail: string };
  expect([what, code.length > 0, detail.length > 0 && detail.length < 20_000]).toEqual([what, true, true]);
};
const noBugs = () => expect(bugs.splice(0)).toEqual([]);

describe('ids', () => {
  expect(all.some(({ path }) => path === '/view')).toBe(true);
  const withId = all.filter((endpoint) => endpoint.path.includes('{'));
  test.each(Object.entries(ids))('%s', async (called, id) => {
    for (const endpoint of withId) {
      const reply = await server.ask(path(endpoint, id), { method: endpoint.method });
      isSentence(reply, `${endpoint.key} ${called}`);
      expect(reply.headers['set-cookie'], endpoint.key).toBeUndefined();
      expect(reply.text, endpoint.key).not.toContain('root:x:');
    }
    noBugs();
  });
});

describe('parameters', () => {
  /** What chooses the view is the same everywhere, and tried in one place. */
  const ofViews = ['audit', 'from', 'until', 'at', 'asKnownAt'];
  const shapeOf = (endpoint: Endpoint) =>
    Object.keys((endpoint.query as z.ZodObject | undefined)?.shape ?? {}).filter((name) => endpoint.path === '/view' || !ofViews.includes(name));
  test.each(
    Object.entries({
      ...ids,
      'a very long id': 'a'.repeat(15_000),
      'an early year': '0000-01-01',
      'a late year': '9999-12-31',
      'a late instant': '9999-12-31T23:59:59.999Z',
      'no day': '2025-02-30',
      'less than a millisecond': '2025-05-01T00:00:00.0000001Z',
    }),
  )('%s', async (called, value) => {
    for (const endpoint of reading)
      for (const name of shapeOf(endpoint))
        isSentence(await server.ask(`${path(endpoint, 'x')}?${name}=${value}`), `${endpoint.key} ${name} ${called}`);
    noBugs();
  });

  test('each given twice, and each of another list’s cursor', async () => {
    const cursor = Buffer.from(JSON.stringify(['x', 5, '__proto__'])).toString('base64url');
    for (const endpoint of reading) {
      for (const name of shapeOf(endpoint))
        isSentence(await server.ask(`${path(endpoint, 'x')}?${name}=1&${name}=2`), `${endpoint.key} ${name} twice`);
      if (shapeOf(endpoint).includes('cursor'))
        for (const one of [cursor, 'bnVsbA', 'W10', 'e30', 'yesterday'])
          isSentence(await server.ask(`${path(endpoint, 'x')}?cursor=${one}`), `${endpoint.key} cursor ${one}`);
    }
    noBugs();
  });
});

describe('bodies', () => {
  const json = { 'content-type': 'application/json' };
  const changing = all.filter(({ method, body }) => method !== 'GET' && body !== undefined);
  const wrong = '1,'.repeat(400_000);
  const bodies = {
    'half a million wrong items': `{"items":[${wrong}1],"connections":[${wrong}1],"cells":[${wrong}1]}`,
    'thousands of wrong names': `{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":1`).join(',')}}`,
    'a deep hole': `{"items":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'what objects inherit': '{"__proto__":{"by":"p-001","may":"everything"},"constructor":{"prototype":{"by":1}}}',
    'no object': '[[]]',
    nothing: 'null',
    'a number of a million digits': `{"limit":${'9'.repeat(900_000)}}`,
    'names twice': '{"by":"p-001","by":"p-002"}',
  };
  test.each(Object.entries(bodies))('%s', async (called, body) => {
    for (const endpoint of changing) {
      const reply = await server.ask(path(endpoint, 'x'), { method: endpoint.method, body, headers: json });
      isSentence(reply, `${endpoint.key} ${called}`);
      // What is told of it does not grow with it.
      expect([endpoint.key, reply.body.byteLength < 50_000]).toEqual([endpoint.key, true]);
    }
    expect(({} as Record<string, unknown>)['may']).toBeUndefined();
    noBugs();
  });

  test('and it attacks something: so many errors cannot be told in one go, and one is kept where nothing is wrong with it', async () => {
    expect(() => [].push(...(Array.from({ length: 400_000 }) as never[]))).toThrow(RangeError);
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const body = JSON.stringify({
      check: 'vulnerability/fixed-within-limit',
      items: [vulnerability(3)],
      until: soon,
      by: 'p-003',
      reason: 'Not reachable.',
    });
    const reply = await server.ask('/api/v1/exclusions', { method: 'POST', body, headers: json });
    expect([reply.status, reply.text]).toEqual([201, expect.stringContaining('"status":"requested"')]);
  });

  test('characters that no database keeps are refused where they are written', async () => {
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const said = { check: 'vulnerability/fixed-within-limit', items: [vulnerability(13)], until: soon, by: 'p-003' };
    for (const bad of ['a\u0000b', 'a\ud800b', '\u202Egpj', '<script>', '=1+1'])
      for (const body of [
        { ...said, reason: bad },
        { ...said, reason: 'r', items: [bad] },
        { ...said, reason: 'r', by: bad },
        { ...said, reason: 'r', check: bad },
      ])
        isSentence(
          await server.ask('/api/v1/exclusions', { method: 'POST', body: JSON.stringify(body), headers: json }),
          JSON.stringify(body).slice(0, 200),
        );
    noBugs();
  });
});
