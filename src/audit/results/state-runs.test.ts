import { describe, expect, test } from 'vitest';
import type { StateRun } from '../program-report.ts';
import { programReport } from './program-results.ts';
import { assessed, type GivenCheck, type GivenItem } from './testing/assessed.ts';

const always = { from: '2024-06-01T00:00:00Z', until: '9999-12-31T00:00:00Z' };

function part(checks: readonly GivenCheck[], given: Partial<Parameters<typeof assessed>[0]> = {}) {
  return programReport(assessed({ first: '2025-03-28', last: '2025-04-01', zone: 'Europe/Vienna', ...given, checks })).controls[0]!.parts[0]!;
}

function written(runs: readonly StateRun[]): string[] {
  return runs.map(({ first, last, state }) => `${first}..${last} ${state}`);
}

const branches = (...items: readonly Partial<GivenItem>[]): GivenCheck => ({
  id: 'branch/protected',
  mode: 'state',
  items: items.map((one, at) => ({ item: `b${at}`, ...always, ...one })),
});

describe('the day on which clocks go forward, in Vienna', () => {
  test('has 23 hours, and both its edges are its own', () => {
    const day = ['2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z'] as const;
    const { states, checks } = part([branches({ fails: [day] })]);
    expect(written(states)).toEqual(['2025-03-28..2025-03-29 pass', '2025-03-30..2025-03-30 fail', '2025-03-31..2025-04-01 pass']);
    expect(checks[0]!.rate).toEqual({ measure: 'item-days', failed: 0.958, tested: 4.958, unknown: 0 });
  });

  test.each([
    ['2025-03-29T22:59:59.999Z', '2025-03-29T23:00:00Z', '2025-03-29'],
    ['2025-03-29T23:00:00Z', '2025-03-29T23:00:00.001Z', '2025-03-30'],
    ['2025-03-30T21:59:59.999Z', '2025-03-30T22:00:00Z', '2025-03-30'],
    ['2025-03-30T22:00:00Z', '2025-03-30T22:00:00.001Z', '2025-03-31'],
  ])('holds what failed from %s until %s: on %s', (from, until, day) => {
    const failing = part([branches({ fails: [[from, until]] })]).states.filter((one) => one.state === 'fail');
    expect(written(failing)).toEqual([`${day}..${day} fail`]);
  });

  test('unknown for its 23 hours, leaves the rest of 119 known', () => {
    const { known } = part([branches({ unknown: [['2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z']] })]);
    expect(known).toBe(Math.floor(((119 - 23) / 119) * 10_000) / 10_000);
  });
});

test('the day on which clocks go back has 25 hours', () => {
  const found = (from: string, until: string) => {
    const autumn = { first: '2025-10-25', last: '2025-10-30' };
    const { states, checks } = part([branches({ fails: [[from, until]] })], autumn);
    return { rate: checks[0]!.rate.failed, failing: written(states.filter((one) => one.state === 'fail')) };
  };
  expect(found('2025-10-25T22:00:00Z', '2025-10-26T23:00:00Z')).toEqual({ rate: 1.042, failing: ['2025-10-26..2025-10-26 fail'] });
  expect(found('2025-10-26T22:30:00Z', '2025-10-26T22:40:00Z').failing).toEqual(['2025-10-26..2025-10-26 fail']);
  expect(found('2025-10-29T22:30:00Z', '2025-10-29T22:40:00Z').failing).toEqual(['2025-10-29..2025-10-29 fail']);
});

describe('a day', () => {
  test('fails before it is unknown, and is unknown before it passes', () => {
    const { states } = part([
      branches({ fails: [['2025-03-29T10:00:00Z', '2025-03-29T11:00:00Z']] }, { unknown: [['2025-03-29T10:00:00Z', '2025-03-31T11:00:00Z']] }, {}),
    ]);
    expect(written(states)).toEqual([
      '2025-03-28..2025-03-28 pass',
      '2025-03-29..2025-03-29 fail',
      '2025-03-30..2025-03-31 unknown',
      '2025-04-01..2025-04-01 pass',
    ]);
  });

  test('says the worst of all checks of the control', () => {
    const { states, outcome } = part([
      { ...branches({ unknown: [['2025-03-29T10:00:00Z', '2025-03-31T11:00:00Z']] }), id: 'one' },
      { ...branches({ fails: [['2025-03-30T10:00:00Z', '2025-03-30T11:00:00Z']] }), id: 'two' },
      { id: 'three', mode: 'events', items: [] },
    ]);
    expect(written(states).slice(1, 4)).toEqual(['2025-03-29..2025-03-29 unknown', '2025-03-30..2025-03-30 fail', '2025-03-31..2025-03-31 unknown']);
    expect(outcome).toBe('fail');
  });

  test('is unknown where the list could not be seen, although no item stands on it', () => {
    const { states, outcome } = part([{ id: 'c', mode: 'events', items: [], unseen: [['2025-03-30T05:00:00Z', '2025-03-30T06:00:00Z']] }]);
    expect(written(states)).toEqual(['2025-03-28..2025-03-29 no-items', '2025-03-30..2025-03-30 unknown', '2025-03-31..2025-04-01 no-items']);
    expect(outcome).toBe('unknown');
  });

  test('has items when something happened on it, or a window was open', () => {
    const happened = part([{ id: 'c', mode: 'events', items: [{ item: 'one', from: '2025-03-30T05:00:00Z', until: '2025-12-30T05:00:00Z' }] }]);
    expect(written(happened.states)).toEqual(['2025-03-28..2025-03-29 no-items', '2025-03-30..2025-03-30 pass', '2025-03-31..2025-04-01 no-items']);
    const due = part([{ id: 'c', mode: 'calendar', items: [{ item: 'one', from: '2025-03-29T23:00:00Z', until: '2025-03-31T22:00:00Z' }] }]);
    expect(written(due.states)).toEqual(['2025-03-28..2025-03-29 no-items', '2025-03-30..2025-03-31 pass', '2025-04-01..2025-04-01 no-items']);
  });

  test('is not failed by what is excluded', () => {
    const { states } = part([branches({ fails: [['2025-03-29T10:00:00Z', null]], excludedBy: 'ex-1' })]);
    expect(written(states)).toEqual(['2025-03-28..2025-04-01 pass']);
  });

  test('is told up to the horizon, the day of the horizon included; beyond it nothing is known', () => {
    const horizon = '2025-03-30T10:00:00Z';
    const { states, known } = part([branches({ fails: [['2025-03-30T09:00:00Z', null]] })], { horizon });
    expect(written(states)).toEqual(['2025-03-28..2025-03-29 pass', '2025-03-30..2025-03-30 fail']);
    expect(known).toBe(Math.floor((59 / 119) * 10_000) / 10_000);
  });

  test('that a zone left out is not there', () => {
    const { states } = part([branches({ fails: [['2011-12-30T10:00:00Z', '2011-12-30T11:00:00Z']], from: '2011-01-01T00:00:00Z' })], {
      first: '2011-12-29',
      last: '2012-01-01',
      zone: 'Pacific/Apia',
    });
    // Samoa went from the end of 29 December (UTC-10) to the beginning of 31 December (UTC+14), at 2011-12-30T10:00:00Z.
    expect(written(states)).toEqual(['2011-12-29..2011-12-29 pass', '2011-12-31..2011-12-31 fail', '2012-01-01..2012-01-01 pass']);
  });
});
