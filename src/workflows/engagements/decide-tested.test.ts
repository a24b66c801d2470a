import { describe, expect, test } from 'vitest';
import { given } from '../../../test/support/workflow.ts';
import type { Happened } from '../workflow.ts';
import { engagementWorkflow } from './engagement.ts';
import type { CommandOf } from './engagement-commands.ts';
import type { EngagementEvent } from './engagement-events.ts';
import { itemsToTest, sampleOf } from './engagement-state.ts';
import { auditor, by, drawn, drawnEvent, frozen, frozenEvent, happened, hash, item, markedEvent, opened } from './testing/an-engagement.ts';

const engagement = (history: readonly Happened<EngagementEvent>[]) => given(engagementWorkflow, history);

function draw(more: Partial<CommandOf<'draw'>> = {}): CommandOf<'draw'> {
  const { control, population, sha256, method, strata, seed, size, items } = drawnEvent();
  return { type: 'draw', control, population, sha256, method, strata, drawn: { seed, size, items }, ...more };
}

const extendedEvent = {
  type: 'sample-extended',
  control: 'change-approval',
  population: 'changes',
  reason: 'One item failed.',
  items: [item('api#3', hash('3'))],
} as const satisfies EngagementEvent;

function extend(more: Partial<CommandOf<'extend'>> = {}): CommandOf<'extend'> {
  return { ...extendedEvent, type: 'extend', ...more };
}

function mark(more: Partial<CommandOf<'mark'>> = {}): CommandOf<'mark'> {
  return { ...markedEvent(), type: 'mark', ...more };
}

