import type { ChildProcess } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { configurationFor, ended, startTickmark, tickmark } from '../support/cli.ts';
import { temporaryFolder } from '../support/git.ts';
import { straightLine } from '../support/straight-line.ts';

/** `tickmark serve`, with the ground taken away under it. */
const folder = temporaryFolder();
const data = join(folder.path, 'data');
const running = new Set<ChildProcess>();

beforeAll(() => {
  straightLine(join(folder.path, 'api'), 3_000);
  writeFileSync(join(folder.path, 'tickmark.yaml'), configurationFor('api'));
});
afterEach(async () => {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid as number), 'SIGKILL');
  running.clear();
});
afterAll(() => folder.remove());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  readonly done: ReturnType<typeof ended>;
  ask(path: string, method?: string): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
}

async function serve(directory = data): Promise<Served> {
  const port = await freePort();
  const child = startTickmark(['serve', '--data', directory, '--port', String(port)], folder.path);
  running.add(child);
  let out = '';
  child.stdout?.on('data', (part: Buffer) => {
    out += part.toString();
  });
  const done = ended(child);
  await Promise.race([
    vi.waitFor(() => expect(out).toContain('Ctrl-C stops it'), { timeout: 120_000, interval: 50 }),
    done.then(({ err }) => Promise.reject(new Error(`It did not start: ${err}`))),
  ]);
  return {
    ...{ child, port, done },
    async ask(path, method = 'GET') {
      const token = readFileSync(join(directory, 'keys', 'owner-token'), 'utf8').trim();
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}

const stop = async ({ child, done }: Served) => {
  child.kill('SIGTERM');
  return done;
};
const collected = async (server: Served) => {
  const asked = await server.ask('/work/collect', 'POST');
  expect(asked.status).toBe(202);
  await vi.waitFor(async () => expect((await server.ask(`/work/${asked.body['id']}`)).body['state']).toMatch(/done|failed/), {
    timeout: 120_000,
    interval: 100,
  });
  return (await server.ask(`/work/${asked.body['id']}`)).body;
};

test('a configuration that breaks while it is served stops nothing, is said when it is needed, and is read anew when it is mended', async () => {
  const server = await serve();
  const path = join(folder.path, 'tickmark.yaml');
  for (const broken of ['connections: [', '- 1', 'a: &a [*a]', '\u0000']) {
    writeFileSync(path, broken);
    const refused = await server.ask('/work/collect', 'POST');
    expect([broken, refused.status >= 400 && refused.status < 500, refused.body['code']]).toEqual([
      broken,
      true,
      expect.stringMatching(/^configuration\//),
    ]);
    expect((await server.ask('/session')).status).toBe(200);
    expect((await server.ask('/installation')).status).toBe(200);
  }
  writeFileSync(path, configurationFor('api'));
  expect(await collected(server)).toMatchObject({ state: 'done' });
  expect((await stop(server)).code).toBe(0);
});

test('PostgreSQL killed under it: 503 and a sentence, no bug; and it is whole when started again', async () => {
  const server = await serve();
  const before = (await server.ask('/ledger')).body;
  const postmaster = Number(/^\d+/.exec(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8'))?.[0]);
  process.kill(postmaster, 'SIGKILL');
  await vi.waitFor(async () => expect((await server.ask('/ledger')).status).toBe(503), { timeout: 20_000 });
  for (const path of ['/ledger', '/evidence', '/overview', '/installation', '/connections', '/exclusions']) {
    const { status, body } = await server.ask(path);
    expect([path, status, body['code']]).toEqual([path, 503, 'database/lost']);
  }
  // What needs no database is answered still.
  expect((await server.ask('/session')).status).toBe(200);
  await stop(server);
  const again = await serve();
  expect((await again.ask('/ledger')).body).toEqual(before);
  expect((await stop(again)).code).toBe(0);
});

test('killed in the middle of a look: the next start answers, and its look ends as an undisturbed one', async () => {
  const killed = join(folder.path, 'killed');
  const server = await serve(killed);
  expect((await server.ask('/work/collect', 'POST')).status).toBe(202);
  await pause(400);
  process.kill(-(server.child.pid as number), 'SIGKILL');
  await server.done;
  const again = await serve(killed);
  expect(await collected(again)).toMatchObject({ state: 'done' });
  const looks = (await again.ask('/connections/api/runs')).body;
  expect((looks['rows'] as { outcome: string }[])[0]?.outcome).toBe('complete');
  expect((await stop(again)).code).toBe(0);
  expect((await tickmark(['doctor', '--data', 'killed'], { folder: folder.path })).out).not.toMatch(/^✗ (?!disk)/m);
});

test('a second server on the same directory, and on the same port, is refused in words; the first goes on', async () => {
  const server = await serve();
  const same = await tickmark(['serve', '--data', data, '--port', String(await freePort())], { folder: folder.path });
  expect([same.code, same.err]).toEqual([2, expect.stringContaining(String(server.port))]);
  const port = await tickmark(['serve', '--data', join(folder.path, 'other'), '--port', String(server.port)], { folder: folder.path });
  expect([port.code, port.err]).toEqual([2, expect.stringContaining(`Port ${server.port} is in use by another Tickmark`)]);
  expect((await server.ask('/session')).status).toBe(200);
  expect((await stop(server)).code).toBe(0);
});

test('asked to stop twice while it works: it ends at once, and the next start is whole', async () => {
  const server = await serve();
  await server.ask('/work/collect', 'POST');
  server.child.kill('SIGTERM');
  await pause(20);
  server.child.kill('SIGTERM');
  await server.done;
  const again = await serve();
  expect((await again.ask('/ledger')).status).toBe(200);
  expect((await stop(again)).code).toBe(0);
});

test('a key that others may read since it was started is refused at the next start, with what to do', async () => {
  const path = join(data, 'keys', 'owner-token');
  chmodSync(path, 0o644);
  const refused = await tickmark(['serve', '--data', data, '--port', String(await freePort())], { folder: folder.path });
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Others may read the key')]);
  chmodSync(path, 0o600);
  expect((await stop(await serve())).code).toBe(0);
});
