import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eventStream, eventsFrom } from '../../src/api/event-stream.ts';
import { openPages } from '../../src/api/static.ts';
import { openViews } from '../../src/engine/views/views.ts';
import { type Serving, serving } from '../support/serving.ts';
import { sharedProgram } from '../support/shared-program.ts';

/** Somebody careless, who has the key and asks for everything at once. */
let server: Serving;
const threads: Worker[] = [];
const began = (worker: Worker) => void threads.push(worker);
const living = () => threads.filter((one) => one.threadId !== -1).length;

beforeAll(async () => {
  server = await serving({ strict: false });
  await sharedProgram(server.folder, server.place.installation).look();
  process.on('worker', began);
}, 240_000);
afterAll(async () => {
  process.off('worker', began);
  await server?.close();
});

interface Asking {
  readonly answered: Promise<{ readonly status: number; readonly code: string | undefined; readonly later: string | undefined } | null>;
  leave(): void;
}

/** One request that may be left alone; null where it was. */
function asking(path: string): Asking {
  const told = Promise.withResolvers<Awaited<Asking['answered']>>();
  const headers = { authorization: `Bearer ${server.token}` };
  const request = httpRequest({ host: '127.0.0.1', port: server.port, path, headers, agent: false }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    response.on('end', () =>
      told.resolve({
        status: response.statusCode ?? 0,
        code: response.statusCode === 200 ? undefined : JSON.parse(text).code,
        later: response.headers['retry-after'],
      }),
    );
  });
  request.on('error', () => told.resolve(null));
  request.end();
  return { answered: told.promise, leave: () => void request.destroy() };
}

const overview = (second: number) => `/api/v1/overview?audit=year&at=${new Date(Date.parse('2025-06-01T00:00:00Z') + second * 1000).toISOString()}`;

test('two hundred instants at once begin no more threads than are kept; what cannot wait is refused, and whoever has left is not waited for', async () => {
  const all = Array.from({ length: 200 }, (_, second) => asking(overview(second)));
  const told: Awaited<Asking['answered']>[] = [];
  for (const one of all) void one.answered.then((reply) => told.push(reply));
  // Three are judged and twenty-four wait for them.
  await vi.waitFor(() => expect(told.filter((one) => one?.code === 'view/busy').length).toBeGreaterThanOrEqual(170), { timeout: 50_000 });
  expect(told.filter((one) => one?.status === 503 && one.later !== '5')).toEqual([]);
  expect(living()).toBeLessThanOrEqual(3);
  for (const one of all) one.leave();
  await Promise.all(all.map((one) => one.answered));
  // The next one takes the place of a view for which nobody waits any more: of those who left, none is judged before it.
  const before = threads.length;
  expect((await asking(overview(1000)).answered)?.status).toBe(200);
  expect(threads.length - before).toBeLessThanOrEqual(3);
  expect(living()).toBeLessThanOrEqual(3);
}, 120_000);

test('without that bound all of them wait', async () => {
  const own = openViews(server.place.installation, { mostWaiting: Number.POSITIVE_INFINITY });
  let refused = 0;
  const all = Array.from({ length: 60 }, (_, second) =>
    own.ask({ audit: 'year', at: new Date(Date.parse('2025-07-01T00:00:00Z') + second * 1000).toISOString() }, 'overview', {}).catch((error) => {
      if (error.code === 'view/busy') refused++;
    }),
  );
  await Promise.race(all);
  expect(refused).toBe(0);
  await own.close();
  await Promise.all(all);
}, 120_000);

test('two hundred questions about one view wait for it, and the next are refused', async () => {
  const path = (text: number) => `/api/v1/exceptions?audit=year&at=2025-08-08&text=t${text}`;
  const all = Array.from({ length: 290 }, (_, text) => asking(path(text)));
  const replies = await Promise.all(all.map((one) => one.answered));
  const statuses = Map.groupBy(replies, (one) => `${one?.status} ${one?.code ?? ''}`);
  expect([...statuses.keys()].toSorted()).toEqual(['200 ', '503 view/busy']);
  expect(statuses.get('503 view/busy')?.length).toBe(90);
}, 120_000);

test('more requests at once than anybody needs are refused in words, and the others are answered', async () => {
  const all = Array.from({ length: 1_000 }, () => asking('/api/v1/evidence?limit=1'));
  const replies = await Promise.all(all.map((one) => one.answered));
  const statuses = new Set(replies.map((one) => `${one?.status} ${one?.code ?? ''}`));
  expect([...statuses].filter((one) => one !== '200 ' && one !== '503 request/too-many')).toEqual([]);
  expect(statuses).toContain('200 ');
  expect((await server.ask('/api/v1/session')).status).toBe(200);
}, 120_000);

