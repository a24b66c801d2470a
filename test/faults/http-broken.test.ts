import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { getJson } from '../../src/connectors/kit/http/json.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/git.ts';
import { type Harm, type HostileProxy, hostileProxy } from '../support/hostile-proxy.ts';
import { httpLook, httpTo } from '../support/http-look.ts';
import { runsOf, type ShopTools, type ShopTruth, shopConnection, shopServer } from '../support/shop.ts';
import { type VendorServer, vendorServer } from '../support/vendor-server.ts';

/** Fault 24: what breaks on the way. */
const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function behindProxy(server: VendorServer): Promise<HostileProxy> {
  const proxy = await hostileProxy(server.port);
  open.push(server, proxy);
  return proxy;
}

const ROWS = Array.from({ length: 400 }, (_, n) => ({ id: `row-${n}`, name: `Name ${n}` }));

/** A list, gzipped, on a connection of its own for each request. */
async function listBehindProxy() {
  const body = gzipSync(JSON.stringify(ROWS));
  const server = await vendorServer((_, response) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': body.length, connection: 'close' };
    response.writeHead(200, headers).end(body);
  });
  return behindProxy(server);
}

const harms: readonly (readonly [string, Harm])[] = [
  ['reset before the answer', { reset: 0 }],
  ['reset in the middle of the answer', { reset: 900 }],
  ['cut off', { truncate: 900 }],
  ['a hang before the answer', { hang: 0 }],
  ['a hang in the middle of the answer', { hang: 900 }],
  ['a slow drip', 'drip'],
  ['a byte changed in the gzipped body', { corrupt: 900 }],
];

const shape = z.array(z.object({ id: z.string(), name: z.string() }));
const manners = { timeout: 400, attempts: 3 };

describe.each(harms)('%s', (_name, harm) => {
  test('once: the answer is had whole by asking again', async () => {
    const proxy = await listBehindProxy();
    proxy.harm((connection) => (connection === 0 ? harm : 'pass'));
    const look = httpLook();
    const http = httpTo(proxy.url, manners, { look });
    const { value } = await getJson({ http, headers: {} }, proxy.url, shape);
    expect(value).toEqual(ROWS);
    expect(look.log.requests.map((one) => one.status)).toEqual([expect.toBeOneOf([0, 200]), 200]);
  });

  test('always: it ends after a bounded number of requests, and says what to do', async () => {
    const proxy = await listBehindProxy();
    proxy.harm(() => harm);
    const look = httpLook();
    const http = httpTo(proxy.url, manners, { look });
    const failure = await getJson({ http, headers: {} }, proxy.url, shape).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      kind: expect.toBeOneOf(['unreachable', 'unexpected-shape']),
      message: expect.stringMatching(/could not be read: .*\. Check /),
    });
    expect(look.log.requests).toHaveLength(3);
  });

  test('control: asked once, and without a bound in time, it is not had', async () => {
    const proxy = await listBehindProxy();
    proxy.harm((connection) => (connection === 0 ? harm : 'pass'));
    const leaving = new AbortController();
    const naive = fetch(proxy.url, { signal: leaving.signal }).then((response) => response.json());
    const became = await Promise.race([
      naive.then(
        () => 'had',
        () => 'lost',
      ),
      delay(2 * manners.timeout, 'still waited for'),
    ]);
    expect(became).toBeOneOf(['lost', 'still waited for']);
    leaving.abort();
  });
});

async function shop(tools: ShopTools) {
  const truth: ShopTruth = { teams: [], runs: runsOf(6), perPage: 2 };
  const server = await shopServer(truth);
  const proxy = await behindProxy(server);
  const house = await collecting(base, join(folder.path, 'shop'));
  truth.intercept = (_, response) => {
    response.setHeader('connection', 'close');
    return false;
  };
  const connection = shopConnection(proxy.url, tools);
  return { truth, proxy, server, house, look: async (at: string) => (await house.collect([connection], at)).connections[0] };
}

test('a look in which the last page cannot be had is partial; what it had stays, and nothing is known of the rest until the next look', async () => {
  const { proxy, house, look, truth } = await shop({ manners });
  truth.perPage = 10;
  truth.teams = [{ id: 't-1', name: 'One', members: [] }];
  let runs = 0;
  proxy.harm((connection) => (connection >= 3 && runs++ < 3 ? { truncate: 300 } : 'pass'));
  expect(await look('2025-01-10T00:00:00Z')).toMatchObject({ outcome: 'partial', errors: [expect.stringContaining('GET /runs')] });
  expect([(await house.versions('code-team')).length, (await house.versions('pipeline-run')).length]).toEqual([1, 0]);
  expect(await house.gaps('pipeline-run', ['2025-01-01T00:00:00Z', '2025-01-10T00:00:00Z'])).toEqual(['2025-01-01 to 2025-01-10: lost-sight']);
  expect(await look('2025-01-11T00:00:00Z')).toMatchObject({ outcome: 'complete' });
  expect(await house.versions('pipeline-run')).toHaveLength(6);
  expect(await house.gaps('pipeline-run', ['2025-01-01T00:00:00Z', '2025-01-10T00:00:00Z'])).toEqual([]);
});
