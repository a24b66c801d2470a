import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { killHard, startScript } from '../support/child.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/git.ts';
import { runsOf, type ShopTruth, shopConnection, shopServer } from '../support/shop.ts';
import type { VendorServer } from '../support/vendor-server.ts';

/** Fault 4, over a network: killed in the middle of a page. */
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

const AT = '2025-06-01T00:00:00Z';
/** organization, teams, members of three, 30 pages of runs */
const REQUESTS = 35;

async function vendor() {
  const teams = ['1', '2', '3'].map((n) => ({ id: `t-${n}`, name: n, members: ['a', 'b'] }));
  const truth: ShopTruth = { teams, runs: runsOf(300), perPage: 10 };
  const server = await shopServer(truth);
  servers.push(server);
  return { truth, server };
}

/** Kills a collector when the vendor has answered so many requests, and half of the next. */
async function killedAfter(answers: number) {
  const { truth, server } = await vendor();
  const house = await collecting(base, join(folder.path, `${answers}-${servers.length}-${Math.random()}`));
  const reached = new Promise<void>((resolve) => {
    let left = answers;
    truth.intercept = (_, response) => {
      if (left-- > 0) return false;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 }).write('[{"id":');
      resolve();
      return true;
    };
  });
  const { organization, place } = house;
  const child = startScript('collect-shop-child.ts', base.appUrl, base.db.instance, organization, place.dataDirectory, server.url.href, AT);
  await reached;
  await killHard(child);
  delete truth.intercept;
  return { house, server };
}

async function factsOf(house: Awaited<ReturnType<typeof collecting>>) {
  const all = [...(await house.versions('pipeline-run')), ...(await house.versions('code-team'))];
  const facts = all.map(({ entry: _entry, leaf: _leaf, system: _system, subject: _subject, ...told }) => told);
  const coverage = [...(await house.coverage('runs')), ...(await house.coverage('teams'))];
  return { facts, coverage: coverage.map(({ scope, from, until }) => ({ scope, from, until })) };
}

test.each([1, 4, 17, 34])(
  'killed after %i answers: nothing of it is there; the next run asks only for the rest, and ends with the facts of one that was not disturbed',
  async (answers) => {
    const { house, server } = await killedAfter(answers);
    await house.place.keeper.seal(house.organization);
    expect(await factsOf(house)).toEqual({ facts: [], coverage: [] });
    const asked = server.received.length;
    const report = await house.collect([shopConnection(server.url)], AT);
    expect(report.connections[0]).toMatchObject({ outcome: 'complete', cost: { replayed: answers, sent: REQUESTS - answers } });
    expect(server.received.length - asked).toBe(REQUESTS - answers);
    const undisturbed = await collecting(base, join(folder.path, `undisturbed-${answers}`));
    await undisturbed.collect([shopConnection(server.url)], AT);
    expect((await factsOf(house)).facts).toHaveLength(303);
    expect(await factsOf(house)).toEqual(await factsOf(undisturbed));
  },
);

test('control: without the journal, all of it is asked again', async () => {
  const { house, server } = await killedAfter(17);
  rmSync(join(house.place.dataDirectory, 'connections'), { recursive: true });
  const report = await house.collect([shopConnection(server.url)], AT);
  expect(report.connections[0]).toMatchObject({ outcome: 'complete', cost: { replayed: 0, sent: REQUESTS } });
});
