import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withOrganization } from '../../src/database/transaction.ts';
import type { Fact } from '../../src/facts/fact.ts';
import { appendCoverage, appendFacts } from '../../src/facts/store.ts';
import { readCoverage } from '../../src/facts/store-coverage.ts';
import { readVersions } from '../../src/facts/store-versions.ts';
import { newUuid, type Uuid } from '../../src/kernel/ids.ts';
import { spansOf } from '../../src/kernel/spans.ts';
import { BEGINNING, type Instant, type Span, span } from '../../src/kernel/time.ts';
import { readEntries } from '../../src/ledger/store.ts';
import { checkpoint } from '../../src/ledger/store-checkpoint.ts';
import { sequence } from '../../src/ledger/store-sequence.ts';
import { verifyLedger } from '../../src/ledger/store-verify.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { accountFact, collected, coverageOf, day, noon } from '../support/facts.ts';
import { newSigner } from '../support/log.ts';
import { type ExpectedVersion, stateAtByScan, versionsByScan } from './oracle.ts';

const RUNS = 100;
const clock = () => noon;
const kind = 'account';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

/** Late, corrected, gone, retracted, repeated: all at few places, so that they meet. */
const facts = fc
  .record({
    vendorId: fc.constantFrom('1', '2', '3'),
    from: fc.integer({ min: 0, max: 8 }),
    state: fc.constantFrom('a', 'b', null, { z: 1, a: [null, true] }),
    retracts: fc.boolean(),
    sure: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ vendorId, from, state, retracts, sure }) => {
    const notBefore = sure === 3 ? BEGINNING : day(Math.max(0, from - sure));
    return accountFact(vendorId, from, retracts ? null : state, { notBefore, ...(retracts && { basis: 'retraction' }) });
  });

/** One transaction writes its facts in two parts; `finishes` says before which later step it commits. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('write' as const),
        parts: fc.tuple(fc.array(facts, { maxLength: 4 }), fc.array(facts, { maxLength: 3 })),
        slow: fc.integer({ min: 0, max: 3 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('sequence' as const), limit: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('checkpoint' as const) }) },
  ),
  { minLength: 3, maxLength: 14 },
);

/** A transaction that is open: resolves with its entries when it is let go. */
interface OpenWrite {
  steps: number;
  letGo(): void;
  readonly done: Promise<Written>;
}

interface Written {
  readonly ids: readonly Uuid[];
  readonly facts: readonly Fact[];
}

async function beginWrite(organization: Uuid, [first, second]: readonly [Fact[], Fact[]], slow: number): Promise<OpenWrite> {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const done = withOrganization(base.db, organization, async (tx) => {
    const ids = await appendFacts(tx, first, noon);
    begun.resolve();
    await gate.promise;
    return { ids: [...ids, ...(await appendFacts(tx, second, noon))], facts: [...first, ...second] };
  });
  await Promise.race([begun.promise, done]);
  return { steps: slow, letGo: gate.resolve, done };
}

/** Lets go of the transactions whose time has come, in the order in which they were opened. */
async function settle(open: OpenWrite[], all: boolean): Promise<Written[]> {
  const written: Written[] = [];
  for (const write of [...open]) {
    if (!all && write.steps-- > 0) continue;
    write.letGo();
    written.push(await write.done);
    open.splice(open.indexOf(write), 1);
  }
  return written;
}

async function read(organization: Uuid, treeSize: number, within: Span): Promise<ExpectedVersion[]> {
  const versions = await collected(readVersions(base.db, { organization, kind, treeSize, ...within }));
  return versions.map(({ subject, validFrom, validUntil, notBefore, endsNotBefore, state }) => ({
    subject,
    validFrom,
    validUntil,
    notBefore,
    endsNotBefore,
    state,
  }));
}

const wide = span(day(-1), day(20));

interface Remembered {
  readonly size: number;
  readonly answer: ExpectedVersion[];
}

async function play(organization: Uuid, played: readonly StepOf[]): Promise<{ written: Written[]; remembered: Remembered[] }> {
  const signer = newSigner(base.db, organization);
  const open: OpenWrite[] = [];
  const written: Written[] = [];
  const remembered: Remembered[] = [];
  for (const step of played) {
    written.push(...(await settle(open, false)));
    if (step.do === 'write') open.push(await beginWrite(organization, step.parts, step.slow));
    if (step.do === 'sequence') await sequence(base.db, organization, { clock, limit: step.limit });
    if (step.do === 'checkpoint') {
      const { size } = await checkpoint(base.db, organization, signer, clock);
      remembered.push({ size, answer: await read(organization, size, wide) });
    }
  }
  written.push(...(await settle(open, true)));
  const { until } = await sequence(base.db, organization, { clock });
  remembered.push({ size: until, answer: await read(organization, until, wide) });
  return { written, remembered };
}