describe('a sample is drawn', () => {
  test('from a frozen population, with its method, its seed and its items', () => {
    engagement(frozen).when(draw(), by(auditor)).decides([drawnEvent()]);
  });

  test('once for a control, whatever would be drawn', () => {
    const other = { seed: hash('6'), size: 1, items: [item('api#3')] };
    engagement(drawn).when(draw(), by(auditor)).refuses('engagement/sample-drawn', 'changes', 'change-approval');
    engagement(drawn)
      .when(draw({ drawn: other, method: { by: 'judgement', why: 'It looks better.' } }), by(auditor))
      .refuses('engagement/sample-drawn');
  });

  test('for each control of its own, from the same population', () => {
    engagement(drawn)
      .when(draw({ control: 'change-tickets' }), by(auditor))
      .decides([drawnEvent({ control: 'change-tickets' })]);
    const both = engagement([...drawn, happened(drawnEvent({ control: 'change-tickets' }))]);
    for (const control of ['change-approval', 'change-tickets'])
      both.when(draw({ control }), by(auditor)).refuses('engagement/sample-drawn', control);
  });

  test('from the rows that were frozen, and from no others', () => {
    engagement(frozen)
      .when(draw({ sha256: hash('c') }), by(auditor))
      .refuses('engagement/population-changed', hash('a'), hash('c'));
  });

  test('from what was frozen last, where an interim freezing went before', () => {
    const twice = [opened, happened(frozenEvent({ phase: 'interim', sha256: hash('c') })), happened(frozenEvent())];
    engagement(twice)
      .when(draw({ sha256: hash('c') }), by(auditor))
      .refuses('engagement/population-changed');
    engagement(twice).when(draw(), by(auditor)).decides([drawnEvent()]);
  });

  test('from an interim population; the same rows frozen finally are not drawn from again', () => {
    const interim = [opened, happened(frozenEvent({ phase: 'interim' }))];
    engagement(interim).when(draw(), by(auditor)).decides([drawnEvent()]);
    engagement([...interim, happened(drawnEvent()), happened(frozenEvent())])
      .when(draw(), by(auditor))
      .refuses('engagement/sample-drawn');
  });

  test('once from interim rows, however often those are frozen again', () => {
    const second = happened(frozenEvent({ phase: 'interim', sha256: hash('c') }));
    const first = happened(frozenEvent({ phase: 'interim' }));
    engagement([opened, first, happened(drawnEvent()), second])
      .when(draw({ sha256: hash('c') }), by(auditor))
      .refuses('engagement/sample-drawn');
    engagement([opened, first, happened(drawnEvent()), second, happened(frozenEvent())])
      .when(draw(), by(auditor))
      .refuses('engagement/sample-drawn');
    engagement([opened, first, second])
      .when(draw({ sha256: hash('c') }), by(auditor))
      .decides([drawnEvent({ sha256: hash('c') })]);
  });

  test('anew from final rows that are not the interim ones: the sample before stays on record, and is not what is tested', () => {
    const other = { sha256: hash('c'), seed: hash('6'), items: [item('api#2'), item('api#9')] };
    const { seed, items } = other;
    const final = [
      opened,
      happened(frozenEvent({ phase: 'interim' })),
      happened(drawnEvent()),
      happened(frozenEvent({ sha256: hash('c'), items: 9 })),
    ];
    const command = draw({ sha256: hash('c'), drawn: { seed, size: 2, items } });
    engagement(final)
      .when(command, by(auditor))
      .decides([drawnEvent(other)]);
    const again = [...final, happened(drawnEvent(other))];
    engagement(again).when(command, by(auditor)).refuses('engagement/sample-drawn');
    engagement(again).when(extend(), by(auditor)).decides([extendedEvent]);
    const state = engagement([...again, happened(extendedEvent)]).state()!;
    expect(sampleOf(state, 'change-approval', 'changes')?.sha256).toBe(hash('c'));
    expect(itemsToTest(state, 'change-approval', 'changes')).toEqual(new Set(['api#2', 'api#9', 'api#3']));
    expect(state.samples.map((one) => [one.sha256, one.extensions.length])).toEqual([
      [hash('a'), 0],
      [hash('c'), 1],
    ]);
    engagement(again).when(mark(), by(auditor)).refuses('engagement/not-in-sample', 'api#1');
  });

  test('not before it is frozen, not of a control out of scope, not of an empty population', () => {
    engagement([opened]).when(draw(), by(auditor)).refuses('engagement/not-frozen', 'changes');
    engagement(frozen)
      .when(draw({ population: 'leavers' }), by(auditor))
      .refuses('engagement/not-frozen', 'leavers');
    engagement(frozen)
      .when(draw({ control: 'backups' }), by(auditor))
      .refuses('engagement/control-out-of-scope', 'backups');
    const empty = [opened, happened(frozenEvent({ items: 0 }))];
    engagement(empty)
      .when(draw({ drawn: { seed: hash('5'), size: 0, items: [] } }), by(auditor))
      .refuses('engagement/nothing-to-draw', 'completeness');
  });

  test('by judgement only with a reason', () => {
    engagement(frozen)
      .when(draw({ method: { by: 'judgement', why: ' ' } }), by(auditor))
      .refuses('engagement/no-reason');
    engagement(frozen)
      .when(draw({ method: { by: 'judgement', why: 'The new team.' } }), by(auditor))
      .decides([drawnEvent({ method: { by: 'judgement', why: 'The new team.' } })]);
  });
});

describe('a sample is extended', () => {
  const extended = [...drawn, happened(extendedEvent)];

  test('with a reason, and those drawn before stay', () => {
    engagement(drawn).when(extend(), by(auditor)).decides([extendedEvent]);
    const state = engagement(extended).state()!;
    expect(itemsToTest(state, 'change-approval', 'changes')).toEqual(new Set(['api#1', 'api#2', 'api#3']));
    expect(state.samples).toMatchObject([{ size: 2, items: drawnEvent().items, extensions: [{ reason: 'One item failed.' }] }]);
  });

  test('and not the one of another control or population', () => {
    const both = [...drawn, happened(drawnEvent({ control: 'change-tickets' })), happened(extendedEvent)];
    expect(itemsToTest(engagement(both).state()!, 'change-tickets', 'changes')).toEqual(new Set(['api#1', 'api#2']));
    engagement(drawn)
      .when(extend({ control: 'change-tickets' }), by(auditor))
      .refuses('engagement/no-sample', 'change-tickets');
    engagement(frozen).when(extend(), by(auditor)).refuses('engagement/no-sample');
    engagement(drawn)
      .when(extend({ population: 'leavers' }), by(auditor))
      .refuses('engagement/no-sample', 'leavers');
  });

  test('any number of times, each with its reason', () => {
    const again = happened({ ...extendedEvent, reason: 'Another failed.', items: [item('api#4')] });
    const state = engagement([...extended, again]).state()!;
    expect(itemsToTest(state, 'change-approval', 'changes')).toEqual(new Set(['api#1', 'api#2', 'api#3', 'api#4']));
    expect(state.samples[0]?.extensions.map((one) => [one.reason, one.by])).toEqual([
      ['One item failed.', auditor],
      ['Another failed.', auditor],
    ]);
  });

  test('by items that are left, none of them twice', () => {
    engagement(drawn)
      .when(extend({ items: [] }), by(auditor))
      .refuses('engagement/nothing-to-draw');
    for (const items of [
      [item('api#3'), item('api#1')],
      [item('api#3'), item('api#4'), item('api#3')],
    ])
      engagement(drawn).when(extend({ items }), by(auditor)).refuses('engagement/already-in-sample');
    engagement(extended).when(extend(), by(auditor)).refuses('engagement/already-in-sample', 'api#3');
  });
});

