import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holderOf } from '../../src/database/directory-lock.ts';
import { configurationFor, ended, startTickmark, tickmark } from '../support/cli.ts';
import { temporaryFolder, testRepository } from '../support/git.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'data');

/** The program as it is typed, until it has printed its link. */
async function serve(args: readonly string[], where = data) {
  const child = startTickmark(['serve', '--data', where, ...args], folder.path);
  const result = ended(child);
  const link = await Promise.race([printedLink(child), result.then(({ err }) => Promise.reject(new Error(err)))]);
  return { link, result, interrupt: () => child.kill('SIGINT'), says: (pattern: RegExp) => printed(child, pattern) };
}

function printedLink(child: ChildProcess): Promise<URL> {
  let text = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (part) => {
      text += String(part);
      const found = /(http:\S+\/open\?key=\S+)\n/.exec(text)?.[1];
      if (found !== undefined) resolve(new URL(found));
    });
  });
}

function printed(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  return new Promise((resolve) => {
    child.stderr?.on('data', (part) => {
      text += String(part);
      if (pattern.test(text)) resolve();
    });
  });
}

async function cookieFrom(link: URL): Promise<string> {
  const reply = await fetch(link, { redirect: 'manual' });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function sessionWith(origin: string, cookie: string): Promise<number> {
  return (await fetch(`${origin}/api/v1/session`, { headers: { cookie } })).status;
}

describe('a directory that is served', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    testRepository(join(folder.path, 'api')).commit({ at: '2025-03-01T00:00:00Z', files: { 'a.txt': 'a' } });
    writeFileSync(join(folder.path, 'tickmark.yaml'), configurationFor('api'));
    server = await serve(['--port', '0']);
  });
  afterAll(async () => {
    server?.interrupt();
    await server?.result;
    folder.remove();
  });

  test('says where, and hands out links', async () => {
    expect((await holderOf(data))?.address).toBe(server.link.origin);
    expect(await sessionWith(server.link.origin, await cookieFrom(server.link))).toBe(200);
    expect(await cookieFrom(server.link)).toBe('');
    const opened = await tickmark(['open', '--data', data], { folder: folder.path });
    expect([opened.code, opened.err]).toEqual([0, '']);
    expect(await sessionWith(server.link.origin, await cookieFrom(new URL(opened.out.trim())))).toBe(200);
  });

  test('is told of by a command that needs it for itself', async () => {
    const refused = await tickmark(['doctor', '--data', data], { folder: folder.path });
    const text = (refused.out + refused.err).replaceAll(/\s+/g, ' ');
    expect(text).toContain(`serves it at ${server.link.origin}`);
    expect(text).toContain('tickmark open');
  });

  test('keeps its port from another, which says which one is free', async () => {
    const refused = await tickmark(['serve', '--port', server.link.port, '--data', join(folder.path, 'other')], { folder: folder.path });
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(new RegExp(`Port ${server.link.port} is in use by another Tickmark.*tickmark serve --port \\d+`));
    expect(existsSync(join(folder.path, 'other'))).toBe(false);
  });

  const period = ['--period', '2025-01-01..2025-12-31'];
  const typed = (...args: string[]) => tickmark([...args, '--data', data], { folder: folder.path });
  const readings = [['results'], ['results', '--json'], ['results', ...period], ['criteria'], ['criteria', '--json']];
  const there: string[] = [];

  test('is looked at, judged and read by the commands through its server', async () => {
    const none = await typed('results');
    expect([none.code, none.err.includes('[results/no-assessment]')]).toEqual([2, true]);
    const early = await typed('assess', ...period);
    expect([early.code, early.err.includes('[assessment/nobody-looked]')]).toEqual([2, true]);
    const looked = await typed('collect');
    expect([looked.code, looked.out.includes('api')]).toEqual([0, true]);
    expect(looked.err).toContain(`Asking the Tickmark that serves this directory at ${server.link.origin}.`);
    const judged = await typed('assess', ...period);
    expect([judged.code, judged.out.includes('Sealed as entry')]).toEqual([1, true]);
    const nothing = await typed('assess', '--audit', 'nothing');
    expect([nothing.code, nothing.err.includes('[audit/unknown]')]).toEqual([2, true]);
    for (const args of readings) {
      const { out, err } = await typed(...args);
      expect(err).toBe('');
      there.push(out);
    }
  });

  test('ends at Ctrl-C, lets go of the directory, and knows its browsers when it is started again', async () => {
    const cookie = await cookieFrom(new URL((await tickmark(['open', '--data', data], { folder: folder.path })).out.trim()));
    server.interrupt();
    const stopped = await server.result;
    expect([stopped.code, stopped.signal]).toEqual([0, null]);
    expect(stopped.err).toContain('Stopping');
    expect(existsSync(join(data, 'lock'))).toBe(false);
    // What it said is what the directory says.
    for (const [at, args] of readings.entries()) expect((await typed(...args)).out).toBe(there[at]);
    server = await serve(['--port', server.link.port]);
    expect(await sessionWith(server.link.origin, cookie)).toBe(200);
  });

  test('ends at once at a second Ctrl-C, and opens again', async () => {
    // A request whose body never comes is waited for.
    const socket = connect(Number(server.link.port), '127.0.0.1');
    const head = `POST /api/v1/work/collect HTTP/1.1\r\nHost: ${server.link.host}\r\nAuthorization: Bearer ${readFileSync(join(data, 'keys', 'owner-token'), 'utf8').trim()}`;
    socket.on('error', () => undefined);
    socket.write(`${head}\r\nContent-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n`);
    await once(socket, 'data');
    server.interrupt();
    await server.says(/Stopping/);
    server.interrupt();
    expect((await server.result).signal).toBe('SIGINT');
    server = await serve(['--port', '0']);
  });
});

test('a directory that nobody serves has no links, and a port is a number', async () => {
  const nobody = await tickmark(['open', '--data', join(folder.path, 'nowhere')], { folder: folder.path });
  expect([nobody.code, nobody.err.includes('Run: tickmark serve')]).toEqual([2, true]);
  for (const port of ['http', '-1', '65536', '1.5', '']) {
    const refused = await tickmark(['serve', `--port=${port}`], { folder: folder.path });
    expect([refused.code, refused.err.includes('[serve/port]')]).toEqual([2, true]);
  }
});
