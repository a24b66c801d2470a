import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeCompany } from '../../demo/company/make-company.ts';
import type { Fault } from '../../demo/github/faults.ts';
import { makeGithub } from '../../demo/github/make-github.ts';
import { readingToken } from '../../demo/github/reading-token.ts';
import { type PretendGithub, startGithub } from '../../demo/github/server.ts';
import type { GithubWorld, Repository } from '../../demo/github/world.ts';
import { github } from '../../src/connectors/github/index.ts';
import { type KindId, kinds } from '../../src/facts/kinds/index.ts';
import { FOREVER, type Instant, parseInstant } from '../../src/kernel/time.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/git.ts';

/** Faults 25 and 26 at GitHub: lists that change while they are read, and lists that are suddenly empty. */
const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const clean = makeGithub(makeCompany('changing lists', { changes: 60 }), { plan: 'enterprise' });
const start = parseInstant('2025-06-01T00:00:00Z');
const day = (number: number) => `2025-06-0${number}T00:00:00Z`;
let count = 0;

/** Looks at a pretend GitHub through a door that is told of each request before it is answered. */
async function watching(world: GithubWorld, passing: (path: string, server: PretendGithub) => void = () => undefined) {
  const allowance = { core: 1e6, graphql: 1e6, perMinute: { core: 1e6, graphql: 1e6 } };
  const server = await startGithub({ world, tokens: [readingToken(world, 'ghs_reading')], now: start, allowance });
  const door = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      passing(request.url ?? '', server);
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
      const method = request.method ?? 'GET';
      const body = method === 'GET' ? {} : { body: Buffer.concat(parts) };
      const answer = await fetch(server.url + request.url, { method, headers: headers as Record<string, string>, ...body });
      const own = [...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name));
      const text = await answer.text();
      const here = `http://${request.headers.host}`;
      response.writeHead(answer.status, Object.fromEntries(own.map(([name, value]) => [name, value.replaceAll(server.url, here)])));
      response.end(text);
    })();
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    await server.close();
  });
  const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  const house = await collecting(base, join(folder.path, String(++count)));
  const settings = { organization: world.organization.login, url, auth: { type: 'token', token: 'ghs_reading' }, since: '2025-05-01' };
  const look = async (at: string, faults: readonly Fault[] = []) => {
    server.setNow(parseInstant(at));
    server.setFaults(faults);
    return (await house.collect([{ id: 'github', connector: github, settings }], at)).connections[0];
  };
  return { server, house, look };
}

type House = Awaited<ReturnType<typeof collecting>>;

/** Whatever is said to be gone, which is: its last version has ended. `kind id`. */
async function gone(house: House): Promise<string[]> {
  const found: string[] = [];
  for (const kind of Object.keys(kinds) as KindId[]) {
    const last = new Map((await house.versions(kind)).sort((a, b) => a.validFrom - b.validFrom).map((one) => [one.vendorId, one]));
    for (const { vendorId, validUntil } of last.values()) if (validUntil < FOREVER) found.push(`${kind} ${vendorId}`);
  }
  return found;
}

/** Fault 25. */
describe('a key is taken away from a page that was read, while the next is not', () => {
  const MANY = 130;
  const [first, ...others] = clean.repositories as [Repository, ...Repository[]];
  const keys = Array.from({ length: MANY }, (_, n): Repository['deployKeys'][number] => ({
    ...{ id: 70_000 + n, title: `key ${n}`, key: `ssh-ed25519 ${n}`, readOnly: true, createdAt: (start - 1e9 + n) as Instant, addedBy: 0 },
    ...{ deletedAt: null, deletedBy: null, uses: [] },
  }));
  const worldWith = (deployKeys: Repository['deployKeys']) => ({ ...clean, repositories: [{ ...first, deployKeys }, ...others] });
  const without = worldWith(keys.slice(1));

  test('the key that slipped is out of sight at most until the next look, and never gone; the one that went is gone', async () => {
    let drifts = false;
    const { look, house } = await watching(worldWith(keys), (path, server) => {
      if (drifts && /\/keys\?.*\bpage=2\b/.test(path)) server.setWorld(without);
    });
    await look(day(1));
    const ids = async () =>
      (await house.versions('deploy-key')).filter((one) => one.scope.length > 0 && /^7\d{4}$/.test(one.vendorId)).map((one) => one.vendorId);
    expect(new Set(await ids()).size).toBe(MANY);
    drifts = true;
    await look(day(2));
    expect(await gone(house)).toEqual([]);
    for (const number of [3, 4, 5]) await look(day(number));
    expect(await gone(house)).toEqual(['deploy-key 70000']);
  });

  test('control: the drift does hide a key from whoever reads page by page', async () => {
    const { server } = await watching(worldWith(keys));
    const read = async (page: number) => {
      const path = `/repos/${clean.organization.login}/${first.place.at(-1)?.value.name}/keys?per_page=100&page=${page}`;
      const answer = await fetch(server.url + path, { headers: { authorization: 'Bearer ghs_reading' } });
      return ((await answer.json()) as { id: number }[]).map((one) => one.id);
    };
    const one = await read(1);
    server.setWorld(without);
    const seen = new Set([...one, ...(await read(2))]);
    expect(keys.slice(1).filter(({ id }) => !seen.has(id))).toHaveLength(1);
  });
});

/** Fault 26. */
describe('every list is empty, with status 200', () => {
  const empty: readonly Fault[] = [{ match: {}, act: { kind: 'empty-lists' } }];

  test('nothing is gone, not even after two such looks; what was so is unknown meanwhile, and known again after', async () => {
    const { look, house } = await watching(clean);
    expect(await look(day(1))).toMatchObject({ outcome: 'complete' });
    for (const number of [2, 3]) {
      expect((await look(day(number), empty))?.outcome).not.toBe('complete');
      // GitHub counts the teams itself, and fewer than ten may go at once: said twice, it is believed.
      const believed = (await gone(house)).filter((one) => !one.startsWith('code-team '));
      expect([number, believed]).toEqual([number, []]);
    }
    for (const kind of ['hosted-repository', 'code-account', 'change', 'branch', 'branch-protection'] as const)
      expect([kind, (await house.gaps(kind, [day(2), day(3)])).length > 0]).toEqual([kind, true]);
    await look(day(4));
    await look(day(5));
    const last = await look(day(6));
    expect([last?.outcome, last?.errors]).toEqual(['complete', []]);
    expect(await gone(house)).toEqual([]);
  });

  test('control: what really went from a list that is not empty is gone after two looks', async () => {
    const { look, house, server } = await watching(clean);
    await look(day(1));
    const repositories = clean.repositories.map((one) => ({ ...one, webhooks: [], deployKeys: [] }));
    expect(clean.repositories.some((one) => one.deployKeys.length + one.webhooks.length > 0)).toBe(true);
    server.setWorld({ ...clean, repositories });
    await look(day(2));
    expect(await gone(house)).toEqual([]);
    await look(day(3));
    expect((await gone(house)).length).toBeGreaterThan(0);
  });
});
