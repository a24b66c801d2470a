import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { asking, httpLook, httpTo, instantClock } from '../../../../test/support/http-look.ts';
import { type Answering, sendJson, type VendorServer, vendorServer } from '../../../../test/support/vendor-server.ts';
import { sha256Hex } from '../../../kernel/hash.ts';
import { HttpFailure, unwrapped } from './failure.ts';
import { ATTEMPTS_HEADER } from './manners.ts';
import { openHttp } from './open.ts';

const servers: VendorServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serving(answer: Answering): Promise<VendorServer> {
  const server = await vendorServer(answer);
  servers.push(server);
  return server;
}

async function failureOf(work: Promise<unknown>): Promise<HttpFailure> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HttpFailure);
  return error as HttpFailure;
}

test('an answer is read whole, and each request is a line of the log', async () => {
  const { url } = await serving((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync(JSON.stringify([request.path, 'two'])));
  });
  const look = httpLook();
  const answer = await httpTo(url, {}, { look }).fetch(`${url}things?page=2&access_token=canary`, asking);
  expect([answer.status, await answer.json()]).toEqual([200, ['/things?page=2&access_token=canary', 'two']]);
  const sha256 = sha256Hex(JSON.stringify(['/things?page=2&access_token=canary', 'two']));
  expect(look.log.requests).toEqual([
    { asked: 'GET /things?page=2&access_token=…', status: 200, rows: 2, bytes: 44, sha256, host: url.host, from: 'vendor', page: '2' },
  ]);
  expect(look.log.cost()).toEqual({ sent: 1, unchanged: 0, replayed: 0, waits: 0, waited: 0 });
});

test('a query is logged by its name and variables, without what looks like a secret', async () => {
  const { url } = await serving((_, response) => sendJson(response, { data: { repositories: { nodes: [{ pulls: { nodes: [1, 2] } }] } } }));
  const look = httpLook();
  const body = JSON.stringify({ query: 'query Changes($after: String) { x }', variables: { after: 'abc', token: 'canary' } });
  await httpTo(url, { reads: (asked) => asked.url.pathname === '/graphql' }, { look }).fetch(`${url}graphql`, { ...asking, method: 'POST', body });
  expect(look.log.requests).toMatchObject([{ asked: 'POST /graphql Changes', rows: 3, variables: { after: 'abc', token: '…' } }]);
});

describe('one host', () => {
  test('nothing is sent elsewhere, by any way of writing it', async () => {
    const server = await serving((_, response) => sendJson(response, []));
    const { fetch } = httpTo(new URL('api/v3', server.url));
    const elsewhere = [
      'http://127.0.0.2/api/v3/x',
      `http://127.0.0.1:${server.port + 1}/api/v3/x`,
      `${server.url}api/v30`,
      `${server.url}api/v3/../x`,
      `${server.url}api/v3/%2e%2e/x`,
      `${server.url}api/v3/..%2fx`,
      `http://a:b@127.0.0.1:${server.port}/api/v3/x`,
    ];
    for (const address of elsewhere) expect((await failureOf(fetch(address, asking))).kind).toBe('unexpected-shape');
    expect(server.received).toEqual([]);
    await fetch(`${server.url}api/v3/branches/feature%2Fx`, asking);
    expect(server.received.map((one) => one.path)).toEqual(['/api/v3/branches/feature%2Fx']);
  });

  test('a redirect is followed on the same host, and nowhere else', async () => {
    const other = await serving((_, response) => sendJson(response, []));
    const server = await serving(({ path }, response) => {
      const to: Record<string, string> = { '/moved': '/repositories/1', '/away': `${other.url}x`, '/round': '/round' };
      if (path in to) response.writeHead(301, { location: to[path] }).end();
      else sendJson(response, { path });
    });
    const { fetch } = httpTo(server.url);
    expect(await (await fetch(`${server.url}moved`, asking)).json()).toEqual({ path: '/repositories/1' });
    expect((await failureOf(fetch(`${server.url}away`, asking))).message).toContain(`redirects to ${other.url.host}, which was not followed`);
    expect((await failureOf(fetch(`${server.url}round`, asking))).message).toContain('again and again');
    expect(other.received).toEqual([]);
  });

  test('a next page on another host ends the reading', async () => {
    const server = await serving((_, response) => sendJson(response, [1], { headers: { link: '<http://127.0.0.9/x?page=2>; rel="next"' } }));
    const failure = await failureOf(httpTo(server.url).fetch(`${server.url}x`, asking));
    expect([failure.kind, failure.message]).toEqual(['unexpected-shape', expect.stringContaining('its next page is at 127.0.0.9')]);
  });

  test('a token is not sent unencrypted to another machine', () => {
    expect(() => openHttp(httpLook(), { base: new URL('http://git.example.com/') })).toThrow(/is not encrypted/);
  });

  test('nothing is ever written', async () => {
    const server = await serving((_, response) => sendJson(response, {}));
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await failureOf(httpTo(server.url).fetch(`${server.url}x`, { ...asking, method }))).message).toContain('a connector only reads');
    expect(server.received).toEqual([]);
  });
});

