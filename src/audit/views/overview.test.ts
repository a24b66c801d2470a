import { describe, expect, it } from 'vitest';
import { assessed, control, type GivenCheck } from '../results/testing/assessed.ts';
import { judgedView } from './judged-view.ts';
import { overviewOf } from './overview.ts';
import { givenView } from './testing/given-view.ts';

const lasting = { from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };
const checks: readonly GivenCheck[] = [
  { id: 'a/well', mode: 'state', items: [{ item: 'x', ...lasting }] },
  { id: 'a/fails', mode: 'state', items: [{ item: 'x', ...lasting, fails: [['2025-09-01T00:00:00Z', null]] }] },
  { id: 'a/failed', mode: 'state', items: [{ item: 'x', ...lasting, fails: [['2025-02-01T00:00:00Z', '2025-02-03T00:00:00Z']] }] },
  { id: 'a/excluded', mode: 'state', items: [{ item: 'x', ...lasting, fails: [['2025-02-01T00:00:00Z', null]], excludedBy: 'x-1' }] },
  {
    id: 'a/unknown',
    mode: 'state',
    items: [
      { item: 'x', ...lasting, unknown: [['2025-09-01T00:00:00Z', null]] },
      { item: 'y', ...lasting, notOwed: true },
    ],
  },
  { id: 'a/nothing', mode: 'events', items: [] },
];
const controls = checks.map((one) => control(one.id.slice(2), { checks: [one.id], owner: `owner of ${one.id}` }));
const view = givenView(assessed({ horizon: '2025-10-01T00:00:00Z', checks }, { controls: [...controls, control('unasked')] }));
const told = overviewOf(view, {});

describe('the period at a glance', () => {
  it('each control is counted once: nothing unknown and nothing untested passes, and nothing unknown fails', () => {
    const by = (outcome: string) => view.report.controls.filter((one) => one.outcome === outcome).map((one) => one.id);
    expect(by('pass')).toEqual(expect.arrayContaining(['well']));
    expect(by('fail')).toEqual(['fails', 'failed']);
    expect(by('unknown')).toContain('unknown');
    expect(by('no-items')).toEqual(expect.arrayContaining(['nothing', 'unasked']));
    const { total, clear, failed, unknown, untested } = told.controls;
    expect([clear, failed, unknown, untested]).toEqual([by('pass').length, 2, by('unknown').length, by('no-items').length]);
    expect(clear + failed + unknown + untested).toBe(total);
    expect(total).toBe(7);
  });

  it('open are those with an exception that lasts and that no exclusion lies over', () => {
    expect(told.controls.open).toBe(1);
    expect(told.exceptions).toEqual({ open: 1, ended: 1 });
  });

  it('items are summed over the checks; excluded ones and those not owed are apart from the unknown', () => {
    expect(told.items).toEqual({ total: 6, unknown: 1, excluded: 1, notOwed: 1 });
  });

  it('an exception on which three controls rest is one exception, here as in the time bar', () => {
    const shared = givenView(
      assessed({ checks: [checks[1] as GivenCheck] }, { controls: ['a', 'b', 'c'].map((id) => control(id, { checks: ['a/fails'] })) }),
    );
    expect(overviewOf(shared, {})).toMatchObject({ exceptions: { open: 1, ended: 0 }, controls: { failed: 3, open: 3 } });
    expect(judgedView(shared, {}).open).toBe(1);
  });

  it('is worked out once for a view', () => {
    expect(overviewOf(view, {})).toBe(told);
  });
});

