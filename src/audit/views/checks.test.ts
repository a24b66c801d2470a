import { describe, expect, it } from 'vitest';
import { assessed, control } from '../results/testing/assessed.ts';
import { checkOf, checkSettingsOf } from './check.ts';
import { areaOf, checksOf, settingTitle } from './checks.ts';
import { givenView } from './testing/given-view.ts';

const whole = { from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z' };
const input = assessed(
  {
    horizon: '2025-07-01T00:00:00Z',
    checks: [
      {
        id: 'branch/kept',
        mode: 'state',
        items: [
          { item: 'main', ...whole, fails: [['2025-06-30T00:00:00Z', null]] },
          { item: 'next', ...whole },
        ],
      },
      {
        id: 'change/reviewed',
        mode: 'events',
        items: [{ item: 'c-1', from: '2025-02-01T10:00:00Z' }],
        unseen: [['2025-03-01T00:00:00Z', '2025-03-02T00:00:00Z']],
      },
      { id: 'record/review', mode: 'calendar', items: [], every: '3 months' },
    ],
  },
  {
    controls: [control('one', { checks: ['branch/kept', 'change/reviewed'] }), control('two', { checks: ['branch/kept'] })],
    automated: new Set(['branch/kept']),
  },
);
const view = givenView(input);
const ids = (wanted: Parameters<typeof checksOf>[1]) => checksOf(view, wanted).rows.map((one) => one.check);

describe('the checks of a period', () => {
  it('are counted whatever is asked for, each state by itself', () => {
    const all = { all: 3, pass: 0, fail: 1, unknown: 1, noItems: 1 };
    expect(checksOf(view, {}).counts).toEqual(all);
    expect(checksOf(view, { state: 'fail' }).counts).toEqual(all);
  });

  it('say what was sealed of them, with their state on each day', () => {
    expect(checksOf(view, {}).rows).toMatchObject([
      {
        ...{ check: 'branch/kept', area: 'branch', outcome: 'fail', items: 2, pass: 1, fail: 1, open: 1, by: 'automated', controls: ['one', 'two'] },
        population: { mode: 'state' },
        states: [
          { first: '2025-01-01', last: '2025-06-29', state: 'pass' },
          { first: '2025-06-30', last: '2025-06-30', state: 'fail' },
        ],
      },
      { check: 'change/reviewed', outcome: 'unknown', pass: 1, unknown: 0, open: 0, by: 'record', controls: ['one'] },
      {
        check: 'record/review',
        outcome: 'no-items',
        items: 0,
        controls: [],
        settings: [{ name: 'a-cadence.every', written: '3 months', policy: null }],
      },
    ]);
  });

  it('what nobody saw is not known, though every item that was found is well', () => {
    const [, reviewed] = checksOf(view, {}).rows;
    expect(reviewed?.states.find((one) => one.first === '2025-03-01')).toEqual({ first: '2025-03-01', last: '2025-03-01', state: 'unknown' });
    expect(reviewed?.known).toBeLessThan(0.5);
  });

  it('are filtered by state, area, population, control and text', () => {
    expect(ids({ state: 'unknown' })).toEqual(['change/reviewed']);
    expect(ids({ outcome: 'fail' })).toEqual(['branch/kept']);
    expect(ids({ outcome: 'unknown' })).toEqual(['change/reviewed']);
    expect(ids({ outcome: 'excluded' })).toEqual([]);
    expect(ids({ area: 'branch' })).toEqual(['branch/kept']);
    expect(ids({ population: 'population of record/review' })).toEqual(['record/review']);
    expect(ids({ control: 'two' })).toEqual(['branch/kept']);
    expect(ids({ text: 'WHAT change/' })).toEqual(['change/reviewed']);
    expect(ids({ state: 'pass', area: 'branch' })).toEqual([]);
  });
});

describe('one check', () => {
  it('says for which controls it speaks, and why these bear on their criteria', () => {
    expect(checkOf(view, { check: 'branch/kept' }).speaksFor).toMatchObject([
      { control: 'one', criteria: [{ criterion: 'CC8.1', reason: 'Reason of one' }] },
      { control: 'two' },
    ]);
  });

  it('one that this version does not know is judged all the same, and reads nothing that can be named', () => {
    expect(checkOf(view, { check: 'branch/kept' }).reads).toEqual([]);
  });

  it('names the settings to be told over time, up to where was judged', () => {
    expect(checkSettingsOf(view, { check: 'record/review' })).toEqual({
      names: ['a-cadence.every'],
      from: '2025-01-01T00:00:00.000Z',
      until: '2025-07-01T00:00:00.000Z',
    });
  });

  it('one that was not asked is refused', () => {
    for (const check of ['no/such', 'branch', '__proto__']) expect(() => checkOf(view, { check })).toThrow(`There is no check "${check}"`);
  });
});

describe('what stands beside a check', () => {
  it('its area is the first part of its id', () => {
    expect(areaOf('change/ticket-reference')).toBe('change');
    expect(areaOf('plain')).toBe('plain');
  });

  it('a setting that this version does not know is called by its name', () => {
    expect(settingTitle('access-review.every')).toBe('Access is reviewed every');
    expect(settingTitle('toString')).toBe('toString');
  });
});
