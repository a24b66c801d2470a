import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { collecting, iso } from '../../test/support/collecting.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { temporaryFolder } from '../../test/support/git.ts';
import { type Host, openHost, page, repositoryNode } from '../../test/support/github-host.ts';
import { github } from '../connectors/github/index.ts';
import { FOREVER } from '../kernel/time.ts';
import type { Connection } from './connections.ts';

const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});
const hosts: Host[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

const key = (id: number) => ({ id, title: `key ${id}`, read_only: true, created_at: '2025-01-01T00:00:00Z', last_used: null, added_by: null });
const keysOf = (repository: string) => `/repos/acme/${repository}/keys`;
const day = (number: number) => `2025-06-0${number}T00:00:00Z`;

let count = 0;

async function house() {
  const host = await openHost();
  hosts.push(host);
  const { server, rest } = host;
  rest.set(keysOf('api'), [key(1), key(2)]);
  rest.set(keysOf('web'), []);
  const settings = { organization: 'acme', url: server.url.origin, auth: { type: 'token', token: 'github_pat_test' } };
  const connection = { id: 'github', connector: github, settings } as unknown as Connection;
  const place = await collecting(base, join(folder.path, String(++count)));
  /** Keys that ended: when at the latest, and when at the earliest. */
  const gone = async () =>
    (await place.versions('deploy-key'))
      .filter((one) => one.validUntil < FOREVER)
      .map((one) => [one.vendorId, iso(one.validUntil).slice(0, 10), iso(one.endsNotBefore).slice(0, 10)]);
  return { host, look: (at: string) => place.collect([connection], at), gone };
}

describe('what is no longer in a list that is seen as a whole', () => {
  test('is lost sight of at first; missed by the next look, too, it is gone, since it was last seen at the earliest', async () => {
    const { host, look, gone } = await house();
    await look(day(1));
    host.rest.set(keysOf('api'), [key(1)]);
    const second = await look(day(2));
    expect(second.connections[0]?.scopes.find((one) => one.scope === 'repository:R_api/deploy-key:2')).toMatchObject({
      outcome: 'gap',
      reason: 'lost-sight',
    });
    expect(await gone()).toEqual([]);
    await look(day(3));
    expect(await gone()).toEqual([['2', '2025-06-03', '2025-06-01']]);
  });

  test('and seen again by the next look, it was never gone', async () => {
    const { host, look, gone } = await house();
    await look(day(1));
    host.rest.set(keysOf('api'), [key(1)]);
    await look(day(2));
    host.rest.set(keysOf('api'), [key(1), key(2)]);
    await look(day(3));
    expect(await gone()).toEqual([]);
  });

  test('is not gone where the next look could not see the list', async () => {
    const { host, look, gone } = await house();
    await look(day(1));
    host.rest.set(keysOf('api'), [key(1)]);
    await look(day(2));
    host.rest.set(keysOf('api'), { refuse: 403, message: 'Resource not accessible by personal access token' });
    await look(day(3));
    host.rest.set(keysOf('api'), [key(1)]);
    await look(day(4));
    expect(await gone()).toEqual([]);
  });

  test('is not gone with a repository that is not listed, however often', async () => {
    const { host, look, gone } = await house();
    await look(day(1));
    host.graphql.set('Repositories', () => ({ organization: { repositories: page([repositoryNode('web')]) } }));
    for (const number of [2, 3, 4]) await look(day(number));
    expect(await gone()).toEqual([]);
  });
});