describe('the days', () => {
  const period = (given: Parameters<typeof assessed>[0]) => overviewOf(givenView(assessed(given)), {}).period;

  it('are those of the calendar, though the end of summer time makes one an hour longer', () => {
    const given = { zone: 'Europe/Vienna', checks: [] };
    expect(period({ ...given, horizon: '2025-10-19T22:00:00Z' })).toEqual({ days: 365, judged: 292, left: 73 });
    expect(period({ ...given, horizon: '2025-03-01T23:00:00Z' })).toEqual({ days: 365, judged: 60, left: 305 });
    expect(period({ ...given, first: '2025-10-26', last: '2025-10-26' })).toEqual({ days: 1, judged: 1, left: 0 });
    expect(period({ ...given, first: '2025-03-30', last: '2025-03-30' })).toEqual({ days: 1, judged: 1, left: 0 });
  });

  it('one that is not over is judged, and left', () => {
    expect(period({ checks: [], horizon: '2025-01-01T00:00:00.001Z' })).toEqual({ days: 365, judged: 1, left: 365 });
    expect(period({ checks: [], horizon: '2025-12-31T23:59:59.999Z' })).toEqual({ days: 365, judged: 365, left: 1 });
    expect(period({ checks: [] })).toEqual({ days: 365, judged: 365, left: 0 });
    expect(period({ checks: [], zone: 'Europe/Vienna', horizon: '2025-10-26T22:59:00Z' })).toEqual({ days: 365, judged: 299, left: 67 });
  });
});

describe('what falls due', () => {
  const due = (id: string, item: string, on: string): GivenCheck => ({ id, mode: 'state', items: [{ item, ...lasting, due: on }] });

  it('stands once with every control that rests on it, the next first, and no more than eight', () => {
    const many = Array.from({ length: 9 }, (_, at) => due(`b/${at}`, 'x', `2025-11-${20 - at}T00:00:00Z`));
    const shared = due('b/shared', 'first', '2025-10-05T00:00:00Z');
    const all = [...many, shared];
    const rest = ['one', 'two'].map((id) => control(id, { checks: ['b/shared'], owner: `p-${id}` }));
    const input = assessed(
      { horizon: '2025-10-01T00:00:00Z', checks: all },
      { controls: [control('many', { checks: many.map((one) => one.id) }), ...rest] },
    );
    const { upcoming } = overviewOf(givenView(input), {});
    expect(upcoming).toHaveLength(8);
    expect(upcoming[0]).toMatchObject({ check: 'b/shared', item: 'first', controls: ['one', 'two'], owner: 'p-one' });
    expect(upcoming.map((one) => one.at)).toEqual(upcoming.map((one) => one.at).toSorted());
    expect(upcoming.slice(1).map((one) => one.check)).toEqual(['b/8', 'b/7', 'b/6', 'b/5', 'b/4', 'b/3', 'b/2']);
  });
});

describe('the time bar', () => {
  const gap = (from: string, until: string, why: string) => ({ from, until, reason: 'lost-sight' as const, why });
  const bar = judgedView(
    givenView(assessed({ horizon: '2025-10-01T00:00:00Z', checks: [] }), {
      coverage: [
        { kind: 'change', from: null, until: null, gaps: [gap('2025-02-01T00:00:00.000Z', '2025-02-02T00:00:00.000Z', 'An outage.')] },
        {
          kind: 'account',
          from: null,
          until: null,
          gaps: [
            gap('2025-02-01T00:00:00.000Z', '2025-02-02T00:00:00.000Z', 'An outage.'),
            gap('2025-01-01T00:00:00.000Z', '2025-01-05T00:00:00.000Z', 'Nobody had looked yet.'),
          ],
        },
        { kind: 'person', from: null, until: null, gaps: [gap('2025-01-01T00:00:00.000Z', '2025-10-01T00:00:00.000Z', 'Never.')] },
      ],
    }),
    {},
  );

  it('gaps of one reason at one time are one, with the kinds that they blind, the first first', () => {
    expect(bar.gaps).toEqual([
      { from: '2025-01-01T00:00:00.000Z', until: '2025-01-05T00:00:00.000Z', sentence: 'Nobody had looked yet. Not seen: account.' },
      { from: '2025-02-01T00:00:00.000Z', until: '2025-02-02T00:00:00.000Z', sentence: 'An outage. Not seen: change, account.' },
    ]);
  });

  it('what nobody saw on any day is no gap', () => {
    expect(bar.neverSeen).toEqual(['Never. Not seen: person.']);
  });
});