test('a hundred listen to events; one more is told so, and has room when one has left', async () => {
  const listeners = Array.from({ length: 100 }, () => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: server.port,
      path: '/api/v1/events',
      headers: { authorization: `Bearer ${server.token}` },
      agent: false,
    });
    request.on('error', () => undefined);
    request.end();
    return new Promise<() => void>((resolve) => request.once('response', (response) => resolve(() => void response.destroy())));
  });
  const leave = await Promise.all(listeners);
  const one = await server.ask('/api/v1/events');
  expect([one.status, one.json()['code']]).toEqual([503, 'request/too-many']);
  leave[0]?.();
  await vi.waitFor(async () => expect((await server.ask('/api/v1/events', { method: 'HEAD' })).status).toBe(200));
  for (const end of leave) end();
}, 60_000);

test('a listener who does not read is not kept everything that happens, and is let go when it leaves', async () => {
  let tell: (event: number) => void = () => undefined;
  let ended = false;
  const cut = new AbortController();
  const events = eventsFrom<number>((given) => {
    tell = given;
    return () => {
      ended = true;
    };
  }, cut.signal);
  const { body } = eventStream(events, cut);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const read = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await read()).toContain(': hello');
  await Promise.resolve();
  for (let event = 1; event <= 50_000; event++) tell(event);
  const seen: number[] = [];
  for (let at = 0; at < 900; at++) seen.push(Number(/data: (\d+)/.exec(await read())?.[1]));
  // The newest thousand are there to be read, and the oldest are not.
  expect(seen.filter((one) => one > 49_000).length).toBeGreaterThan(800);
  expect(ended).toBe(false);
  tell(1);
  tell(2);
  await reader.cancel();
  await vi.waitFor(() => expect(ended).toBe(true));
});

test('header values made to be slow to read are read at once', async () => {
  const slow = `x${' '.repeat(50_000)}x`;
  const before = process.cpuUsage();
  for (const name of ['accept-encoding', 'if-none-match', 'accept', 'cookie', 'authorization', 'content-type', 'sec-purpose'])
    await server.ask('/api/v1/ledger', {
      headers: { [name]: slow, ...(name === 'authorization' ? {} : { authorization: `Bearer ${server.token}` }) },
    });
  const { user } = process.cpuUsage(before);
  // The control: what read such a header before.
  const control = process.cpuUsage();
  slow.split(/\s*;\s*q=/);
  expect(user).toBeLessThan(process.cpuUsage(control).user);
});

test('whoever sends nothing, or a byte at a time, stops nobody else', async () => {
  const sockets = Array.from({ length: 300 }, () => connect(server.port, '127.0.0.1'));
  for (const socket of sockets) socket.on('error', () => undefined);
  for (const [at, socket] of sockets.entries())
    socket.write(
      at % 2 === 0
        ? 'GET /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '
        : `POST /api/v1/session/link HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\nContent-Length: 1000\r\n\r\nx`,
    );
  // Those in the middle of a body count among the requests that are open, and there is still room.
  expect((await server.ask('/api/v1/session')).status).toBe(200);
  for (const socket of sockets) socket.destroy();
});

test('a view that does not fit into memory is told so, and the next question begins it anew', async () => {
  const count = threads.length;
  const one = asking(overview(2000));
  while (threads.length === count) await new Promise((resolve) => setTimeout(resolve, 1));
  threads.at(-1)?.emit('error', Object.assign(new Error('Worker terminated due to reaching memory limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
  expect(await one.answered).toMatchObject({ status: 503, code: 'view/out-of-memory' });
  expect((await asking(overview(2000)).answered)?.status).toBe(200);
}, 60_000);

test('pages that are taken away while they are served are told to be built, and shown when they are there again', async () => {
  const folder = join(server.folder, 'pages');
  const build = () => {
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'assets', 'large-12345678.js'), 'x'.repeat(1_500_000));
    writeFileSync(join(folder, 'assets', 'small-12345678.js'), 'x');
  };
  build();
  const pages = openPages(folder);
  const get = (path: string) => pages.answer(new Request(`http://127.0.0.1:1${path}`, { headers: { accept: 'text/html' } }));
  expect((await get('/')).status).toBe(200);
  for (const name of ['large', 'small']) {
    rmSync(join(folder, 'assets', `${name}-12345678.js`));
    const gone = await get(`/assets/${name}-12345678.js`);
    expect([gone.status, await gone.text()]).toEqual([503, expect.stringContaining('npm run build')]);
    build();
    expect((await get(`/assets/${name}-12345678.js`)).status).toBe(200);
  }
  rmSync(folder, { recursive: true });
  expect((await get('/')).status).toBe(503);
  build();
  expect((await get('/')).status).toBe(200);
});
