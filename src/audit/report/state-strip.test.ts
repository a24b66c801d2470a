import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '../../kernel/calendar.ts';
import { sampleException, samplePeriod } from '../exports/testing/sample-parts.ts';
import type { State, StateRun } from '../program-report.ts';
import { axisOf } from './axis.ts';
import { isOpen, stretchesOfStates } from './state-strip.ts';
import type { Paint } from './strip.ts';

const axis = axisOf(samplePeriod);
const run = (first: string, last: string, state: State): StateRun => ({ first, last, state });

/** What is drawn in the middle of a day; null where the axis is bare. */
function drawnOn(day: string, runs: readonly StateRun[]): Paint | null {
  const [from, until] = axis.day(day);
  const middle = Math.floor((from + until) / 2);
  return stretchesOfStates(runs, axis, false).find((one) => one.from <= middle && middle < one.until)?.paint ?? null;
}

describe('days with their states', () => {
  test('stand where they stand in the period, and days without items are bare', () => {
    const stretches = stretchesOfStates(
      [run('2025-01-01', '2025-06-30', 'pass'), run('2025-07-01', '2025-09-30', 'no-items'), run('2025-10-01', '2025-12-31', 'unknown')],
      axis,
      false,
    );
    expect(stretches).toEqual([
      { paint: 'p', from: 0, until: axis.day('2025-06-30')[1] },
      { paint: 'u', from: axis.day('2025-10-01')[0], until: axis.horizon },
    ]);
  });

  test('of several controls draw the worst of each day', () => {
    const states: readonly State[] = ['no-items', 'pass', 'unknown', 'fail'];
    const paints: readonly (Paint | null)[] = [null, 'p', 'u', 'f'];
    const anyRun = fc
      .record({ first: fc.nat(363), days: fc.nat(60), state: fc.nat(3) })
      .map(({ first, days, state }) => ({ first, last: Math.min(363, first + days), state }));
    const dayAt = (at: number) => addDays(calendarDate('2025-01-01'), at);
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 8 }), fc.nat(363), (runs, day) => {
        const worst = Math.max(0, ...runs.filter((one) => one.first <= day && day <= one.last).map((one) => one.state));
        const given = runs.map((one) => run(dayAt(one.first), dayAt(one.last), states[one.state]!));
        expect(drawnOn(dayAt(day), given)).toBe(paints[worst]);
      }),
    );
  });

  test('a failure on the last day only is drawn all the same, and not past the horizon', () => {
    const [last] = stretchesOfStates([run('2025-12-31', '2025-12-31', 'fail')], axis, true);
    expect(last).toMatchObject({ paint: 'f', until: axis.horizon, open: true });
  });

  test('an arrow stands only where a failure reaches the horizon and is still open', () => {
    const early = [run('2025-01-01', '2025-02-01', 'fail'), run('2025-02-02', '2025-12-31', 'pass')];
    expect(stretchesOfStates(early, axis, true).some((one) => one.open)).toBe(false);
    const late = [run('2025-12-01', '2025-12-31', 'fail')];
    expect(stretchesOfStates(late, axis, false).some((one) => one.open)).toBe(false);
    expect(stretchesOfStates(late, axis, true).some((one) => one.open)).toBe(true);
  });
});

test('open is what nothing ended and nobody accepted', () => {
  expect(isOpen([sampleException('a/b', 'x', { until: samplePeriod.horizon }), sampleException('a/b', 'y', { excludedBy: 'X-1' })])).toBe(false);
  expect(isOpen([sampleException('a/b', 'x')])).toBe(true);
});
