import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Guard } from '../../src/api/auth/guard.ts';
import { type Sent, type Serving, serving } from '../support/serving.ts';

/** Beyond `guard.test.ts`: what pages of somebody else's, and programs without the key, may try in ways that no ordinary request goes. */
const off: Guard = { refuseForeign: () => undefined, refuseCrossSite: () => undefined, actorOf: () => ({ kind: 'owner' }) };
let server: Serving;
let open: Serving;
beforeAll(async () => {
  server = await serving();
  open = await serving({ guard: off });
});
afterAll(async () => {
  await server?.close();
  await open?.close();
});

const evil = 'https://evil.example';

/** What is written to the socket, and everything that comes back. */
function raw(to: Serving, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answered = '';
    const socket = connect(to.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => {
      answered += part.toString('latin1');
      // Events have no end.
      if (answered.includes(': hello')) socket.destroy();
    });
    socket.on('close', () => resolve(answered));
    socket.on('error', reject);
  });
}

const request = (to: Serving, first: string, headers: readonly string[] = []) =>
  raw(
    to,
    [first, ...(headers.some((one) => /^host:/i.test(one)) ? [] : [`Host: 127.0.0.1:${to.port}`]), ...headers, 'Connection: close', '', ''].join(
      '\r\n',
    ),
  );

describe('another page in the same browser', () => {
  const withCookie = (to: Serving) => `Cookie: ${to.cookie}`;
  const attacks: Readonly<Record<string, { readonly sent: (to: Serving) => Promise<string>; readonly otherwise: RegExp }>> = {
    'listens to events': {
      sent: (to) => request(to, 'GET /api/v1/events HTTP/1.1', [withCookie(to), `Origin: ${evil}`]),
      otherwise: / 200 [\s\S]*: hello/,
    },
    'listens to events from another port': {
      sent: (to) => request(to, 'GET /api/v1/events HTTP/1.1', [withCookie(to), 'Sec-Fetch-Site: same-site']),
      otherwise: / 200 [\s\S]*: hello/,
    },
    'opens a WebSocket': {
      sent: (to) =>
        raw(
          to,
          `GET /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:${to.port}\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${withCookie(to)}\r\nOrigin: ${evil}\r\n\r\n`,
        ),
      otherwise: / 200 /,
    },
    'sends a form in a sandbox': {
      sent: (to) => request(to, 'POST /api/v1/session/link HTTP/1.1', [withCookie(to), 'Origin: null', 'Content-Length: 0']),
      otherwise: / 201 /,
    },
    'says it asked by hand': {
      sent: (to) => request(to, 'POST /api/v1/session/link HTTP/1.1', [withCookie(to), 'Sec-Fetch-Site: none', 'Content-Length: 0']),
      otherwise: / 201 /,
    },
    'asks whether it may ask': {
      sent: (to) =>
        request(to, 'OPTIONS /api/v1/session HTTP/1.1', [
          withCookie(to),
          `Origin: ${evil}`,
          'Access-Control-Request-Method: DELETE',
          'Access-Control-Request-Private-Network: true',
        ]),
      otherwise: / 405 /,
    },
    'names our address in its first line and its own in Host': {
      sent: (to) => request(to, `GET http://127.0.0.1:${to.port}/api/v1/session HTTP/1.1`, [withCookie(to), 'Host: evil.example']),
      otherwise: / 200 /,
    },
    'sends two Hosts, its own first': {
      sent: (to) => request(to, 'GET /api/v1/session HTTP/1.1', ['Host: evil.example', `Host: 127.0.0.1:${to.port}`, withCookie(to)]),
      otherwise: / 200 /,
    },
    'has a Host told by somebody in between': {
      sent: (to) =>
        request(to, 'GET /api/v1/session HTTP/1.1', [
          'Host: evil.example',
          `X-Forwarded-Host: 127.0.0.1:${to.port}`,
          `Forwarded: host=127.0.0.1:${to.port}`,
          withCookie(to),
        ]),
      otherwise: / 200 /,
    },
    'sends no Host': { sent: (to) => raw(to, `GET /api/v1/session HTTP/1.0\r\n${withCookie(to)}\r\n\r\n`), otherwise: / 200 | 400 / },
  };
  test.each(Object.entries(attacks))('%s', async (_, { sent, otherwise }) => {
    const answered = await sent(server);
    expect(answered).toMatch(/^HTTP\/1\.1 (400|401|403|421) /);
    expect(answered.toLowerCase()).not.toContain('access-control-allow');
    expect(answered).not.toContain('"owner"');
    expect(await sent(open)).toMatch(otherwise);
  });

  test('and a plain form that carries JSON is no JSON, even where nobody guards', async () => {
    const sent = (to: Serving): Sent => ({
      method: 'POST',
      body: '{"connections":["api"]}',
      headers: { 'content-type': 'text/plain', cookie: to.cookie },
    });
    expect((await server.send('/api/v1/work/collect', sent(server))).json()['code']).toBe('guard/origin');
    expect((await open.send('/api/v1/work/collect', sent(open))).json()['code']).toBe('request/content-type');
  });

  test('another method in a header is no other method', async () => {
    const headers = { cookie: server.cookie, 'x-http-method-override': 'POST', 'x-method-override': 'POST' };
    expect((await server.send('/api/v1/session/link?_method=POST', { headers })).json()['code']).toBe('request/method');
  });
});

describe('a program without the key', () => {
  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'OPTIONS', 'PATCH', 'get', 'QUERY'])(
    '%s is answered with a refusal or not at all, and nothing breaks',
    async (method) => {
      for (const path of ['/api/v1/session', '/', '/open?key=x', '*']) {
        const answered = await request(server, `${method} ${path} HTTP/1.1`);
        expect([method, path, answered]).not.toEqual([method, path, expect.stringMatching(/^HTTP\/1\.1 5/)]);
        expect(answered).not.toContain('"owner"');
      }
      expect((await server.ask('/api/v1/session')).status).toBe(200);
    },
  );

  test('two requests written as one are not two', async () => {
    const inner = `GET /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`;
    const answered = await request(server, 'POST /api/v1/session/link HTTP/1.1', [
      `Content-Length: ${inner.length}`,
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      inner,
    ]);
    expect(answered).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('hundreds of guesses at a link open nothing, and leave the owner’s link as it was', async () => {
    const { address } = server.links.make();
    for (let guess = 0; guess < 300; guess++) expect((await server.send(`/open?key=${guess}`)).status).toBe(410);
    expect((await server.send(address.slice(address.indexOf('/open')))).status).toBe(303);
  });
});

test('a part of an answer is not sent for the asking', async () => {
  const whole = await server.ask('/api/v1/work');
  for (const range of ['bytes=0-0', 'bytes=0-0,1-1,2-2', 'bytes=-1', 'bytes=99999999999999999999-']) {
    const part = await server.ask('/api/v1/work', { headers: { range } });
    expect([range, part.status, part.text]).toEqual([range, 200, whole.text]);
  }
});
