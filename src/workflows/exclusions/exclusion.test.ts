import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { given } from '../../../test/support/workflow.ts';
import { person } from '../../checks/testing/given.ts';
import { endOf } from '../../checks/testing/instants.ts';
import { story } from '../../checks/testing/story.ts';
import { say } from '../../checks/testing/world.ts';
import { judgeExclusions } from '../../controls/exclusions.ts';
import { kinds } from '../../facts/kinds/index.ts';
import { zone } from '../../kernel/calendar.ts';
import { DAY, type Instant, isoInstant, parseInstant, plus } from '../../kernel/time.ts';
import { type Happened, replay, type Who } from '../workflow.ts';
import { type ExclusionCommand, type ExclusionEvent, exclusionWorkflow } from './exclusion.ts';

const may = parseInstant('2025-05-01T09:00:00Z');
const until = parseInstant('2025-07-01T00:00:00Z');
const justBefore = plus(until, -1);

const [asker, boss, colleague] = ['p-001', 'p-002', 'p-003'];
const as = (by: string, at: Instant = may): Who => ({ by, at });
const known = ['api#1', 'api#2', 'api#3'];
const approval = { type: 'approve', authority: true } as const;
const ending = { type: 'end', reason: 'The tracker is back.' } as const;
const rejection = { type: 'reject', authority: true, reason: 'The tickets can be added.' } as const;

type Request = Extract<ExclusionCommand, { type: 'request' }>;

function request(more: Partial<Request> = {}): Request {
  return { type: 'request', check: 'change/ticket-reference', items: ['api#1'], reason: 'The tracker was down.', until, known, ...more };
}

const requestedEvent: ExclusionEvent = {
  type: 'requested',
  check: 'change/ticket-reference',
  items: ['api#1'],
  reason: 'The tracker was down.',
  until: '2025-07-01T00:00:00.000Z',
};

function happened(event: ExclusionEvent, by: string, at: Instant = may): Happened<ExclusionEvent> {
  return { event, by, at };
}

const requested = [happened(requestedEvent, asker)];
const approved = [...requested, happened({ type: 'approved' }, boss, plus(may, DAY))];
const rejected = [...requested, happened({ type: 'rejected', reason: 'No.' }, boss)];
const ended = [...approved, happened({ type: 'ended', reason: 'Done.' }, colleague, plus(may, 2 * DAY))];
const exclusion = (history: readonly Happened<ExclusionEvent>[] = []) => given(exclusionWorkflow, history);

describe('who asks', () => {
  test('names a check, its items, a reason and an end', () => {
    exclusion().when(request(), as(asker)).decides([requestedEvent]);
  });

  test('names each item once, and says the reason without the spaces around it', () => {
    const command = request({ items: ['api#2', 'api#1', 'api#2'], reason: ' The tracker was down.\n' });
    exclusion()
      .when(command, as(asker))
      .decides([{ ...requestedEvent, items: ['api#2', 'api#1'] }]);
  });

  test('takes an id that is not taken, whatever became of it', () => {
    for (const history of [requested, approved, rejected, ended]) exclusion(history).when(request(), as(colleague)).refuses('exclusion/exists');
  });

  test('says why', () => {
    exclusion()
      .when(request({ reason: ' \n' }), as(asker))
      .refuses('exclusion/no-reason');
  });

  test('names a check that there is, and items that it has: no pattern, no part of a name', () => {
    exclusion()
      .when(request({ known: null }), as(asker))
      .refuses('exclusion/unknown-check', 'change/ticket-reference');
    for (const name of ['api#*', 'api', 'API#1', 'api#1 ', ''])
      exclusion()
        .when(request({ items: ['api#1', name] }), as(asker))
        .refuses('exclusion/unknown-item');
    exclusion()
      .when(request({ items: [] }), as(asker))
      .refuses('exclusion/no-items');
  });

  test('of a check without items can name none', () => {
    exclusion()
      .when(request({ known: [] }), as(asker))
      .refuses('exclusion/unknown-item', 'api#1');
    exclusion()
      .when(request({ known: [], items: [] }), as(asker))
      .refuses('exclusion/no-items');
  });

  test('cannot name all of them, in any order and however often', () => {
    exclusion()
      .when(request({ items: [...known].reverse() }), as(asker))
      .refuses('exclusion/covers-everything', 'all 3 items');
    exclusion()
      .when(request({ items: [...known, 'api#1'] }), as(asker))
      .refuses('exclusion/covers-everything');
  });

  test('may name all but one, and the one item of a check that has one', () => {
    exclusion()
      .when(request({ items: ['api#1', 'api#2'] }), as(asker))
      .decides([{ ...requestedEvent, items: ['api#1', 'api#2'] }]);
    exclusion()
      .when(request({ known: ['api#1'] }), as(asker))
      .decides([requestedEvent]);
  });

  test('gives an end that lies ahead: an exclusion of no time is none', () => {
    exclusion().when(request(), as(asker, justBefore)).decides([requestedEvent]);
    exclusion().when(request(), as(asker, until)).refuses('exclusion/ended');
    exclusion()
      .when(request(), as(asker, plus(until, DAY)))
      .refuses('exclusion/ended');
  });

  test('gives an end within a year, leap years counted whole', () => {
    const yearAhead = plus(may, 366 * DAY);
    exclusion()
      .when(request({ until: yearAhead }), as(asker))
      .decides([{ ...requestedEvent, until: isoInstant(yearAhead) }]);
    exclusion()
      .when(request({ until: plus(yearAhead, 1) }), as(asker))
      .refuses('exclusion/too-long');
  });
});

