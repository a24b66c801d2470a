import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { defineConnector, feed } from '../../src/connectors/kit/connector.ts';
import { assess } from '../../src/engine/assess.ts';
import { untold } from '../../src/facts/told.ts';
import { BEGINNING, type Instant } from '../../src/kernel/time.ts';
import { collecting } from '../support/collecting.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/git.ts';

const folder = temporaryFolder();
let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(async () => {
  await base.drop();
  folder.remove();
});

/** A code host that lists who is there now, as one scope of a list, and remembers nothing of the time before. */
function host(listed: { members: readonly string[] }) {
  let before: Instant | null = null;
  const accounts = feed<null>(['code-account'], { telling: 'state' }, async function* (_api, { at }) {
    for (const login of listed.members) {
      const state = { login, name: null, type: 'person', role: 'member', emails: [], twoFactor: true };
      const rest = { lastActiveAt: { ...untold('Not told.') }, suspended: false };
      const of = { kind: 'code-account', vendorId: `id-${login}`, scope: 'members', state: { ...state, ...rest } } as const;
      yield { type: 'version', ...of, validFrom: at, notBefore: before ?? BEGINNING, basis: 'look' };
    }
    for (const scope of ['', 'members']) if (before !== null) yield { type: 'covered', scope, from: before, until: at };
    before = at;
  });
  return defineConnector({
    id: 'host',
    title: 'A code host',
    permissions: [],
    settings: z.strictObject({}),
    open: async () => null,
    tenant: () => 'acme',
    identity: () => 'somebody',
    feeds: { accounts },
  });
}

test('an account that is no longer listed is lost from sight, and hides no other', async () => {
  const listed = { members: ['ada', 'bob', 'cem'] as readonly string[] };
  const house = await collecting(base, folder.path);
  const connection = { id: 'host', connector: host(listed), settings: {} };
  const look = (at: string, members: readonly string[]) => {
    listed.members = members;
    return house.collect([connection], at);
  };
  await look('2025-02-01T00:00:00Z', ['ada', 'bob', 'cem']);
  await look('2025-02-02T00:00:00Z', ['ada', 'bob', 'cem']);
  await look('2025-02-03T00:00:00Z', ['ada', 'cem']);
  await look('2025-02-04T00:00:00Z', ['ada']);
  await look('2025-02-05T00:00:00Z', ['ada', 'cem']);
  const { findings, summary } = await assess(house.place, { period: '2025-02-02..2025-02-28' });
  const spans = Object.fromEntries(
    findings
      .filter((one) => one.check === 'account/two-factor')
      .map(({ item, outcome, spans: all }) => [
        item,
        [outcome, ...all.map((one) => `${one.from.slice(0, 10)} to ${one.until?.slice(0, 10)}: ${one.reason}`)],
      ]),
  );
  expect(spans).toEqual({
    ada: ['pass'],
    bob: ['unknown', '2025-02-02 to undefined: lost-sight'],
    cem: ['unknown', '2025-02-03 to 2025-02-04: lost-sight'],
  });
  expect(summary.checks.find((one) => one.id === 'account/two-factor')?.unseen).toEqual([]);
});
