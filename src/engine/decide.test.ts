import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { approve, asker, boss, deciding, decision, may, request, until } from '../../test/support/deciding.ts';
import { withOrganization } from '../database/transaction.ts';
import type { VersionRow } from '../facts/fact.ts';
import { kinds } from '../facts/kinds/index.ts';
import { appendFacts } from '../facts/store.ts';
import { derivedUuid, newUuid, subjectId, systemId, type Uuid } from '../kernel/ids.ts';
import { DAY, FOREVER, HOUR, type Instant, isoInstant, plus } from '../kernel/time.ts';
import { engagementWorkflow } from '../workflows/engagements/engagement.ts';
import { auditor, company, openedEvent } from '../workflows/engagements/testing/an-engagement.ts';
import { type ExclusionCommand, exclusionWorkflow } from '../workflows/exclusions/exclusion.ts';
import type { Workflow } from '../workflows/workflow.ts';
import { decide, instancesOf } from './decide.ts';
import { appendDecision, readDecisions } from './store-decisions.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

describe('what is decided', () => {
  test('is an entry, its row and the fact that it amounts to, in one transaction for each decision', async () => {
    const { exclude, transactions, rows, organization } = deciding(base);
    await exclude('X-0001', asker, request);
    const { state, history } = await exclude('X-0001', boss, approve);
    expect(await transactions()).toEqual([
      ['decision', 'fact'],
      ['decision', 'fact'],
    ]);
    expect(await rows()).toEqual({ entry: 4, content: 2, decision: 2, fact: 2 });
    const looks = await base.asSuperuser<{ look: string }>('select look from tenant.fact where organization = $1 order by said', [organization]);
    expect(looks.map((one) => one.look)).toEqual(history.map((one) => one.entry));
    expect(state).toMatchObject({ status: 'approved', approvedBy: boss, approvedAt: may });
    expect(history.map((one) => [one.event.type, one.by, one.at, one.leaf])).toEqual([
      ['requested', asker, may, null],
      ['approved', boss, may, null],
    ]);
  });

  test('is read again as it was decided, with its places in the ledger once it has them', async () => {
    const { exclude, exclusions, seal, at, place } = deciding(base);
    await exclude('X-0002', asker, request);
    expect(await instancesOf(place, engagementWorkflow)).toEqual([]);
    await exclude('X-0001', asker, request);
    at(plus(may, HOUR));
    const { state, history } = await exclude('X-0001', boss, approve);
    expect(await exclusions()).toEqual([
      { id: 'X-0001', state, history },
      { id: 'X-0002', state: expect.objectContaining({ status: 'requested' }), history: [expect.objectContaining({ leaf: null })] },
    ]);
    await seal();
    const [first, second] = await exclusions();
    expect(first?.history.map((one) => one.leaf)).toEqual([2, 4]);
    expect(second?.history.map((one) => one.leaf)).toEqual([0]);
  });

  test('names nobody and says nothing in the clear in the ledger itself', async () => {
    const { exclude, organization } = deciding(base);
    await exclude('X-0001', asker, request);
    const bodies = await base.asSuperuser<{ body: string }>(`select body from tenant.entry where organization = $1 and type = 'decision'`, [
      organization,
    ]);
    expect(bodies).toHaveLength(1);
    expect(JSON.parse(bodies[0]!.body)).toMatchObject({ workflow: 'exclusion', event: 'requested', actor: derivedUuid('actor', asker) });
    expect(bodies[0]!.body).not.toMatch(/p-001|X-0001|tracker|api#1/);
  });

  test('becomes facts of the vocabulary, that people entered and that were so from the decision on', async () => {
    const { exclude, facts, seal, at, organization } = deciding(base);
    await exclude('X-0001', asker, request);
    at(plus(may, DAY));
    const { history } = await exclude('X-0001', boss, approve);
    at(plus(may, 2 * DAY));
    await exclude('X-0001', asker, { type: 'end', reason: 'The tracker is back.' });
    await exclude('X-0002', asker, request);
    await exclude('X-0002', boss, { type: 'reject', authority: true, reason: 'No.' });
    await seal();
    const versions = (await facts()).filter((one) => one.vendorId === 'X-0001');
    for (const { state } of versions) expect(kinds.exclusion.schema.parse(state)).toEqual(state);
    const told = (one: VersionRow) => one.state as { approvedBy: string | null; untilAt: number };
    expect(versions.map((one) => [one.validFrom, one.validUntil, told(one).approvedBy, told(one).untilAt])).toEqual([
      [may, plus(may, DAY), null, until],
      [plus(may, DAY), plus(may, 2 * DAY), boss, until],
      [plus(may, 2 * DAY), FOREVER, boss, plus(may, 2 * DAY)],
    ]);
    const system = systemId('workflows', organization);
    expect(versions[1]).toMatchObject({ subject: subjectId(system, 'exclusion', 'X-0001'), system, feed: 'workflows', basis: 'entered' });
    expect(versions[1]?.notBefore).toBe(versions[1]?.validFrom);
    expect(history).toHaveLength(2);
    expect(await facts()).toHaveLength(3);
  });

  test('keeps its order where the clock goes back: an exclusion that was ended stays ended', async () => {
    const { exclude, exclusions, facts, seal, at } = deciding(base);
    await exclude('X-0001', asker, request);
    at(plus(may, DAY));
    await exclude('X-0001', boss, approve);
    at(plus(may, -10 * DAY));
    await exclude('X-0001', boss, { type: 'end', reason: 'The tracker is back.' });
    await seal();
    expect((await facts()).at(-1)).toMatchObject({ validUntil: FOREVER, state: { untilAt: plus(may, DAY) } });
    expect((await exclusions())[0]?.history.map((one) => isoInstant(one.at).slice(0, 10))).toEqual(['2025-05-01', '2025-05-02', '2025-05-02']);
  });

  test('may be nothing: then nothing is written', async () => {
    const { place, rows } = deciding(base);
    const silent = { ...exclusionWorkflow, decide: () => [] };
    expect(await decide(place, silent, { id: 'X-0001', by: asker, command: request })).toMatchObject({ state: { status: 'none' }, history: [] });
    expect(await rows()).toEqual({ entry: 0, content: 0, decision: 0, fact: 0 });
  });

  test('may be several events, all or none of them', async () => {
    const { place, rows, transactions } = deciding(base);
    const atOnce: Workflow<unknown, ExclusionCommand, never> = {
      ...exclusionWorkflow,
      decide: (command: ExclusionCommand, _: unknown, who: { by: string; at: Instant }) => [
        ...exclusionWorkflow.decide(command, { status: 'none' }, who),
        { type: 'approved' },
      ],
    } as never;
    await decide(place, atOnce, { id: 'X-0001', by: asker, command: request });
    expect(await transactions()).toEqual([['decision', 'fact', 'decision', 'fact']]);
    const before = await rows();
    const secondFails = { ...atOnce, facts: (state: { status: string }) => factsThatFail(state.status === 'approved') } as never;
    await expect(decide(place, secondFails, { id: 'X-0002', by: asker, command: request })).rejects.toThrow('no fact');
    expect(await rows()).toEqual(before);
  });
});

function factsThatFail(fails: boolean): readonly [] {
  if (fails) throw new Error('no fact');
  return [];
}

describe('what fails writes nothing', () => {
  type House = ReturnType<typeof deciding>;
  const failing: readonly [what: string, attempt: (at: House) => Promise<unknown>, error: unknown][] = [
    ['a refusal', ({ exclude }) => exclude('X-0001', asker, approve), { code: 'exclusion/self-approval' }],
    [
      'a state that no fact can hold',
      ({ exclude }) => exclude('X-0002', asker, { ...request, reason: 'The\u0000tracker.' }),
      { code: 'fact/nul-character' },
    ],
    ['an id that no entry may hold', ({ exclude }) => exclude('somebody@example.org', asker, request), { name: 'TypeError' }],
    [
      'facts that cannot be told',
      ({ place }) => decide(place, { ...exclusionWorkflow, facts: () => factsThatFail(true) }, { id: 'X-0002', by: asker, command: request }),
      { message: 'no fact' },
    ],
    [
      'an event that could not be read back',
      ({ place }) =>
        decide(place, { ...exclusionWorkflow, decide: () => [{ type: 'requested' } as never] }, { id: 'X-0002', by: asker, command: request }),
      { name: 'ZodError' },
    ],
  ];

  test.each(failing)('%s', async (_what, attempt, error) => {
    const place = deciding(base);
    await place.exclude('X-0001', asker, request);
    const before = await place.rows();
    await expect(attempt(place)).rejects.toMatchObject(error as object);
    expect(await place.rows()).toEqual(before);
    expect(await place.exclusions()).toHaveLength(1);
    await place.seal();
    expect(await place.verified()).toMatchObject({ size: 2, difference: null });
  });

  test('and in two transactions it would have written half of it (negative control)', async () => {
    const { exclude, rows, organization, place } = deciding(base);
    await exclude('X-0001', asker, request);
    const before = await rows();
    const [fact] = exclusionWorkflow.facts?.({ ...approvedState, reason: 'The\u0000tracker.' }, 'X-0001') ?? [];
    await withOrganization(base.db, organization, (tx) => appendDecision(tx, decision('X-0001', 2)));
    const written = withOrganization(base.db, organization, (tx) =>
      appendFacts(tx, [{ ...fact!, ...nowhere, vendorId: 'X-0001', subject: newUuid(), state: fact!.state }], place.clock()),
    );
    await expect(written).rejects.toMatchObject({ code: 'fact/nul-character' });
    expect(await rows()).toEqual({ ...before, entry: before.entry + 1, content: before.content + 1, decision: before.decision + 1 });
  });
});

const approvedState = {
  status: 'approved',
  check: 'change/ticket-reference',
  items: ['api#1'],
  reason: 'The tracker was down.',
  requestedBy: asker,
  approvedBy: boss,
  approvedAt: may,
  until,
} as const;

const nowhere = {
  system: newUuid(),
  feed: 'workflows',
  scope: '',
  look: newUuid(),
  validFrom: may,
  notBefore: may,
  basis: 'entered',
} as const;

describe('the ledger', () => {
  test('holds what was decided, and shows what was changed in it since (with its negative control)', async () => {
    const { exclude, seal, verified, organization } = deciding(base);
    await exclude('X-0001', asker, request);
    const { history } = await exclude('X-0001', boss, approve);
    await seal();
    expect(await verified()).toMatchObject({ size: 4, difference: null });
    await base.asSuperuser(`update tenant.content set content = replace(content, '${boss}', '${asker}') where organization = $1 and entry = $2`, [
      organization,
      history[1]?.entry,
    ]);
    expect(await verified()).toMatchObject({ difference: { code: 'content-changed' } });
  });

  test('keeps the rows of decisions from the app: they are added and never changed', async () => {
    const { exclude, organization } = deciding(base);
    await exclude('X-0001', asker, request);
    const attempt = (statement: string) => withOrganization(base.db, organization, (tx) => sql.raw(statement).execute(tx.sql));
    for (const statement of ['update tenant.decision set version = 9', 'delete from tenant.decision', 'truncate tenant.decision'])
      await expect(attempt(statement)).rejects.toThrow(/permission denied/);
    const sequencer = attempt('set local role tickmark_sequencer; update tenant.decision set version = 9');
    await expect(sequencer).rejects.toThrow(/permission denied/);
  });

  test('takes no place below the first in a history', async () => {
    const { organization } = deciding(base);
    const appended = withOrganization(base.db, organization, (tx) => appendDecision(tx, decision('X-0001', 0)));
    await expect(appended).rejects.toThrow(/check constraint/);
  });
});

describe('an event whose content was erased', () => {
  const open = { ...openedEvent, type: 'open', committed: ['security'] } as const;

  async function erase(organization: Uuid, entry: Uuid | undefined) {
    const erased = await base.asSuperuser(
      'update tenant.content set salt = null, content = null where organization = $1 and entry = $2 returning entry',
      [organization, entry],
    );
    expect(erased).toHaveLength(1);
  }

  test('leaves the rest of its history readable, in its places, and the next in the place after the last', async () => {
    const { place, organization, seal, verified } = deciding(base);
    const put = (by: string, command: Parameters<typeof engagementWorkflow.decide>[0]) =>
      decide(place, engagementWorkflow, { id: 'E-1', by, command });
    await put(company, open);
    await put(auditor, { type: 'request', title: 'The tickets', control: null, due: null });
    const said = await put(company, { type: 'comment', request: 'R-001', comment: 'Ask somebody by name.' });
    await put(company, { type: 'comment', request: 'R-001', comment: 'They are in the tracker.' });
    await seal();
    await erase(organization, said.history[2]?.entry);
    const left = await put(auditor, { type: 'comment', request: 'R-001', comment: 'Thank you.' });
    expect(left.history.map((one) => [one.event.type, one.leaf])).toEqual([
      ['opened', 0],
      ['requested', 1],
      ['commented', 3],
      ['commented', null],
    ]);
    expect(left.state?.requests[0]?.history.map((one) => one.comment)).toEqual(['They are in the tracker.', 'Thank you.']);
    expect(await instancesOf(place, engagementWorkflow)).toEqual([left]);
    const stored = await withOrganization(base.db, organization, (tx) => readDecisions(tx, 'engagement'));
    expect(stored.map((one) => [one.version, one.content === null])).toEqual([
      [1, false],
      [2, false],
      [3, true],
      [4, false],
      [5, false],
    ]);
    await seal();
    expect(await verified()).toMatchObject({ size: 5, difference: null });
  });

  test('leaves nothing to decide on where it may have been what decided: a rejection that is gone makes no approval', async () => {
    const { exclude, organization } = deciding(base);
    await exclude('X-0001', asker, request);
    const { history } = await exclude('X-0001', boss, { type: 'reject', authority: true, reason: 'No.' });
    await erase(organization, history[1]?.entry);
    await expect(exclude('X-0001', boss, approve)).rejects.toMatchObject({ code: 'decision/erased' });
  });

  test('is not filled by another: the place stays taken', async () => {
    const { exclude, organization } = deciding(base);
    const { history } = await exclude('X-0001', asker, request);
    await exclude('X-0001', boss, approve);
    await erase(organization, history[0]?.entry);
    for (const version of [1, 2]) {
      const filled = withOrganization(base.db, organization, (tx) => appendDecision(tx, decision('X-0001', version)));
      await expect(filled).rejects.toMatchObject({ code: 'decision/moved-on' });
    }
  });
});
