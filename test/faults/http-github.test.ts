import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { anOwner, classicToken } from '../../demo/github/permissions/make-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import { github } from '../../src/connectors/github/index.ts';
import { type KindId, kinds } from '../../src/facts/kinds/index.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { killHard, startScript } from '../support/child.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/git.ts';

/** Fault 4 with the real connector, and what an idle look costs, counted by the pretend GitHub. */
const folder = temporaryFolder();
const AT = '2025-12-01T12:00:00Z';
let base: TestDatabase;
let server: PretendGithub;
let settings: Record<string, unknown>;

beforeAll(async () => {
  base = await testDatabase();
  const world = makeGithub(makeCompany('killed', { changes: 250 }));
  const token = classicToken('token-of-the-test', anOwner(world), ['repo', 'read:org', 'security_events']);
  server = await startGithub({ world, tokens: [token], now: parseInstant(AT), allowance: { perMinute: { core: 100_000, graphql: 100_000 } } });
  settings = { organization: world.organization.login, url: server.url, auth: { type: 'token', token: 'token-of-the-test' } };
});
afterAll(async () => {
  await server.close();
  await base.drop();
  folder.remove();
});

type House = Awaited<ReturnType<typeof collecting>>;

async function look(house: House, at: string) {
  const { connections } = await house.collect([{ id: 'github', connector: github, settings }], at);
  return connections[0];
}

async function factsOf(house: House) {
  const facts = [];
  for (const kind of Object.keys(kinds) as KindId[])
    for (const { entry: _entry, leaf: _leaf, ...told } of await house.versions(kind)) facts.push({ kind, ...told });
  return facts;
}

test('killed after 5, 40 and 110 requests: each next run asks only for the rest, and ends with the facts of one that was not disturbed', async () => {
  const whole = await collecting(base, join(folder.path, 'whole'));
  const undisturbed = await look(whole, AT);
  const facts = await factsOf(whole);
  expect(facts.length).toBeGreaterThan(1_000);
  for (const requests of [5, 40, 110]) {
    const house = await collecting(base, join(folder.path, `killed-${requests}`));
    const { organization, place } = house;
    const before = server.log.length;
    const child = startScript(
      'collect-github-child.ts',
      ...[base.appUrl, base.db.instance, organization, place.dataDirectory, JSON.stringify(settings), AT],
    );
    await expect.poll(() => server.log.length - before, { interval: 2, timeout: 60_000 }).toBeGreaterThanOrEqual(requests);
    await killHard(child);
    expect(await factsOf(house)).toEqual([]);
    const report = await look(house, AT);
    // The last answer may have been under way; what is not there (403) is asked again.
    expect(report?.cost.replayed).toBeGreaterThan(requests - 10);
    expect((report?.cost.sent ?? 0) + (report?.cost.replayed ?? 0)).toBe(undisturbed?.cost.sent);
    expect(await factsOf(house)).toEqual(facts);
  }
});

test('an idle look: at least nine of ten REST requests are answered "not modified", and nothing is news', async () => {
  const house = await collecting(base, join(folder.path, 'idle'));
  await look(house, AT);
  // Later looks ask for deployments in smaller pages than the first: the second look asks for those pages for the first time.
  await look(house, '2025-12-01T12:30:00Z');
  const before = server.counts();
  const idle = await look(house, '2025-12-01T13:00:00Z');
  const after = server.counts();
  expect(idle?.facts).toBe(0);
  expect((after.notModified - before.notModified) / (after.rest - before.rest)).toBeGreaterThanOrEqual(0.9);
  expect(after.insidePenalty).toBe(0);
});