describe('the auditor marks', () => {
  test('an item of the sample: accepted where it passed or was not owed, without a word', () => {
    for (const outcome of ['pass', 'not-owed'] as const)
      engagement(drawn)
        .when(mark({ outcome }), by(auditor))
        .decides([markedEvent({ outcome })]);
  });

  test.each([
    ['accept', 'fail'],
    ['accept', 'unknown'],
    ['exception', 'pass'],
    ['exception', 'fail'],
    ['exception', 'unknown'],
    ['exception', 'not-owed'],
    ['not-tested', 'pass'],
    ['not-tested', 'fail'],
    ['not-tested', 'unknown'],
    ['not-tested', 'not-owed'],
  ] as const)('"%s" where the machine says "%s" only with a note', (said, outcome) => {
    engagement(drawn)
      .when(mark({ mark: said, outcome, note: ' ' }), by(auditor))
      .refuses('engagement/no-note', said, outcome);
    engagement(drawn)
      .when(mark({ mark: said, outcome, note: ' I asked. ' }), by(auditor))
      .decides([markedEvent({ mark: said, outcome, note: 'I asked.' })]);
  });

  test('an item that was drawn or added, and no other', () => {
    engagement(drawn)
      .when(mark({ item: 'api#3' }), by(auditor))
      .refuses('engagement/not-in-sample', 'api#3');
    engagement([...drawn, happened(extendedEvent)])
      .when(mark({ item: 'api#3' }), by(auditor))
      .decides([markedEvent({ item: 'api#3' })]);
  });

  test('any item where none was drawn for the control', () => {
    engagement(frozen)
      .when(mark({ item: 'api#3' }), by(auditor))
      .decides([markedEvent({ item: 'api#3' })]);
    engagement(drawn)
      .when(mark({ item: 'api#3', control: 'change-tickets' }), by(auditor))
      .decides([markedEvent({ item: 'api#3', control: 'change-tickets' })]);
  });

  test('what there is, of a frozen population, of a control in scope', () => {
    engagement(drawn)
      .when(mark({ outcome: null }), by(auditor))
      .refuses('engagement/no-such-cell', 'api#1', 'change/approved-by-another');
    engagement([opened]).when(mark(), by(auditor)).refuses('engagement/not-frozen');
    engagement(drawn)
      .when(mark({ control: 'backups' }), by(auditor))
      .refuses('engagement/control-out-of-scope');
  });

  test('over a mark before: the last counts, the earlier ones stay, and no other cell is touched', () => {
    const marks = [
      markedEvent(),
      markedEvent({ item: 'api#2' }),
      markedEvent({ attribute: 'change/ticket-reference' }),
      markedEvent({ control: 'change-tickets' }),
      markedEvent({ mark: 'exception', note: 'The approver had left.' }),
    ];
    engagement([...drawn, happened(marks[0]!)])
      .when(mark({ mark: 'exception', note: 'The approver had left.' }), by(auditor))
      .decides([marks[4]!]);
    const state = engagement([...drawn, ...marks.map((one) => happened(one))]).state();
    expect([...(state?.cells.values() ?? [])].map((one) => one.marks.map((said) => said.mark))).toEqual([
      ['accept', 'exception'],
      ['accept'],
      ['accept'],
      ['accept'],
    ]);
  });
});