describe('who decides', () => {
  test('approves or rejects, with the authority to do so', () => {
    exclusion(requested)
      .when(approval, as(boss))
      .decides([{ type: 'approved' }]);
    exclusion(requested)
      .when(rejection, as(boss))
      .decides([{ type: 'rejected', reason: 'The tickets can be added.' }]);
  });

  test.each([approval, rejection])('is another person: $type', (command) => {
    exclusion(requested).when(command, as(asker)).refuses('exclusion/self-approval', asker);
  });

  test('is another person also where nobody knows of an authority, or there is none', () => {
    exclusion(requested).when({ type: 'approve', authority: null }, as(asker)).refuses('exclusion/self-approval');
    exclusion(requested).when({ type: 'approve', authority: false }, as(asker)).refuses('exclusion/self-approval');
  });

  test.each([approval, rejection])('has the authority, and is known to have it: $type', (command) => {
    exclusion(requested)
      .when({ ...command, authority: false }, as(boss))
      .refuses('exclusion/no-authority', boss);
    exclusion(requested)
      .when({ ...command, authority: null }, as(boss))
      .refuses('exclusion/authority-unknown', boss);
  });

  test('says why it is rejected', () => {
    exclusion(requested)
      .when({ ...rejection, reason: '\t' }, as(boss))
      .refuses('exclusion/no-reason');
  });

  test('approves while there is time left, and not at its end', () => {
    exclusion(requested)
      .when(approval, as(boss, justBefore))
      .decides([{ type: 'approved' }]);
    exclusion(requested).when(approval, as(boss, until)).refuses('exclusion/ended', '2025-07-01');
  });

  test('decides once', () => {
    for (const history of [approved, rejected, ended])
      for (const command of [approval, rejection]) exclusion(history).when(command, as(colleague)).refuses('exclusion/decided');
  });
});

describe('an end before its time', () => {
  test('is for everybody to write down, with a reason: it takes away a leniency', () => {
    for (const history of [requested, approved])
      for (const who of [asker, boss, colleague])
        exclusion(history)
          .when(ending, as(who))
          .decides([{ type: 'ended', reason: 'The tracker is back.' }]);
    exclusion(approved)
      .when({ ...ending, reason: ' ' }, as(boss))
      .refuses('exclusion/no-reason');
  });

  test('is one: not after it ended by itself, by a decision, or by a rejection', () => {
    exclusion(approved)
      .when(ending, as(boss, justBefore))
      .decides([{ type: 'ended', reason: 'The tracker is back.' }]);
    exclusion(approved).when(ending, as(boss, until)).refuses('exclusion/ended');
    exclusion(requested).when(ending, as(boss, until)).refuses('exclusion/ended');
    for (const history of [rejected, ended]) exclusion(history).when(ending, as(boss)).refuses('exclusion/ended');
  });
});

test('what was never asked for is neither approved, rejected nor ended', () => {
  for (const command of [approval, rejection, ending]) exclusion().when(command, as(boss)).refuses('exclusion/unknown');
});

const factsOf = (history: readonly Happened<ExclusionEvent>[]) => exclusionWorkflow.facts?.(replay(exclusionWorkflow, history), 'X-0001');

