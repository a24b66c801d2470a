import { describe, expect, test } from 'vitest';
import { programReport } from './program-results.ts';
import { assessed, type GivenCheck, type GivenItem, standing } from './testing/assessed.ts';

const horizon = '2025-07-15T00:00:00Z';
const forever = '9999-12-31T00:00:00Z';

function upcoming(mode: GivenCheck['mode'], items: readonly GivenItem[], entries: Parameters<typeof standing>[1][] = []) {
  const given = assessed(
    { zone: 'Europe/Vienna', horizon, checks: [{ id: 'c', mode, items }] },
    { standing: entries.map((one) => standing('only', one)) },
  );
  return programReport(given).controls[0]!.upcoming;
}

describe('what falls due next', () => {
  test('is told by the day in the zone of the program', () => {
    const window = { item: 'db/2025-09-30', from: '2025-06-30T22:00:00Z', until: '2025-09-30T22:00:00Z', due: '2025-09-30T22:00:00Z', notOwed: true };
    expect(upcoming('calendar', [window])).toEqual([
      {
        check: 'c',
        item: 'db/2025-09-30',
        title: 'db/2025-09-30',
        at: '2025-09-30T22:00:00.000Z',
        sentence: 'db/2025-09-30: falls due on 2025-09-30.',
      },
    ]);
  });

  const state = (due: string, more: Partial<GivenItem> = {}): GivenItem => ({
    item: 'i',
    from: '2025-01-01T00:00:00Z',
    until: forever,
    due,
    ...more,
  });
  const moment = (due: string, more: Partial<GivenItem> = {}): GivenItem => ({ item: 'i', from: '2025-07-10T00:00:00Z', due, ...more });

  test.each<[string, GivenCheck['mode'], GivenItem, number]>([
    ['a state that passes and can still fail', 'state', state('2025-08-01T00:00:00Z'), 1],
    ['one that has nothing to answer yet', 'state', state('2025-08-01T00:00:00Z', { notOwed: true }), 1],
    ['one that nobody knows', 'state', state('2025-08-01T00:00:00Z', { unknown: [['2025-07-01T00:00:00Z', null]] }), 1],
    ['not one that failed', 'state', state('2025-08-01T00:00:00Z', { fails: [['2025-07-01T00:00:00Z', null]] }), 0],
    ['not one that is accepted', 'state', state('2025-08-01T00:00:00Z', { unknown: [['2025-07-01T00:00:00Z', null]], excludedBy: 'ex-1' }), 0],
    ['not one that is no more', 'state', state('2025-08-01T00:00:00Z', { until: '2025-07-01T00:00:00Z' }), 0],
    ['not what fell due', 'state', state(horizon), 0],
    ['what falls due a millisecond later', 'state', state('2025-07-15T00:00:00.001Z'), 1],
    ['what falls due in 90 days', 'state', state('2025-10-13T00:00:00Z'), 1],
    ['not what falls due after them', 'state', state('2025-10-13T00:00:00.001Z'), 0],
    ['what happened and awaits its answer', 'events', moment('2025-07-17T00:00:00Z', { notOwed: true }), 1],
    ['not what is answered', 'events', moment('2025-07-17T00:00:00Z'), 0],
    ['not what ended before it fell due', 'events', moment('2025-07-17T00:00:00Z', { until: '2025-07-16T00:00:00Z', notOwed: true }), 0],
    ['not what is done already', 'calendar', { ...state('2025-08-01T00:00:00Z'), until: '2025-08-01T00:00:00Z' }, 0],
  ])('%s', (_, mode, item, count) => {
    expect(upcoming(mode, [item])).toHaveLength(count);
  });

  test('is at most 20, the next ones first', () => {
    const days = Array.from({ length: 30 }, (_, at) => state(new Date(Date.UTC(2025, 7, 30 - at)).toISOString(), { item: `i${at}` }));
    const found = upcoming('state', days);
    expect(found.map((one) => one.item)).toEqual(Array.from({ length: 20 }, (_, at) => `i${29 - at}`));
  });

  test('is in order over all checks of a control', () => {
    const check = (id: string, due: string): GivenCheck => ({ id, mode: 'state', items: [state(due)] });
    const given = assessed({ horizon, checks: [check('one', '2025-09-01T00:00:00Z'), check('two', '2025-08-01T00:00:00Z')] });
    expect(programReport(given).controls[0]!.upcoming.map((one) => one.check)).toEqual(['two', 'one']);
  });

  test('is nothing where the control is retired before', () => {
    expect(upcoming('state', [state('2025-08-01T00:00:00Z')], [{ until: '2025-07-31' }])).toHaveLength(0);
    expect(upcoming('state', [state('2025-08-01T22:00:00Z')], [{ until: '2025-08-01' }])).toHaveLength(1);
    expect(upcoming('state', [state('2025-08-01T22:00:00.001Z')], [{ until: '2025-08-01' }])).toHaveLength(0);
  });
});
