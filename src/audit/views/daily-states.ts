import { criteria } from '../../controls/criteria.ts';
import type { ControlReport, ProgramReport, State, StateRun } from '../program-report.ts';
import type { JudgedDays } from '../results/judged-days.ts';
import { worstOf } from '../results/states.ts';
import { countOf } from './controls.ts';

/** What each control said on each judged day; undefined where it was not in force. */
function statesByDay({ parts }: ControlReport, { dates }: JudgedDays): readonly (State | undefined)[] {
  const place = new Map(dates.map((date, at) => [date as string, at]));
  const states: (State | undefined)[] = Array.from({ length: dates.length });
  for (const { first, last, state } of parts.flatMap((one) => one.states)) {
    const end = place.get(last) ?? dates.length - 1;
    for (let day = place.get(first) ?? 0; day <= end; day++) states[day] = state;
  }
  return states;
}

export interface DailyCount {
  readonly first: string;
  readonly last: string;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  /** In force, and with nothing to test on that day. */
  readonly none: number;
}

/** How many controls said what; days that say the same are one stretch. */
export function dailyCounts(controls: readonly ControlReport[], days: JudgedDays): DailyCount[] {
  const all = controls.map((one) => statesByDay(one, days));
  const rows: DailyCount[] = [];
  days.dates.forEach((date, day) => {
    const count = (state: State) => all.filter((one) => one[day] === state).length;
    const counts = { pass: count('pass'), fail: count('fail'), unknown: count('unknown'), none: count('no-items') };
    const before = rows.at(-1);
    if (before && same(before, counts)) rows[rows.length - 1] = { ...before, last: date };
    else rows.push({ first: date, last: date, ...counts });
  });
  return rows;
}

function same(a: Omit<DailyCount, 'first' | 'last'>, b: Omit<DailyCount, 'first' | 'last'>): boolean {
  return a.pass === b.pass && a.fail === b.fail && a.unknown === b.unknown && a.none === b.none;
}

/** The worst, on each day, of the controls that bear on each series of criteria in scope. */
export function seriesOver(report: ProgramReport, days: JudgedDays) {
  const titles = [...new Set(criteria.map((one) => one.series as string))];
  const inScope = Map.groupBy(
    report.criteria.filter((one) => one.inScope),
    (one) => one.series,
  );
  return titles.flatMap((series) => {
    const bearing = new Set((inScope.get(series) ?? []).flatMap((one) => one.controls.map(({ control }) => control)));
    const controls = report.controls.filter((one) => bearing.has(one.id));
    if (controls.length === 0) return [];
    const [id = '', ...words] = series.split(' ');
    const states = worstByDay(controls, days);
    const withoutOpen = controls.filter((one) => countOf(one.exceptions).open === 0).length;
    return [
      {
        ...{ id, title: words.join(' '), controls: controls.length, withoutOpen },
        outcome: worstOf(controls.map((one) => one.outcome)),
        today: states.at(-1)?.state ?? 'no-items',
        open: withoutOpen < controls.length,
        states,
      },
    ];
  });
}

function worstByDay(controls: readonly ControlReport[], days: JudgedDays): StateRun[] {
  const all = controls.map((one) => statesByDay(one, days));
  const runs: StateRun[] = [];
  days.dates.forEach((date, day) => {
    const state = worstOf(all.flatMap((one) => one[day] ?? []));
    const before = runs.at(-1);
    if (before?.state === state) runs[runs.length - 1] = { ...before, last: date };
    else runs.push({ first: date, last: date, state });
  });
  return runs;
}
