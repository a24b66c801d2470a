import type { ExceptionReport, State, StateRun } from '../program-report.ts';
import type { Axis } from './axis.ts';
import { STEPS } from './axis.ts';
import type { Paint, Stretch } from './strip.ts';

const paints: Readonly<Record<Exclude<State, 'no-items'>, Paint>> = { pass: 'p', unknown: 'u', fail: 'f' };
/** Worst last. */
const ranks: readonly State[] = ['no-items', 'pass', 'unknown', 'fail'];

/**
 * Days with their states as stretches of an axis: where several meet, the worst of them is drawn, and nothing where there were no items.
 * @param open whether a failure is still open at the horizon
 */
export function stretchesOfStates(runs: Iterable<StateRun>, axis: Axis, open: boolean): readonly Stretch[] {
  const stretches = drawnOf(worstAt(runs, axis));
  const last = stretches.at(-1);
  if (!open || last?.paint !== 'f' || last.until < axis.horizon) return stretches;
  return [...stretches.slice(0, -1), { ...last, open }];
}

/** The rank of the worst state at each step of the axis. */
function worstAt(runs: Iterable<StateRun>, axis: Axis): Uint8Array {
  const worst = new Uint8Array(STEPS + 1);
  for (const { first, last, state } of runs) {
    const from = axis.day(first)[0];
    const until = Math.min(axis.day(last)[1], Math.max(axis.horizon, from + 1));
    const rank = ranks.indexOf(state);
    for (let at = from; at <= Math.max(from, until - 1); at++) worst[at] = Math.max(worst[at] ?? 0, rank);
  }
  return worst;
}

function drawnOf(worst: Uint8Array): readonly Stretch[] {
  const stretches: Stretch[] = [];
  worst.forEach((rank, at) => {
    const state = ranks[rank] ?? 'no-items';
    if (state === 'no-items') return;
    const paint = paints[state];
    const last = stretches.at(-1);
    if (last?.paint === paint && last.until === at) stretches[stretches.length - 1] = { ...last, until: at + 1 };
    else stretches.push({ paint, from: at, until: at + 1 });
  });
  return stretches;
}

/** Whether one of these is still open at the horizon, and nobody accepted it. */
export function isOpen(exceptions: readonly ExceptionReport[]): boolean {
  return exceptions.some(({ until, excludedBy }) => until === null && excludedBy === null);
}
