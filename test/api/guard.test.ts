import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Guard } from '../../src/api/auth/guard.ts';
import { cookieName, cookieValue, openOwnerToken, readOwnerToken } from '../../src/api/auth/owner-token.ts';
import { type Sent, type Serving, serving } from '../support/serving.ts';

let server: Serving;
let open: Serving;

/** What a server without any guard does: every attack below must get through here, or it attacks nothing. */
const off: Guard = { refuseForeign: () => undefined, refuseCrossSite: () => undefined, actorOf: () => ({ kind: 'owner' }) };

beforeAll(async () => {
  server = await serving();
  open = await serving({ guard: off });
});

afterAll(async () => {
  await server?.close();
  await open?.close();
});

const LINK = '/api/v1/session/link';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

interface Attack {
  readonly called: string;
  readonly path: string;
  readonly sent: (to: Serving) => Sent;
  readonly refused: readonly [number, string];
  /** What it gets without the guard. */
  readonly otherwise: number;
}

const withCookie =
  (more: Readonly<Record<string, string>> = {}) =>
  (to: Serving) => ({ headers: { cookie: to.cookie, ...more } });
const post = (more: (to: Serving) => Readonly<Record<string, string>>) => (to: Serving) => ({ method: 'POST', headers: more(to) });

const attacks: readonly Attack[] = [
  {
    called: 'a name that was made to lead here',
    path: '/api/v1/work',
    sent: withCookie({ host: 'evil.example' }),
    refused: [421, 'guard/host'],
    otherwise: 200,
  },
  {
    called: 'that name with our port',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: to.cookie, host: `evil.example:${to.port}` } }),
    refused: [421, 'guard/host'],
    otherwise: 200,
  },
  {
    called: 'our name as the beginning of another',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: to.cookie, host: `127.0.0.1.evil.example:${to.port}` } }),
    refused: [421, 'guard/host'],
    otherwise: 200,
  },
  {
    called: 'our name with another port',
    path: '/api/v1/work',
    sent: withCookie({ host: '127.0.0.1:1' }),
    refused: [421, 'guard/host'],
    otherwise: 200,
  },
  {
    called: 'a page of another site that reads',
    path: '/api/v1/work',
    sent: withCookie({ origin: 'https://evil.example' }),
    refused: [403, 'guard/origin'],
    otherwise: 200,
  },
  {
    called: 'an origin that is not told',
    path: '/api/v1/work',
    sent: withCookie({ origin: 'null' }),
    refused: [403, 'guard/origin'],
    otherwise: 200,
  },
  {
    called: 'our other name as origin',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: to.cookie, origin: `http://localhost:${to.port}` } }),
    refused: [403, 'guard/origin'],
    otherwise: 200,
  },
  {
    called: 'the key, from a page of another origin',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { authorization: `Bearer ${to.token}`, origin: 'https://evil.example' } }),
    refused: [403, 'guard/origin'],
    otherwise: 200,
  },
  {
    called: 'an image on another site',
    path: '/api/v1/work',
    sent: withCookie({ 'sec-fetch-site': 'cross-site' }),
    refused: [403, 'guard/site'],
    otherwise: 200,
  },
  {
    called: 'a page of another server on this machine',
    path: '/api/v1/work',
    sent: withCookie({ 'sec-fetch-site': 'same-site' }),
    refused: [403, 'guard/site'],
    otherwise: 200,
  },
  {
    called: 'a form on another site',
    path: LINK,
    sent: post((to) => ({ ...form, cookie: to.cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })),
    refused: [403, 'guard/origin'],
    otherwise: 201,
  },
  {
    called: 'a form whose browser tells no origin',
    path: LINK,
    sent: post((to) => ({ ...form, cookie: to.cookie })),
    refused: [403, 'guard/origin'],
    otherwise: 201,
  },
  { called: 'nobody', path: '/api/v1/work', sent: () => ({}), refused: [401, 'session/none'], otherwise: 200 },
  { called: 'nobody who changes', path: LINK, sent: () => ({ method: 'POST' }), refused: [401, 'session/none'], otherwise: 201 },
  {
    called: 'a wrong key',
    path: '/api/v1/work',
    sent: () => ({ headers: { authorization: `Bearer ${'A'.repeat(43)}` } }),
    refused: [401, 'session/none'],
    otherwise: 200,
  },
  {
    called: 'a wrong key beside a right cookie',
    path: '/api/v1/work',
    sent: withCookie({ authorization: 'Bearer nonsense' }),
    refused: [401, 'session/none'],
    otherwise: 200,
  },
  {
    called: 'the key in place of the cookie',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: `${cookieName(to.port)}=${to.token}` } }),
    refused: [401, 'session/none'],
    otherwise: 200,
  },
  {
    called: 'a cookie of the same installation on another port',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: `${cookieName(to.port)}=${cookieValue(to.token, to.port + 1, Date.now())}` } }),
    refused: [401, 'session/none'],
    otherwise: 200,
  },
  {
    called: 'a cookie under the name of another port',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: to.cookie.replace(String(to.port), String(to.port + 1)) } }),
    refused: [401, 'session/none'],
    otherwise: 200,
  },
  {
    called: 'a cookie that is too old',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: `${cookieName(to.port)}=${cookieValue(to.token, to.port, Date.now() - 31 * 86_400_000)}` } }),
    refused: [401, 'session/none'],
    otherwise: 200,
  },
  {
    called: 'an old cookie that was given a new date',
    path: '/api/v1/work',
    sent: (to) => ({ headers: { cookie: to.cookie.replace(/=\d+\./, `=${Date.now() + 1}.`) } }),
    refused: [401, 'session/none'],
    otherwise: 200,
  },
];

