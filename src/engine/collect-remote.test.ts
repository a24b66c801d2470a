import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collecting, iso } from '../../test/support/collecting.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { temporaryFolder } from '../../test/support/git.ts';
import { runsOf, type ShopTruth, shopConnection, shopServer } from '../../test/support/shop.ts';
import { sendJson, type VendorServer } from '../../test/support/vendor-server.ts';
import { defineConnector, feed } from '../connectors/kit/connector.ts';
import type { Uuid } from '../kernel/ids.ts';
import { BEGINNING, parseInstant } from '../kernel/time.ts';
import { readContent } from '../ledger/store.ts';
import { collect } from './collect.ts';
import type { LookSheet } from './collect-sheet.ts';

const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

const servers: VendorServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

let count = 0;

async function shop(given: Partial<ShopTruth> = {}) {
  const truth: ShopTruth = { teams: [{ id: 't-1', name: 'One', members: ['a', 'b'] }], runs: runsOf(5), perPage: 2, ...given };
  const server = await shopServer(truth);
  servers.push(server);
  const house = await collecting(base, join(folder.path, String(++count)));
  const look = async (at: string) => (await house.collect([shopConnection(server.url)], at)).connections[0];
  return { truth, server, house, look, connection: shopConnection(server.url) };
}

const january = '2025-01-10T00:00:00Z';

test('what a vendor tells becomes facts; an idle look asks only whether it still holds, and writes nothing', async () => {
  const { look, house, server } = await shop();
  const first = await look(january);
  expect(first).toMatchObject({ outcome: 'complete', facts: 6, cost: { sent: 6, unchanged: 0, replayed: 0, waits: 0 } });
  const asked = server.received.length;
  const second = await look('2025-01-11T00:00:00Z');
  expect(second).toMatchObject({ outcome: 'complete', facts: 0, cost: { sent: 6, unchanged: 5 } });
  expect(server.received.slice(asked).filter((one) => one.headers['if-none-match'] !== undefined)).toHaveLength(5);
  expect([(await house.versions('pipeline-run')).length, (await house.versions('code-team')).length]).toEqual([5, 1]);
  expect(readdirSync(join(house.place.dataDirectory, 'connections', 'shop'))).toEqual(['answers.json']);
});

test('the sheet says what was asked of whom, and which answers were kept', async () => {
  const { look, house, server } = await shop();
  const report = await look(january);
  const [content] = await readContent(base.db, house.organization, report?.look as Uuid);
  const text = content?.opening?.content ?? '';
  const sheet = JSON.parse(text) as LookSheet;
  expect(sheet.requests.map((one) => [one.asked, one.status, one.rows, one.host, one.page])).toEqual([
    ['GET /organization', 200, 1, server.url.host, undefined],
    ['GET /teams', 200, 1, server.url.host, undefined],
    ['GET /teams/t-1/members', 200, 2, server.url.host, undefined],
    ['GET /runs', 200, 2, server.url.host, undefined],
    ['GET /runs?page=2', 200, 2, server.url.host, '2'],
    ['GET /runs?page=3', 200, 1, server.url.host, '3'],
  ]);
  expect(sheet.evidence.map((one) => one.sha256).sort()).toEqual(sheet.requests.map((one) => one.sha256).sort());
  expect(text).not.toContain('the-token');
});

test('no transaction waits for the vendor: while it is asked, another can write', async () => {
  const { truth, look, house } = await shop();
  const open: number[] = [];
  truth.intercept = (_request, _response) => {
    const busy = base.db.pool.totalCount - base.db.pool.idleCount;
    open.push(busy);
    return false;
  };
  expect((await look(january))?.outcome).toBe('complete');
  expect(open).toEqual([0, 0, 0, 0, 0, 0]);
  expect(existsSync(join(house.place.dataDirectory, 'connections', 'shop', 'spool'))).toBe(false);
});

test('a look at which nothing happened reads nothing of what was said before', async () => {
  const at = join(folder.path, 'nothing');
  const house = await collecting(base, at);
  let readings = 0;
  const connect = () => {
    readings++;
    return base.db.pool.connect();
  };
  const pool = Object.create(base.db.pool, { connect: { value: connect } });
  const happened: string[][] = [['one', 'two'], [], ['two', 'three']];
  const connector = defineConnector<unknown, null>({
    ...{ id: 'log', title: 'A log', permissions: [], remote: true, settings: z.unknown() },
    ...{ open: async () => null, tenant: () => 'log', identity: () => 'reader' },
    feeds: {
      events: feed(['tag'], { telling: 'events' }, async function* (_api, look) {
        for (const name of happened.shift() ?? [])
          yield {
            ...{ type: 'version', kind: 'tag', vendorId: name, scope: '', basis: 'source' },
            ...{ state: { repository: 'api', name, commit: name, taggedAt: null, annotated: false }, validFrom: look.at, notBefore: look.at },
          };
        yield { type: 'covered', scope: '', from: BEGINNING, until: look.at };
      }),
    },
  });
  const reports = [];
  for (const day of [1, 2, 3]) {
    const place = { ...house.place, db: { ...base.db, pool }, clock: () => parseInstant(`2025-01-0${day}T00:00:00Z`) };
    const before = readings;
    const { connections } = await collect(place, { connections: [{ id: 'log', connector, settings: {} }], environment: {} });
    reports.push([connections[0]?.outcome, connections[0]?.rows, connections[0]?.facts, readings - before]);
  }
  expect(reports).toEqual([
    ['complete', 2, 2, 1],
    ['complete', 0, 0, 0],
    ['complete', 2, 1, 1],
  ]);
});

