import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { getJson, getPages, getSteadyList } from '../../src/connectors/kit/http/json.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/git.ts';
import { httpTo } from '../support/http-look.ts';
import { runsOf, type ShopTruth, shopConnection, shopServer } from '../support/shop.ts';
import { sendJson, type VendorServer, vendorServer } from '../support/vendor-server.ts';

/** Faults 21, 22, 25, 26, 30, 31: what a vendor answers is not what it holds. */
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
const TEAMS = 12;

async function shop() {
  const truth: ShopTruth = { teams: teams(TEAMS), runs: runsOf(4), perPage: 5 };
  const server = await shopServer(truth);
  servers.push(server);
  const house = await collecting(base, join(folder.path, String(++count)));
  const look = async (at: string) => (await house.collect([shopConnection(server.url)], at)).connections[0];
  const names = async () => new Set((await house.versions('code-team')).map((one) => one.vendorId));
  return { truth, server, house, look, names };
}

function teams(many: number): ShopTruth['teams'] {
  return Array.from({ length: many }, (_, n) => ({ id: `t-${n + 1}`, name: `Team ${n + 1}`, members: ['a'] }));
}

const january = '2025-01-10T00:00:00Z';
const next = '2025-01-11T00:00:00Z';

/** Faults 21 and 22. */
describe.each([403, 404, 500])('status %i', (status) => {
  test.each([1, 7, TEAMS])('for the members of team %i: every other team is known, also those after it', async (denied) => {
    const { truth, look, names } = await shop();
    truth.intercept = ({ path }, response) => {
      if (path !== `/teams/t-${denied}/members`) return false;
      sendJson(response, { message: 'No' }, { status });
      return true;
    };
    const report = await look(january);
    expect(report?.outcome).toBe('partial');
    expect(report?.errors).toHaveLength(1);
    const known = await names();
    expect(known.size).toBe(TEAMS - 1);
    expect(known).not.toContain(`t-${denied}`);
    delete truth.intercept;
    expect(await look(next)).toMatchObject({ outcome: 'complete' });
    expect((await names()).size).toBe(TEAMS);
  });
});

test('control of 21: without the denial, the same look knows every team', async () => {
  const { look, names } = await shop();
  expect((await look(january))?.outcome).toBe('complete');
  expect((await names()).size).toBe(TEAMS);
});

/** Fault 31. */
test.each([1, 3, 9])('a token that expires after %i answers: whatever was not seen is unknown from the last look on', async (answers) => {
  const { truth, look, house } = await shop();
  await look(january);
  let left = answers;
  truth.intercept = (_, response) => {
    if (left-- > 0) return false;
    sendJson(response, { message: 'Bad credentials' }, { status: 401 });
    return true;
  };
  const expired = await look(next);
  expect(expired?.outcome).toBe(answers === 1 ? 'failed' : 'partial');
  expect(expired?.errors.map((one) => /\. Give the connection a token that is valid\.$/.test(one))).toEqual([true, true]);
  expect(await house.gaps('code-team', [january, next])).toEqual(['2025-01-10 to 2025-01-11: denied']);
  expect(await house.gaps('pipeline-run', [january, next])).toEqual(['2025-01-10 to 2025-01-11: denied']);
});

test('control of 31: with a token that lasts, nothing of that day is unknown', async () => {
  const { look, house } = await shop();
  await look(january);
  await look(next);
  expect(await house.gaps('code-team', [january, next])).toEqual([]);
});

/** Fault 26. */
describe('an empty list with status 200', () => {
  test('takes nobody away: it is held until another look confirms it, and then they are out of sight, not gone', async () => {
    const { truth, look, house, names } = await shop();
    await look(january);
    truth.teams = [];
    expect(await look(next)).toMatchObject({ outcome: 'partial', errors: [expect.stringContaining('12 of 12 vanished at once')] });
    expect(await house.gaps('code-team', [january, next])).toEqual(['2025-01-10 to 2025-01-11: held']);
    await look('2025-01-12T00:00:00Z');
    expect((await names()).size).toBe(TEAMS);
    expect((await house.versions('code-team')).every((one) => one.validUntil > Date.parse('2026-01-01T00:00:00Z'))).toBe(true);
  });

  test('control: one team that is no longer listed is believed at once to be out of sight', async () => {
    const { truth, look } = await shop();
    await look(january);
    truth.teams = truth.teams.slice(1);
    expect((await look(next))?.errors).toEqual(['The code-team t-1 is no longer listed. Whether it is gone is not known.']);
  });
});

