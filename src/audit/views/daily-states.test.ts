import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlReport, CriterionReport, ProgramReport, State, StateRun } from '../program-report.ts';
import { judgedDays } from '../results/judged-days.ts';
import { worstOf } from '../results/states.ts';
import { assessed } from '../results/testing/assessed.ts';
import { type DailyCount, dailyCounts, seriesOver } from './daily-states.ts';
import { givenView } from './testing/given-view.ts';

/** Twenty days over the end of summer time, judged up to the middle of the last. */
const { period } = assessed({ zone: 'Europe/Vienna', first: '2025-10-15', last: '2025-11-03', horizon: '2025-11-03T11:00:00Z', checks: [] }).summary;
const days = judgedDays(period);
const dates: readonly string[] = days.dates;

const states = ['pass', 'fail', 'unknown', 'no-items'] as const;
/** What a control says on each day; null where it is not in force. */
type Said = readonly (State | null)[];
const said: fc.Arbitrary<Said> = fc.array(fc.constantFrom(...states, null), { minLength: dates.length, maxLength: dates.length });
const someControls = fc.array(said, { maxLength: 5 });

/** As a report writes it: a part for each stretch in force, and runs of days in it that say the same. */
function controlFrom(id: string, days: Said): ControlReport {
  const parts: { states: StateRun[] }[] = [];
  days.forEach((state, day) => {
    if (state === null) return;
    const date = dates[day] as string;
    if (day === 0 || days[day - 1] === null) parts.push({ states: [] });
    const runs = (parts.at(-1) as { states: StateRun[] }).states;
    const last = runs.at(-1);
    if (last?.state === state) runs[runs.length - 1] = { ...last, last: date };
    else runs.push({ first: date, last: date, state });
  });
  const open = days.at(-1) === 'fail' ? [{ until: null, excludedBy: null }] : [];
  return { id, parts, outcome: worstOf(days.filter((one) => one !== null)), exceptions: open } as unknown as ControlReport;
}

/** What each day of stretches says, day by day. */
function spread<T extends { readonly first: string; readonly last: string }>(runs: readonly T[]): Map<string, T> {
  return new Map(runs.flatMap((run) => dates.slice(dates.indexOf(run.first), dates.indexOf(run.last) + 1).map((date) => [date, run] as [string, T])));
}

describe('how many controls said what, day by day', () => {
  it('each day counts what each control said on it, and nothing where it was not in force', () => {
    fc.assert(
      fc.property(someControls, (all) => {
        const byDate = spread<DailyCount>(
          dailyCounts(
            all.map((one, place) => controlFrom(`c${place}`, one)),
            days,
          ),
        );
        dates.forEach((date, day) => {
          const count = (state: State) => all.filter((one) => one[day] === state).length;
          const { pass, fail, unknown, none } = byDate.get(date) as DailyCount;
          expect([date, pass, fail, unknown, none]).toEqual([date, count('pass'), count('fail'), count('unknown'), count('no-items')]);
        });
      }),
    );
  });

  it('the stretches cover every judged day once, and two beside each other differ', () => {
    fc.assert(
      fc.property(someControls, (all) => {
        const rows = dailyCounts(
          all.map((one, place) => controlFrom(`c${place}`, one)),
          days,
        );
        expect(rows.flatMap((one) => dates.slice(dates.indexOf(one.first), dates.indexOf(one.last) + 1))).toEqual(dates);
        const counts = rows.map(({ first: _, last: __, ...rest }) => JSON.stringify(rest));
        counts.slice(1).forEach((one, place) => {
          expect(one).not.toBe(counts[place]);
        });
      }),
    );
  });

  it('a repaired day stays failed, on the day on which it was repaired, too', () => {
    const view = givenView(
      assessed({
        zone: 'Europe/Vienna',
        first: '2025-10-15',
        last: '2025-11-03',
        checks: [
          {
            id: 'a/state',
            mode: 'state',
            items: [
              {
                item: 'x',
                from: '2024-01-01T00:00:00Z',
                until: '2026-01-01T00:00:00Z',
                // From the last minute before midnight of the 25th to three minutes past that of the 26th, which has 25 hours.
                fails: [['2025-10-25T21:59:00Z', '2025-10-26T23:03:00Z']],
              },
            ],
          },
        ],
      }),
    );
    const rows = dailyCounts(view.report.controls, judgedDays(view.summary.period));
    expect(rows.filter((one) => one.fail > 0)).toEqual([{ first: '2025-10-25', last: '2025-10-27', pass: 0, fail: 1, unknown: 0, none: 0 }]);
  });
});

describe('each series of criteria', () => {
  const criterion = (id: string, series: string, controls: readonly string[], inScope = true) =>
    ({ criterion: id, series, inScope, controls: controls.map((control) => ({ control })) }) as unknown as CriterionReport;
  const cc6 = 'CC6 Logical and physical access';
  const titles = givenView(assessed({ checks: [] })).report.criteria.map((one) => one.series);
  const series = titles.find((one) => one.startsWith('CC6 ')) ?? cc6;
  const other = titles.find((one) => one.startsWith('CC8 ')) ?? cc6;

  it('says on each day the worst of the controls that bear on it, each counted once', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (all) => {
        const controls = all.map((one, place) => controlFrom(`c${place}`, one));
        const ids = controls.map((one) => one.id);
        const report = { controls, criteria: [criterion('CC6.1', series, ids), criterion('CC6.2', series, ids.slice(0, 1))] };
        const [row, ...rest] = seriesOver(report as unknown as ProgramReport, days);
        expect(rest).toEqual([]);
        expect(row).toMatchObject({ id: 'CC6', controls: all.length });
        const byDate = spread(row?.states ?? []);
        dates.forEach((date, day) => {
          expect([date, byDate.get(date)?.state]).toEqual([date, worstOf(all.flatMap((one) => one[day] ?? []))]);
        });
        expect(row?.today).toBe(worstOf(all.flatMap((one) => one.at(-1) ?? [])));
        expect(row?.withoutOpen).toBe(all.filter((one) => one.at(-1) !== 'fail').length);
        expect(row?.open).toBe(all.some((one) => one.at(-1) === 'fail'));
      }),
    );
  });

  it('one on which only criteria out of scope, or no controls, bear is not there', () => {
    const controls = [
      controlFrom(
        'c',
        dates.map(() => 'fail' as const),
      ),
    ];
    const criteria = [criterion('CC6.1', series, ['c'], false), criterion('CC8.1', other, [])];
    expect(seriesOver({ controls, criteria } as unknown as ProgramReport, days)).toEqual([]);
  });
});
