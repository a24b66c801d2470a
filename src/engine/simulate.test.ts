import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pretendVendor } from '../../test/support/pretend-connector.ts';
import { DAY, instant, isoInstant, parseInstant } from '../kernel/time.ts';
import { readCheckpoint } from '../ledger/store-checkpoint.ts';
import { type Installation, openInstallation } from './installation.ts';
import { readLooks } from './sights.ts';
import { simulate } from './simulate.ts';

const begins = parseInstant('2025-01-01T02:00:00Z');
const until = parseInstant('2025-01-10T02:00:00Z');

let folder: string;
let server: Server;
let host: string;
let told: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-simulate-'));
  told = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      told.push((JSON.parse(body) as { now: string }).now);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function opened<T>(simulated: boolean, work: (installation: Installation) => Promise<T>): Promise<T> {
  const installation = await openInstallation({
    dataDirectory: join(folder, 'data'),
    version: '0.0.0-test',
    organizationName: 'Example',
    clock: () => instant(Date.now()),
    simulated: simulated ? { host, begins } : undefined,
    witnesses: [],
    warn: () => undefined,
  });
  try {
    return await work(installation);
  } finally {
    await installation.close();
  }
}

const request = () => ({
  connections: [
    {
      id: 'code',
      connector: pretendVendor().connector,
      settings: { organization: 'example', url: host, auth: { type: 'token', token: 'x' } },
    },
  ],
  environment: {},
  host,
  every: DAY,
});

const begun = async ({ db, organization }: Installation) =>
  (await readLooks(db, organization.id, Number.MAX_SAFE_INTEGER)).map((one) => one.startedAt);

const tenDays = Array.from({ length: 10 }, (_, day) => isoInstant(instant(begins + day * DAY)));

test('one look at each instant, the pretend system told first, all of them sealed', async () => {
  await opened(true, async (installation) => {
    const report = await simulate(installation, { ...request(), until });
    expect(report).toMatchObject({ looks: 10, errors: new Map() });
    expect(told).toEqual(tenDays);
    expect(await begun(installation)).toEqual(tenDays);
    expect((await readCheckpoint(installation.db, installation.organization.id))?.size).toBe(report.treeSize);
  });
});

test('looks that were asked for besides: each once, in order, and none before the clock or after the last look', async () => {
  const day = (days: number) => instant(begins + days * DAY);
  const also = [day(8), day(2), day(2), day(7), day(-1), day(0), day(9), day(10)];
  await opened(true, async (installation) => {
    const report = await simulate(installation, { ...request(), every: 7 * DAY, also, until });
    const expected = [0, 2, 7, 8, 9].map((days) => isoInstant(day(days)));
    expect(report.looks).toBe(5);
    expect(told).toEqual(expected);
    expect(await begun(installation)).toEqual(expected);
  });
});

test('stopped, and gone on with where the clock stands', async () => {
  const stop = new AbortController();
  await opened(true, async (installation) => {
    const stopped = simulate(installation, { ...request(), until, signal: stop.signal, onLook: (_at, done) => done === 4 && stop.abort() });
    await expect(stopped).rejects.toThrow();
  });
  await opened(true, async (installation) => {
    await simulate(installation, { ...request(), until });
    expect([...new Set(await begun(installation))]).toEqual(tenDays);
  });
});

test('never where the clock is real, and not without the pretend system', async () => {
  await opened(false, async (installation) => {
    await expect(simulate(installation, { ...request(), until })).rejects.toMatchObject({ code: 'simulated/not-simulated' });
  });
  await rm(join(folder, 'data'), { recursive: true });
  server.close();
  await opened(true, async (installation) => {
    await expect(simulate(installation, { ...request(), until })).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining(host),
    });
  });
});