/** Fault 25. */
describe('a list that changes while its pages are read', () => {
  const rowShape = z.array(z.object({ id: z.string() }));

  /** Before the answer with a number in `changes`, the list is changed. */
  async function drifting(changes: Readonly<Record<number, (rows: string[]) => string[]>>) {
    let rows = Array.from({ length: 20 }, (_, n) => `row-${n}`);
    let answers = 0;
    const server: VendorServer = await vendorServer(({ path }, response) => {
      rows = changes[answers++]?.(rows) ?? rows;
      const page = Number(new URL(path, server.url).searchParams.get('page') ?? 1);
      const link = page * 5 < rows.length ? { link: `<${server.url}rows?page=${page + 1}>; rel="next"` } : {};
      sendJson(
        response,
        rows.slice((page - 1) * 5, page * 5).map((id) => ({ id })),
        { headers: link as Record<string, string> },
      );
    });
    servers.push(server);
    return { asking: { http: httpTo(server.url), headers: {} }, first: new URL('rows', server.url), rows: () => rows };
  }

  const takenAway = { 1: (rows: string[]) => rows.filter((one) => one !== 'row-2') };
  const inserted = { 2: (rows: string[]) => ['row-new', ...rows] };

  test.each([
    ['a row is taken away from a page that was read', takenAway],
    ['a row is put in front', inserted],
  ])('%s: no row is lost, and none is there twice', async (_name, changes) => {
    const { asking, first, rows } = await drifting(changes);
    const list = await getSteadyList(asking, first, rowShape, (one) => one.id);
    expect(list.map((one) => one.id).sort()).toEqual(rows().sort());
  });

  test('it never stands still: nothing is claimed to be whole', async () => {
    const every = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n, (rows: string[]) => rows.slice(0, -1).concat(`row-x${n}`)]));
    const { asking, first } = await drifting(every);
    await expect(getSteadyList(asking, first, rowShape, (one) => one.id)).rejects.toMatchObject({ kind: 'truncated' });
  });

  test('control: read once, page by page, a row is lost', async () => {
    const { asking, first, rows } = await drifting(takenAway);
    const read: string[] = [];
    for await (const page of getPages(asking, first, rowShape)) read.push(...page.map((one) => one.id));
    expect(rows().filter((one) => !read.includes(one))).toEqual(['row-5']);
  });
});

/** Fault 30. */
describe('a shape that drifted', () => {
  const rowShape = z.array(z.object({ id: z.string(), active: z.boolean() }));

  const drifts: readonly (readonly [string, unknown])[] = [
    ['a field that is missing', [{ id: '1', active: true }, { id: '2' }]],
    ['a field that was renamed', [{ id: '1', isActive: true }]],
    ['a field that is null', [{ id: '1', active: null }]],
    ['a field of another type', [{ id: '1', active: 'yes' }]],
    ['an object in the place of the list', { rows: [] }],
    ['a text in the place of the list', 'none'],
  ];

  async function answering(value: unknown) {
    const server = await vendorServer((_, response) => sendJson(response, value));
    servers.push(server);
    return { asking: { http: httpTo(server.url), headers: {} }, url: new URL('rows', server.url) };
  }

  test.each(drifts)('%s is not read as anything: the field is named', async (_name, value) => {
    const { asking, url } = await answering(value);
    const sentence =
      /^The answer to GET \/rows at 127\.0\.0\.1:\d+ is not of the expected shape: (\d\.active|1\.active|the whole): .*\. Update Tickmark, or report it\.$/;
    await expect(getJson(asking, url, rowShape)).rejects.toMatchObject({ kind: 'unexpected-shape', message: expect.stringMatching(sentence) });
  });

  test('control: without a shape, a missing field is read as if it said something', async () => {
    const { asking, url } = await answering(drifts[0]?.[1]);
    const { value } = await getJson(asking, url, z.custom<{ active: boolean }[]>());
    expect(value.filter((one) => !one.active)).toHaveLength(1);
  });
});
