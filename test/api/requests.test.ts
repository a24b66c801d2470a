import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { implement } from '../../src/api/implement.ts';
import { endpoint, fileAnswer } from '../../src/contract/endpoint.ts';
import { Refusal, VendorError } from '../../src/kernel/refusal.ts';
import { type Reply, type Serving, serving } from '../support/serving.ts';

const common = { tag: 'Test', says: 'For a test.', may: 'read' } as const;

const echo = endpoint({
  ...common,
  method: 'POST',
  path: '/echo/{one}/{two}',
  params: z.object({ one: z.string(), two: z.string() }),
  query: z.object({
    limit: z.coerce.number('a number').int().max(10, 'at most 10').default(5),
    tags: z.array(z.string()).default([]),
    flag: z.enum(['yes', 'no'], 'yes or no').optional(),
  }),
  body: z.strictObject({ words: z.array(z.string('a word')) }),
  answers: z.object({ params: z.unknown(), query: z.unknown(), body: z.unknown() }),
});
const bare = endpoint({ ...common, method: 'POST', path: '/bare', answers: z.object({}), status: 202 });
const long = endpoint({ ...common, method: 'GET', path: '/long', answers: z.object({ words: z.array(z.string()) }) });
const failing = endpoint({
  ...common,
  method: 'GET',
  path: '/failing/{how}',
  params: z.object({ how: z.string() }),
  answers: z.object({}),
  refuses: { 'test/declared': 409 },
});
const lying = endpoint({
  ...common,
  method: 'GET',
  path: '/lying/{how}',
  params: z.object({ how: z.string() }),
  answers: z.object({ n: z.number() }),
});
const file = endpoint({
  ...common,
  method: 'GET',
  path: '/file/{media}',
  params: z.object({ media: z.string() }),
  answers: fileAnswer('text/csv', 'text/html'),
});

const errors: Readonly<Record<string, () => Error>> = {
  declared: () => new Refusal('test/declared', 'That is not allowed now.'),
  undeclared: () => new Refusal('test/undeclared', 'Nobody declared this.'),
  limited: () => new VendorError('rate-limited', 'GitHub wants us to wait.'),
  forbidden: () => new VendorError('forbidden', 'GitHub says no.'),
  bug: () => new TypeError('the secret is sesame'),
};

const implemented = [
  implement(echo, async ({ params, query, body }) => ({ params, query, body })),
  implement(bare, async () => ({})),
  implement(long, async () => ({ words: Array.from({ length: 1000 }, (_, at) => `word ${at}`) })),
  implement(failing, async ({ params }) => {
    throw errors[params.how]?.() ?? new Error('nothing');
  }),
  implement(lying, async ({ params }) => (params.how === 'wrong' ? { n: 'one' as unknown as number } : { n: 1, more: 2 })),
  implement(file, async ({ params }) => ({
    media: params.media,
    name: 'Bericht für "uns".csv',
    body: (async function* () {
      yield 'a,b\n';
      yield new TextEncoder().encode('1,2\n');
    })(),
  })),
];

let server: Serving;
let lenient: Serving;
beforeAll(async () => {
  server = await serving({ implemented, strict: true });
  lenient = await serving({ implemented, strict: false });
});
afterAll(async () => {
  await server?.close();
  await lenient?.close();
});

const json = { 'content-type': 'application/json' };
const post = (path: string, body: string, headers: Readonly<Record<string, string>> = json) =>
  server.ask(`/api/v1${path}`, { method: 'POST', body, headers });
const said = (reply: Reply) => [reply.status, reply.json()['code']];
const ok = '{"words":["a"]}';

