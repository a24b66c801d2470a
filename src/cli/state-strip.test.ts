import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { State, StateRun } from '../audit/program-report.ts';
import { addDays, calendarDate } from '../kernel/calendar.ts';
import { stripAxis, stripCells, stripText } from './state-strip.ts';
import { plainPage } from './testing/page.ts';

const begin = calendarDate('2025-01-01');
const worst: readonly (State | null)[] = ['fail', 'unknown', 'pass', 'no-items', null];

/** One state for each day, as runs; none where it is null. */
function runsOf(states: readonly (State | null)[]): StateRun[] {
  return states.flatMap((state, at) => (state === null ? [] : [{ first: addDays(begin, at), last: addDays(begin, at), state }]));
}

function daysOf(count: number) {
  return { first: begin, last: addDays(begin, count - 1) };
}

const anyStates = fc.array(fc.constantFrom(...worst), { minLength: 1, maxLength: 800 });

test('every day is in one column, in order, and a column shows the worst of its days', () => {
  fc.assert(
    fc.property(anyStates, fc.integer({ min: 1, max: 80 }), (states, columns) => {
      const cells = stripCells(runsOf(states), daysOf(states.length), columns);
      expect(cells).toHaveLength(Math.min(columns, states.length));
      // The simplest that could be right: hand the days out one by one, each column as many as are due to it so far.
      const left = [...states];
      const expected = cells.map((_, at) => {
        const due = Math.floor(((at + 1) * states.length) / cells.length) - (states.length - left.length);
        const its = left.splice(0, due);
        return worst.find((one) => its.includes(one));
      });
      expect(left).toEqual([]);
      expect(cells).toEqual(expected);
    }),
  );
});

test('one day that failed is seen in a strip of a year, wherever it lies', () => {
  const year = daysOf(365);
  for (let day = 0; day < 365; day++) {
    const failed = addDays(begin, day);
    const runs: StateRun[] = [
      { ...year, state: 'pass' },
      { first: failed, last: failed, state: 'fail' },
    ];
    expect(stripCells(runs, year).filter((one) => one === 'fail')).toHaveLength(1);
  }
});

test('runs that reach beyond the days are cut off', () => {
  const runs = [{ first: '2024-12-01', last: '2025-02-01', state: 'pass' as const }];
  expect(stripCells(runs, { first: '2025-01-01', last: '2025-01-03' })).toEqual(['pass', 'pass', 'pass']);
  expect(stripCells([{ first: '2024-01-01', last: '2024-12-31', state: 'fail' }], daysOf(2))).toEqual([null, null]);
});

test('is drawn with the signs of the other pages, blank where nothing is told', () => {
  const parts = [{ states: runsOf(['pass', 'fail']) }, { states: runsOf([null, null, null, 'unknown', 'no-items']) }];
  expect(stripText(parts, daysOf(6), plainPage())).toBe('|✓✗ ?· |');
});

describe('the months over it', () => {
  test('stand where their first day is, one column in', () => {
    const days = { first: '2025-01-01', last: '2025-12-31' };
    const axis = stripAxis(days);
    for (const [month, name] of [
      ['01', 'Jan'],
      ['03', 'Mar'],
      ['12', 'Dec'],
    ] as const) {
      const cells = stripCells([{ first: `2025-${month}-01`, last: `2025-${month}-01`, state: 'fail' }], days);
      expect([name, axis.indexOf(name)]).toEqual([name, 1 + cells.indexOf('fail')]);
    }
  });

  test('never run into each other, and never beyond the strip', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.integer({ min: 0, max: 400 }), (length, offset) => {
        const first = addDays(begin, offset);
        const axis = stripAxis({ first, last: addDays(first, length - 1) });
        expect(axis).toMatch(/^( +[A-Z][a-z]{2})*$/);
        expect(axis.length).toBeLessThanOrEqual(53);
      }),
    );
  });
});