test('a denied team is a gap of its own: the others are seen, and it is known again once it is not denied', async () => {
  const { truth, look, house } = await shop({ teams: ['1', '2', '3'].map((n) => ({ id: `t-${n}`, name: n, members: [] })) });
  await look(january);
  truth.intercept = ({ path }, response) => {
    if (path !== '/teams/t-2/members') return false;
    sendJson(response, { message: 'Not for you' }, { status: 403 });
    return true;
  };
  truth.teams = truth.teams.map((one) => ({ ...one, name: `${one.name}, renamed` }));
  const denied = await look('2025-01-11T00:00:00Z');
  expect(denied).toMatchObject({ outcome: 'partial', facts: 2, errors: [expect.stringContaining('("Not for you"). Give the token')] });
  delete truth.intercept;
  expect(await look('2025-01-12T00:00:00Z')).toMatchObject({ outcome: 'complete', facts: 1 });
  expect((await house.versions('code-team')).map((one) => one.vendorId).sort()).toEqual(['t-1', 't-1', 't-2', 't-2', 't-3', 't-3']);
});

test('a feed that fails keeps what it told, says so, and fails no other', async () => {
  const { truth, look, house } = await shop();
  truth.intercept = ({ path }, response) => {
    if (!path.startsWith('/runs?page=2')) return false;
    sendJson(response, [{ id: 'run-9' }]);
    return true;
  };
  const report = await look(january);
  expect(report).toMatchObject({ outcome: 'partial', errors: [expect.stringContaining('/runs at 127.0.0.1')], rows: 3 });
  expect(report?.errors[0]).toContain('not of the expected shape: 0.startedAt');
  expect(await house.gaps('pipeline-run', ['2025-01-01T00:00:00Z', january])).toEqual(['2025-01-01 to 2025-01-10: lost-sight']);
  expect(await house.versions('pipeline-run')).toHaveLength(2);
  delete truth.intercept;
  expect(await look('2025-01-11T00:00:00Z')).toMatchObject({ outcome: 'complete' });
  expect(await house.gaps('pipeline-run', ['2025-01-01T00:00:00Z', january])).toEqual([]);
});

describe('a look that was stopped', () => {
  async function stoppedAfter(requests: number) {
    const made = await shop({ runs: runsOf(40) });
    const controller = new AbortController();
    let left = requests;
    made.truth.intercept = () => {
      if (left-- <= 0) controller.abort(new Error('Stopped'));
      return false;
    };
    const request = { connections: [made.connection], environment: {}, signal: controller.signal };
    await expect(collect({ ...made.house.place, clock: () => Date.parse(january) as never }, request)).rejects.toThrow('Stopped');
    delete made.truth.intercept;
    return { ...made, before: made.server.received.length };
  }

  test('goes on at the instant at which it began, without asking again', async () => {
    const { look, server, house, before } = await stoppedAfter(10);
    const report = await look('2025-01-10T06:00:00Z');
    expect(report).toMatchObject({ outcome: 'complete', facts: 41, cost: { sent: 13, replayed: 10 } });
    expect(iso(report?.startedAt as never)).toBe('2025-01-10T00:00:00.000Z');
    expect(server.received.length - before).toBe(13);
    expect(readdirSync(join(house.place.dataDirectory, 'connections', 'shop'))).toEqual(['answers.json']);
  });

  test('does not date back to its beginning what was so when it was taken up', async () => {
    const { look, house } = await stoppedAfter(1);
    await look('2025-01-10T06:00:00Z');
    expect((await house.versions('code-team')).map((one) => iso(one.validFrom))).toEqual(['2025-01-10T06:00:00.000Z']);
  });

  test('is not taken up where it broke down by itself: its answers may be what it broke on', async () => {
    const { truth, connection, house } = await shop();
    const open: typeof connection.connector.open = async (settings, look) => {
      await connection.connector.open(settings, look);
      throw new TypeError('A bug');
    };
    const connections = [{ ...connection, connector: { ...connection.connector, open } }];
    await expect(collect({ ...house.place, clock: () => Date.parse(january) as never }, { connections, environment: {} })).rejects.toThrow('A bug');
    truth.runs = [];
    const report = (await house.collect([connection], '2025-01-10T01:00:00Z')).connections[0];
    expect(report).toMatchObject({ outcome: 'complete', cost: { replayed: 0 } });
    expect(iso(report?.startedAt as never)).toBe('2025-01-10T01:00:00.000Z');
  });

  test('begins anew after a day', async () => {
    const { look } = await stoppedAfter(10);
    const report = await look('2025-01-11T00:00:00Z');
    expect(report).toMatchObject({ outcome: 'complete', cost: { sent: 23, replayed: 0 } });
    expect(iso(report?.startedAt as never)).toBe('2025-01-11T00:00:00.000Z');
  });
});

describe('a source that forgets', () => {
  test('is warned of in time', async () => {
    const { look } = await shop();
    await look(january);
    expect((await look('2025-01-29T00:00:00Z'))?.notes).toEqual([]);
    expect((await look('2025-02-19T00:00:00Z'))?.notes).toEqual([
      'The source keeps its runs for 30 days, and the last look was 21 days ago. Collect more often, or what happens between looks is lost.',
    ]);
  });

  test('what it forgot before anybody looked is unknown, and stays so', async () => {
    const { look, house } = await shop();
    await look(january);
    const late = await look('2025-03-01T00:00:00Z');
    expect(late).toMatchObject({ outcome: 'complete' });
    await look('2025-03-02T00:00:00Z');
    expect(await house.gaps('pipeline-run', [january, '2025-03-02T00:00:00Z'])).toEqual(['2025-01-10 to 2025-01-30: lost-sight']);
    expect(await house.gaps('code-team', [january, '2025-03-02T00:00:00Z'])).toEqual([]);
  });
});
