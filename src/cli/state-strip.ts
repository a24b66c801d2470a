import type { ControlPart, State, StateRun } from '../audit/program-report.ts';
import { DAY } from '../kernel/time.ts';
import type { Page } from './page.ts';
import { signs } from './paint.ts';

/** A year in weeks. */
export const STRIP_COLUMNS = 52;

/** Days, both inclusive. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Where several days share a column, the first of these that one of them has is shown: one bad day is never lost among good ones. */
const worstFirst: readonly State[] = ['fail', 'unknown', 'pass', 'no-items'];

/** The state in each column of a strip over the days; null where none is told: not in force, or not yet. Never more columns than days. */
export function stripCells(runs: readonly StateRun[], days: Days, columns = STRIP_COLUMNS): readonly (State | null)[] {
  const first = dayNumber(days.first);
  const byDay: (State | null)[] = Array.from({ length: dayNumber(days.last) - first + 1 }, () => null);
  for (const run of runs) byDay.fill(run.state, Math.max(0, dayNumber(run.first) - first), Math.max(0, dayNumber(run.last) - first + 1));
  const count = Math.min(columns, byDay.length);
  return Array.from({ length: count }, (_, at) => {
    const inside = byDay.slice(Math.floor((at * byDay.length) / count), Math.floor(((at + 1) * byDay.length) / count));
    return worstFirst.find((state) => inside.includes(state)) ?? null;
  });
}

/** `|✓✓✓✗✗✓??··  |` */
export function stripText(parts: readonly Pick<ControlPart, 'states'>[], days: Days, page: Page): string {
  const cells = stripCells(
    parts.flatMap((one) => one.states),
    days,
  );
  return `|${runsOf(cells)
    .map(({ state, length }) => (state === null ? ' '.repeat(length) : page.paint.state(state, signs[state].repeat(length))))
    .join('')}|`;
}

interface CellRun {
  readonly state: State | null;
  readonly length: number;
}

function runsOf(cells: readonly (State | null)[]): CellRun[] {
  const runs: CellRun[] = [];
  for (const state of cells) {
    const last = runs.at(-1);
    if (last?.state === state) runs[runs.length - 1] = { state, length: last.length + 1 };
    else runs.push({ state, length: 1 });
  }
  return runs;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The months over a strip, each where its first day is; those for which there is no room are left out. One column in, as a strip is. */
export function stripAxis(days: Days, columns = STRIP_COLUMNS): string {
  const first = dayNumber(days.first);
  const length = dayNumber(days.last) - first + 1;
  const count = Math.min(columns, length);
  let axis = ' ';
  for (let day = 0; day < length; day++) {
    const date = new Date((first + day) * DAY);
    const column = 1 + Math.floor((day * count) / length);
    const fits = column + 3 <= count + 1 && (axis.length < column || axis.length === 1);
    if (date.getUTCDate() === 1 && fits) axis = `${axis.padEnd(column)}${months[date.getUTCMonth()]}`;
  }
  return axis.trimEnd();
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}