describe('what is not the owner is refused', () => {
  test.each(attacks)('$called', async ({ path, sent, refused, otherwise }) => {
    const reply = await server.send(path, sent(server));
    expect([reply.status, reply.json()['code']]).toEqual(refused);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    // Without the guard the same request does what it was sent for.
    const unguarded = await open.send(path, sent(open));
    expect(unguarded.status).toBe(otherwise);
  });

  test('and pages and files are not shown under another name either', async () => {
    for (const path of ['/', '/api/', '/api/openapi.json', '/open?key=x']) {
      const reply = await server.send(path, { headers: { host: 'evil.example' } });
      expect([path, reply.status]).toEqual([path, 421]);
    }
  });
});

describe('the owner gets in', () => {
  const own = (more: Readonly<Record<string, string>> = {}) => ({ headers: { cookie: server.cookie, ...more } });

  test('with the key, with the cookie, and under each name of this machine', async () => {
    expect((await server.ask('/api/v1/session')).status).toBe(200);
    expect((await server.send('/api/v1/session', own())).status).toBe(200);
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      const host = `${name}:${server.port}`;
      expect((await server.send('/api/v1/session', own({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }))).status).toBe(200);
    }
  });

  test('and changes something from its own page', async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    expect((await server.send(LINK, { method: 'POST', ...own({ origin }) })).status).toBe(201);
    expect((await server.send(LINK, { method: 'POST', ...own({ 'sec-fetch-site': 'same-origin' }) })).status).toBe(201);
  });

  test('by a link, once', async () => {
    const address = new URL(String((await server.ask(LINK, { method: 'POST' })).json()['address']));
    const path = `${address.pathname}${address.search}`;
    expect(address.origin).toBe(`http://127.0.0.1:${server.port}`);
    const ahead = await server.send(path, { headers: { 'sec-purpose': 'prefetch' } });
    expect([ahead.status, ahead.headers['set-cookie']]).toEqual([204, undefined]);
    expect((await server.send(path, { method: 'HEAD' })).headers['set-cookie']).toBeUndefined();

    const first = await server.send(path);
    expect([first.status, first.headers.location]).toEqual([303, '/']);
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(new RegExp(`^tickmark_owner_${server.port}=[^;]+; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000$`));
    expect(cookie).not.toContain(server.token);
    expect((await server.send('/api/v1/session', { headers: { cookie: cookie.split(';')[0] as string } })).status).toBe(200);

    const again = await server.send(path);
    expect([again.status, again.headers['set-cookie']]).toEqual([410, undefined]);
    expect(again.text).toContain('tickmark open');
  });

  test('by a link that nobody made, never', async () => {
    for (const key of ['', 'x', 'A'.repeat(43), server.token]) {
      const reply = await server.send(`/open?key=${key}`);
      expect([reply.status, reply.headers['set-cookie']]).toEqual([410, undefined]);
    }
  });
});

test('a link is too old after ten minutes', async () => {
  let now = 1_000_000;
  const aging = await serving({ now: () => now });
  try {
    const [early, late] = [aging.links.make(), aging.links.make()].map(({ address }) => address.slice(address.indexOf('/open')));
    now += 10 * 60_000 - 1;
    expect((await aging.send(early as string)).status).toBe(303);
    now += 1;
    expect((await aging.send(late as string)).status).toBe(410);
  } finally {
    await aging.close();
  }
});

test('the key is kept where only its owner reads', async () => {
  const path = join(server.folder, 'data', 'keys', 'owner-token');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(Buffer.from((await readFile(path, 'utf8')).trim(), 'base64url').byteLength).toBe(32);
});

test('a key that others may read, or that is none, is refused with what to do', async () => {
  const directory = join(server.folder, 'exposed');
  await mkdir(join(directory, 'keys'), { recursive: true });
  const path = join(directory, 'keys', 'owner-token');
  expect(await readOwnerToken(directory)).toBeNull();
  const made = await openOwnerToken(directory);
  expect([await openOwnerToken(directory), await readOwnerToken(directory)]).toEqual([made, made]);
  await chmod(path, 0o644);
  await expect(openOwnerToken(directory)).rejects.toMatchObject({ code: 'owner-token/exposed' });
  await chmod(path, 0o600);
  for (const text of ['', 'short\n', `${made}`, `${made}${made}\n`]) {
    await writeFile(path, text);
    await expect(readOwnerToken(directory)).rejects.toMatchObject({ code: 'owner-token/damaged' });
  }
});

test('nobody on another machine reaches it', async () => {
  const others = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'));
  const addresses = [...others.map(({ address }) => address), ...(process.platform === 'linux' ? ['127.0.0.2'] : [])];
  for (const host of addresses) {
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      const socket = connect(server.port, host, () => resolve(null));
      socket.once('error', resolve);
      socket.once('connect', () => socket.destroy());
    });
    expect([host, error?.code]).toEqual([host, 'ECONNREFUSED']);
  }
});

test('every answer tells browsers what must not be done with it', async () => {
  for (const path of ['/api/v1/work', '/api/v1/nothing', '/api/', '/nothing', '/open']) {
    const { headers } = await server.ask(path);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('attacks stand in the log, keys and addresses do not', async () => {
  await server.send('/api/v1/work?secret=sesame', { headers: { cookie: server.cookie, origin: 'https://evil.example' } });
  const log = server.log.join('');
  expect(log).toContain('"code":"guard/origin"');
  for (const hidden of ['sesame', server.token, server.cookie.split('=')[1] as string]) expect(log).not.toContain(hidden);
});