describe('what is asked is parsed', () => {
  test('parameters, a query with lists and defaults, and a body', async () => {
    const reply = await post(`/echo/${encodeURIComponent('change/approved-by-another')}/${encodeURIComponent('a%2Fb ü?')}?tags=x&limit=7`, ok);
    expect(reply.json()).toEqual({
      params: { one: 'change/approved-by-another', two: 'a%2Fb ü?' },
      query: { limit: 7, tags: ['x'] },
      body: { words: ['a'] },
    });
    expect((await post('/echo/1/2?tags=x&tags=y&flag=yes', ok)).json()['query']).toEqual({ limit: 5, tags: ['x', 'y'], flag: 'yes' });
  });

  test('everything that is wrong is named at once', async () => {
    const reply = await post('/echo/1/2?limit=11&flag=perhaps&limti=3', '{"words":[1],"more":2}');
    expect(said(reply)).toEqual([422, 'request/invalid']);
    expect(reply.json()['errors']).toEqual([
      { at: 'query.limit', expected: 'at most 10' },
      { at: 'query.flag', expected: 'yes or no' },
      { at: 'body.words.0', expected: 'a word' },
      { at: 'body.more', expected: 'no such field: check its spelling' },
      { at: 'query.limti', expected: 'one of limit, tags, flag' },
    ]);
    expect(reply.json()['detail']).toBe(
      'query.limit: expected at most 10; query.flag: expected yes or no; body.words.0: expected a word; and 2 more.',
    );
  });

  test('one value is not given twice', async () => {
    const reply = await post('/echo/1/2?limit=1&limit=2', ok);
    expect(reply.json()['errors']).toEqual([{ at: 'query.limit', expected: 'one value' }]);
  });

  test('names of objects everywhere are no parameters', async () => {
    for (const name of ['__proto__', 'constructor', 'toString'])
      expect(said(await post(`/echo/1/2?${name}=1`, ok))).toEqual([422, 'request/invalid']);
  });

  test('a body is JSON, of a type that no form can send', async () => {
    expect(said(await post('/echo/1/2', '{"words":'))).toEqual([400, 'request/malformed-json']);
    expect(said(await post('/echo/1/2', `${'['.repeat(400_000)}`))).toEqual([400, 'request/malformed-json']);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', ''])
      expect(said(await post('/echo/1/2', ok, type === '' ? {} : { 'content-type': type }))).toEqual([415, 'request/content-type']);
    expect((await post('/echo/1/2', ok, { 'content-type': 'Application/JSON; charset=UTF-8' })).status).toBe(200);
    const latin = await server.ask('/api/v1/echo/1/2', { method: 'POST', body: Buffer.from('{"words":["\xfc"]}', 'latin1'), headers: json });
    expect(said(latin)).toEqual([400, 'request/malformed-text']);
    expect(said(await post('/bare', 'x'))).toEqual([400, 'request/body-not-taken']);
    expect(said(await post('/echo/1/2', ''))).toEqual([422, 'request/invalid']);
  });

  test('a body of more than 1 MB is not read, whether or not it says its length', async () => {
    const large = JSON.stringify({ words: ['x'.repeat(1_000_000)] });
    expect(said(await post('/echo/1/2', large))).toEqual([413, 'request/too-large']);
    expect(said(await post('/echo/1/2', large, { ...json, 'transfer-encoding': 'chunked' }))).toEqual([413, 'request/too-large']);
    expect((await post('/echo/1/2', JSON.stringify({ words: ['x'.repeat(900_000)] }))).status).toBe(200);
  });

  test('an address is not longer than 16,000 characters, and headers are not endless', async () => {
    expect(said(await server.ask(`/api/v1/long?x=${'x'.repeat(16_000)}`))).toEqual([414, 'request/address-too-long']);
    expect(said(await server.ask('/api/v1/long', { headers: { 'x-long': 'x'.repeat(70_000) } }))).toEqual([431, 'request/headers-too-large']);
  });

  test('what is no HTTP is told so', async () => {
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(server.port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.on('data', (part) => {
        text += part.toString();
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"request\/malformed"/);
  });
});

describe('what does not exist', () => {
  test('a path and a method', async () => {
    expect(said(await server.ask('/api/v1/nothing'))).toEqual([404, 'request/no-endpoint']);
    expect(said(await server.ask('/api/v2/long'))).toEqual([404, 'request/no-page']);
    const wrong = await server.ask('/api/v1/long', { method: 'DELETE' });
    expect([...said(wrong), wrong.headers.allow]).toEqual([405, 'request/method', 'GET, HEAD']);
  });

  test('is not told to strangers', async () => {
    expect(said(await server.send('/api/v1/nothing'))).toEqual([401, 'session/none']);
  });
});

describe('errors', () => {
  test('are problem details that name their request', async () => {
    const reply = await server.ask('/api/v1/failing/declared');
    const id = reply.headers['x-request-id'];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(reply.json()).toEqual({
      type: 'urn:tickmark:problem:test/declared',
      title: 'Conflict',
      status: 409,
      detail: 'That is not allowed now.',
      code: 'test/declared',
      request: id,
    });
  });

  test('of the world and of the domain have their own statuses', async () => {
    expect(said(await server.ask('/api/v1/failing/limited'))).toEqual([503, 'vendor/rate-limited']);
    expect(said(await server.ask('/api/v1/failing/forbidden'))).toEqual([502, 'vendor/forbidden']);
    expect(said(await lenient.ask('/api/v1/failing/undeclared'))).toEqual([422, 'test/undeclared']);
    expect(said(await server.ask('/api/v1/failing/undeclared'))).toEqual([500, 'contract/undeclared-refusal']);
  });

  test('that nobody expected are told in the log only', async () => {
    const reply = await lenient.ask('/api/v1/failing/bug');
    expect(said(reply)).toEqual([500, 'unexpected']);
    expect(reply.text).not.toContain('sesame');
    const line = lenient.log.find((one) => one.includes('sesame')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', endpoint: 'GET /failing/{how}', request: reply.headers['x-request-id'] });
    expect(line).toContain('requests.test.ts');
  });

  test('answers that do not fit their schema are found', async () => {
    expect(said(await server.ask('/api/v1/lying/wrong'))).toEqual([500, 'unexpected']);
    expect(said(await server.ask('/api/v1/lying/more'))).toEqual([500, 'unexpected']);
    expect((await lenient.ask('/api/v1/lying/more')).status).toBe(200);
  });
});

describe('answers', () => {
  test('have a strong tag, and are not sent again', async () => {
    const first = await server.ask('/api/v1/long');
    const tag = String(first.headers.etag);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    for (const given of [tag, `"other", ${tag}`, `W/${tag}`, '*']) {
      const again = await server.ask('/api/v1/long', { headers: { 'if-none-match': given } });
      expect([again.status, again.body.byteLength, again.headers.etag]).toEqual([304, 0, tag]);
    }
    expect((await server.ask('/api/v1/long', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('are compressed as the caller likes, under tags of their own', async () => {
    const plain = await server.ask('/api/v1/long');
    const br = await server.ask('/api/v1/long', { headers: { 'accept-encoding': 'gzip, br' } });
    const gzip = await server.ask('/api/v1/long', { headers: { 'accept-encoding': 'gzip;q=0.5, br;q=0' } });
    expect([br.headers['content-encoding'], gzip.headers['content-encoding'], plain.headers['content-encoding']]).toEqual(['br', 'gzip', undefined]);
    expect(brotliDecompressSync(br.body).toString()).toBe(plain.text);
    expect(gunzipSync(gzip.body).toString()).toBe(plain.text);
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
    expect(br.headers.vary).toContain('accept-encoding');
    const again = await server.ask('/api/v1/long', { headers: { 'accept-encoding': 'br', 'if-none-match': String(br.headers.etag) } });
    expect([again.status, again.headers.etag]).toEqual([304, br.headers.etag]);
  });

  test('are not sent to HEAD, and a change is never "not modified"', async () => {
    const head = await server.ask('/api/v1/long', { method: 'HEAD' });
    expect([head.status, head.body.byteLength]).toEqual([200, 0]);
    expect((await server.ask('/api/v1/bare', { method: 'POST', headers: { 'if-none-match': '*' } })).status).toBe(202);
  });

  test('files are saved under their name, and run nothing', async () => {
    const csv = await server.ask(`/api/v1/file/${encodeURIComponent('text/csv')}`);
    expect(csv.text).toBe('a,b\n1,2\n');
    expect(csv.headers['content-disposition']).toBe(
      `attachment; filename="Bericht-f-r-uns-.csv"; filename*=UTF-8''Bericht%20f%C3%BCr%20%22uns%22.csv`,
    );
    const html = await server.ask(`/api/v1/file/${encodeURIComponent('text/html')}`);
    expect(html.headers['content-security-policy']).toContain('sandbox');
    expect(said(await server.ask(`/api/v1/file/${encodeURIComponent('image/png')}`))).toEqual([500, 'unexpected']);
  });
});