type StepOf = (typeof steps extends fc.Arbitrary<infer Played> ? Played : never)[number];

test('whatever is written, late, slowly, at once or taken back: SQL says what a scan of the list says, and never changes what it said at a checkpoint', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: -1, max: 9 }), fc.integer({ min: 1, max: 5 }), async (played, from, length) => {
      const organization = newUuid();
      const { written, remembered } = await play(organization, played);
      const order = await collected(readEntries(base.db, organization, { untilLeaf: 1e9 }));
      const places = new Map(order.map(({ id, leaf }) => [id, leaf]));
      expectWholeTransactions(written, places, order.length);
      const factOf = new Map(written.flatMap(({ ids, facts: held }) => ids.map((id, at) => [id, held[at] as Fact])));
      const list = order.map(({ id }) => factOf.get(id) as Fact);
      const narrow = span(day(from), day(from + length));
      for (const { size, answer } of remembered) {
        expect(await read(organization, size, wide)).toEqual(answer);
        expect(answer).toEqual(versionsByScan(list.slice(0, size), wide));
        expect(await read(organization, size, narrow)).toEqual(versionsByScan(list.slice(0, size), narrow));
        expectSameAtEveryInstant(answer, list.slice(0, size));
      }
      expect((await verifyLedger(base.db, organization)).difference).toBeNull();
    }),
    { numRuns: RUNS },
  );
});

function expectWholeTransactions(written: readonly Written[], places: ReadonlyMap<Uuid, number>, size: number): void {
  expect(written.reduce((sum, { ids }) => sum + ids.length, 0)).toBe(size);
  for (const { ids } of written) {
    const leaves = ids.map((id) => places.get(id) as number);
    expect(leaves).toEqual(ids.map((_, at) => (leaves[0] as number) + at));
  }
}

function expectSameAtEveryInstant(answer: readonly ExpectedVersion[], list: readonly Fact[]): void {
  const boundaries = new Set(list.flatMap(({ validFrom }) => [validFrom - 1, validFrom, validFrom + 1]));
  for (const subject of new Set(list.map((fact) => fact.subject))) {
    for (const at of boundaries) {
      const held = answer.filter((one) => one.subject === subject && one.validFrom <= at && at < one.validUntil);
      expect(held.length).toBeLessThanOrEqual(1);
      expect(held[0]?.state ?? null).toEqual(stateAtByScan(list, subject, at));
    }
  }
}

test('coverage is the union of its spans, per scope, as known at each size', async () => {
  const spans = fc.array(fc.tuple(fc.constantFrom('', 'repository:1'), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 4 })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(spans, fc.nat(12), async (looked, treeSize) => {
      const organization = newUuid();
      const rows = looked.map(([scope, from, length]) => coverageOf(scope, from, from + length));
      for (const row of rows) await withOrganization(base.db, organization, (tx) => appendCoverage(tx, [row], noon));
      await sequence(base.db, organization, { clock });
      const known = rows.slice(0, treeSize);
      const expected = ['', 'repository:1'].flatMap((scope) =>
        spansOf(known.filter((row) => row.scope === scope)).map((one) => ({ scope, from: one.from, until: one.until })),
      );
      const answer = await readCoverage(base.db, { organization, treeSize });
      expect(answer.map(({ scope, from, until }) => ({ scope, from, until }))).toEqual(expected);
      expect(answer.every((one) => known.some(({ look, until }) => look === one.look && until === one.until))).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test('a feed of state says nothing of the time before its first look', async () => {
  const organization = newUuid();
  const firstLook = day(5) as Instant;
  await withOrganization(base.db, organization, async (tx) => {
    await appendFacts(tx, [accountFact('1', 5, 'a')], noon);
    await appendCoverage(tx, [coverageOf('', 5, 6)], noon);
  });
  const { until: treeSize } = await sequence(base.db, organization, { clock });
  expect(await read(organization, treeSize, span(day(-100), firstLook))).toEqual([]);
  expect((await readCoverage(base.db, { organization, treeSize })).every(({ from }) => from >= firstLook)).toBe(true);
});
