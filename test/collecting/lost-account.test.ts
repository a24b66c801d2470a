import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Absent, defineConnector, feed } from '../../src/connectors/kit/connector.ts';
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
function host(listed: { members: readonly string[] }, absent: Absent) {
  let before: Instant | null = null;
  const accounts = feed<null>(['code-account'], { telling: 'state', absent }, async function* (_api, { at }) {
    for (const login of listed.members) {
      const state = { login, name: null, type: 'person', role: 'member', emails: [], twoFactor: !login.endsWith('-without') };
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

/** What looks at five days in February saw, one after the other, and what is found of it. */
async function watched(name: string, absent: Absent, days: readonly (readonly string[])[]) {
  const listed = { members: [] as readonly string[] };
  const house = await collecting(base, join(folder.path, name));
  const connection = { id: 'host', connector: host(listed, absent), settings: {} };
  for (const [index, members] of days.entries()) {
    listed.members = members;
    await house.collect([connection], `2025-02-0${index + 1}T00:00:00Z`);
  }
  const { findings, summary } = await assess(house.place, { period: '2025-02-02..2025-02-28' });
  const spans = Object.fromEntries(
    findings
      .filter((one) => one.check === 'account/two-factor')
      .map(({ item, spans: all }) => [item, all.map((one) => `${one.outcome} ${day(one.from)} to ${one.until ? day(one.until) : 'the end'}`)]),
  );
  return { spans, unseen: summary.checks.find((one) => one.id === 'account/two-factor')?.unseen };
}

function day(instant: string): string {
  return instant.slice(5, 10);
}

const days = [['ada', 'bob', 'cem'], ['ada', 'bob', 'cem'], ['ada', 'cem'], ['ada'], ['ada', 'cem']];

test('an account that is no longer listed is lost from sight until the look that lists it again, and hides no other', async () => {
  expect(await watched('lost', 'lost-sight', days)).toEqual({
    spans: { ada: [], bob: ['unknown 02-02 to the end'], cem: ['unknown 02-03 to 02-04', 'unknown 02-04 to the end'] },
    unseen: [],
  });
});

test('one that is proven gone stood until the first look that no longer saw it', async () => {
  expect(await watched('gone', 'gone-if-missed-twice', days)).toEqual({
    spans: { ada: [], bob: [], cem: ['unknown 02-03 to 02-04', 'unknown 02-04 to the end'] },
    unseen: [],
  });
  const without = days.map((one) => one.map((login) => (login === 'bob' ? 'bob-without' : login)));
  const { spans } = await watched('without', 'gone-if-missed-twice', without);
  expect(spans).toEqual({ ada: [], 'bob-without': ['fail 02-02 to 02-03'], cem: ['unknown 02-03 to 02-04', 'unknown 02-04 to the end'] });
});