describe('what refuses', () => {
  test.each([
    [401, 'unauthorized', 1],
    [403, 'forbidden', 1],
    [500, 'unreachable', 4],
    [502, 'unreachable', 4],
    [501, 'unreachable', 1],
  ] as const)('status %i is %s after %i requests', async (status, kind, requests) => {
    const server = await serving((_, response) => sendJson(response, { message: 'No.\u0000\n way' }, { status }));
    const failure = await failureOf(httpTo(server.url).fetch(`${server.url}orgs/example`, asking));
    expect([failure.kind, failure.status, server.received.length]).toEqual([kind, status, requests]);
    expect(failure.message).toContain(`GET /orgs/example at ${server.url.host}`);
  });

  test('what a vendor advises is said', async () => {
    const server = await serving((_, response) => sendJson(response, { message: 'Nothing for you' }, { status: 403 }));
    const advice = () => 'Give the token "Members: read".';
    const failure = await failureOf(httpTo(server.url, { advice }).fetch(`${server.url}x`, asking));
    expect(failure.message).toBe(`GET /x at ${server.url.host} was refused with status 403 ("Nothing for you"). Give the token "Members: read".`);
    expect(failure.answer?.json).toEqual({ message: 'Nothing for you' });
  });

  test.each([404, 409, 410, 422, 451])('status %i is the caller’s to read', async (status) => {
    const server = await serving((_, response) => sendJson(response, { message: 'Not here' }, { status }));
    expect((await httpTo(server.url).fetch(`${server.url}x`, asking)).status).toBe(status);
    expect(server.received).toHaveLength(1);
  });

  test('a request may ask to be tried once only, and says so to nobody', async () => {
    const server = await serving((_, response) => sendJson(response, {}, { status: 502 }));
    const headers = { ...asking.headers, [ATTEMPTS_HEADER]: '1' };
    await failureOf(httpTo(server.url).fetch(`${server.url}x`, { headers }));
    expect(server.received).toHaveLength(1);
    expect(Object.keys(server.received[0]?.headers ?? {})).not.toContain(ATTEMPTS_HEADER);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['half a list', 'application/json', '[{"a":1},', 4],
    ['nothing', 'application/json', '', 4],
    ['a page of a proxy', 'text/html', '<html>Log in</html>', 1],
  ])('%s is not an answer', async (_name, type, body, requests) => {
    const server = await serving((_, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const failure = await failureOf(httpTo(server.url).fetch(`${server.url}x`, asking));
    expect([failure.kind, server.received.length]).toEqual(['unexpected-shape', requests]);
  });

  test('more than a body may hold is not read', async () => {
    const server = await serving((_, response) => sendJson(response, 'x'.repeat(2_000)));
    const failure = await failureOf(httpTo(server.url, { mostBytes: 1_000 }).fetch(`${server.url}x`, asking));
    expect([failure.message, server.received.length]).toEqual([expect.stringContaining('longer than can be read'), 1]);
  });

  test('pauses between attempts grow, and are bounded', async () => {
    const clock = instantClock();
    const server = await serving((_, response) => sendJson(response, {}, { status: 500 }));
    await failureOf(httpTo(server.url, { attempts: 9 }, { clock }).fetch(`${server.url}x`, asking));
    expect(clock.slept).toEqual([375, 750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500]);
  });
});

test('a field that must never be kept is nowhere: not in what the connector reads, nor in what is hashed', async () => {
  const server = await serving((_, response) =>
    sendJson(response, [
      { number: 1, secret: 'canary-1', config: { secret: 'canary-2', url: 'u' } },
      { number: 2, secret: null },
    ]),
  );
  const look = httpLook();
  const answer = await httpTo(server.url, { never: ['secret'] }, { look }).fetch(`${server.url}alerts`, asking);
  const text = await answer.text();
  expect(JSON.parse(text)).toEqual([
    { number: 1, secret: '[scrubbed]', config: { secret: '[scrubbed]', url: 'u' } },
    { number: 2, secret: null },
  ]);
  expect(look.log.scrubbed).toEqual(['secret in GET /alerts']);
  expect(look.log.requests[0]?.sha256).toBe(sha256Hex(text));
});

test('an aborted look ends at once, with the reason it was given', async () => {
  const controller = new AbortController();
  const server = await serving(() => controller.abort(new Error('Enough')));
  const look = httpLook({ signal: controller.signal });
  await expect(httpTo(server.url, {}, { look }).fetch(`${server.url}x`, asking)).rejects.toThrow('Enough');
  expect(server.received).toHaveLength(1);
});

test('a failure is found inside what a library made of it', () => {
  const failure = new HttpFailure('forbidden', 'No.');
  expect(unwrapped(new Error('Wrapped', { cause: new Error('Twice', { cause: failure }) }))).toBe(failure);
});