describe('the fact that it amounts to', () => {
  const state = {
    id: 'X-0001',
    check: 'change/ticket-reference',
    items: ['api#1'],
    reason: 'The tracker was down.',
    requestedBy: asker,
    approvedBy: null,
    approvedAt: null,
    untilAt: until,
  };
  const said = { approvedBy: boss, approvedAt: plus(may, DAY) };
  const withdrawn = [...requested, happened({ type: 'ended', reason: 'Not needed.' }, asker, plus(may, 5))];

  test.each([
    ['asked for', requested, state],
    ['approved', approved, { ...state, ...said }],
    ['rejected', rejected, null],
    ['ended', ended, { ...state, ...said, untilAt: plus(may, 2 * DAY) }],
    ['withdrawn before anybody decided', withdrawn, { ...state, untilAt: plus(may, 5) }],
    ['nothing yet', [], null],
  ])('%s', (_what, history, expected) => {
    expect(factsOf(history)).toEqual([{ kind: 'exclusion', id: 'X-0001', state: expected }]);
    if (expected !== null) expect(kinds.exclusion.schema.parse(expected)).toEqual(expected);
  });

  /** What an assessment of 2025 makes of the facts, each from the instant of its event. */
  function judged(history: readonly Happened<ExclusionEvent>[]) {
    const facts = history.map((one, place) => ({ ...factsOf(history.slice(0, place + 1))?.[0], from: one.at }));
    const context = story('')
      .given(person(boss, { authority: ['exclusions'] }), person(asker), (world) => {
        for (const { state: told, from } of facts) say(world, 'exclusion', { id: 'X-0001', state: told, from, basis: 'entered' });
      })
      .context();
    const timelines = context.facts as unknown as Parameters<typeof judgeExclusions>[0];
    return judgeExclusions(timelines, { zone: zone('Europe/Vienna'), horizon: endOf('2025-12-31'), context })[0];
  }

  test('counts in an assessment from the approval to its end, and is never late', () => {
    expect(judged(approved)).toMatchObject({ inForce: true, remark: '', until, approvedAt: plus(may, DAY) });
    expect(judged(ended)).toMatchObject({ inForce: true, remark: '', until: plus(may, 2 * DAY) });
  });

  test.each([
    ['asked for', requested],
    ['rejected', rejected],
    ['withdrawn', withdrawn],
  ])('does not count where it was only %s', (_what, history) => {
    expect(judged(history)).toMatchObject({ inForce: false, remark: 'Not in force: nobody approved it.' });
  });
});

describe('whatever is asked in whatever order', () => {
  const often = <T>(usual: T, ...others: readonly T[]) => fc.oneof({ arbitrary: fc.constant(usual), weight: 3 }, fc.constantFrom(...others));
  const command = fc.oneof(
    fc.record({
      type: fc.constant('request' as const),
      check: fc.constant('change/ticket-reference'),
      items: fc.subarray(known),
      reason: often('Because.', ''),
      until: fc.integer({ min: -1, max: 5 }).map((days) => plus(may, days * DAY)),
      known: often<readonly string[] | null>(known, null),
    }),
    fc.record({ type: fc.constant('approve' as const), authority: often<boolean | null>(true, false, null) }),
    fc.record({ type: fc.constant('reject' as const), authority: often<boolean | null>(true, false, null), reason: often('No.', '') }),
    fc.record({ type: fc.constant('end' as const), reason: often('Over.', '') }),
  );
  const step = fc.record({ command, by: fc.constantFrom(asker, boss, colleague), pause: fc.integer({ min: 0, max: DAY }) });
  const soon = happened({ ...requestedEvent, until: isoInstant(plus(may, 2 * DAY)) }, asker);

  test('one person asks and another approves, before its end; nothing is decided twice', () => {
    let approvals = 0;
    fc.assert(
      fc.property(fc.constantFrom([], [soon]), fc.array(step, { maxLength: 12 }), (begun, steps) => {
        const history = lived(begun, steps);
        const types = history.map((one) => one.event.type);
        expect(new Set(types).size).toBe(types.length);
        expect(types.length === 0 || types[0] === 'requested').toBe(true);
        expect(types.includes('approved') && types.includes('rejected')).toBe(false);
        if (!types.includes('approved')) return;
        approvals += 1;
        const state = replay(exclusionWorkflow, history);
        if (state.status === 'none') throw new Error('It was approved, and there is none.');
        expect(state.approvedBy).not.toBe(state.requestedBy);
        expect(state.approvedAt).toBeLessThanOrEqual(state.until);
      }),
      { numRuns: 1_000 },
    );
    expect(approvals).toBeGreaterThan(20);
  });

  function lived(
    begun: readonly Happened<ExclusionEvent>[],
    steps: readonly { command: ExclusionCommand; by: string; pause: number }[],
  ): readonly Happened<ExclusionEvent>[] {
    const history = [...begun];
    let at = may;
    for (const { command: asked, by, pause } of steps) {
      at = plus(at, pause);
      try {
        for (const event of exclusionWorkflow.decide(asked, replay(exclusionWorkflow, history), { by, at })) history.push({ event, by, at });
      } catch (error) {
        expect(error).toMatchObject({ name: 'Refusal' });
      }
    }
    return history;
  }
});
