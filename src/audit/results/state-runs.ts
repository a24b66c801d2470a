import type { Span } from '../../kernel/time.ts';
import type { State, StateRun } from '../program-report.ts';
import { dayOf, type JudgedDays } from './judged-days.ts';
import { stateOf } from './states.ts';

/** What lay over the judged part: spans of any items, in any order, overlapping or not. */
export interface Overlay {
  readonly failed: Iterable<Span>;
  readonly unknown: Iterable<Span>;
  /** When there were items at all. */
  readonly items: Iterable<Span>;
}

/** The state on every day of a judged part, as runs; takes a step for each span and each day, not for each span on each day. */
export function stateRuns(judged: Span, overlay: Overlay, days: JudgedDays): readonly StateRun[] {
  const failed = depths(overlay.failed, judged, days);
  const unknown = depths(overlay.unknown, judged, days);
  const items = depths(overlay.items, judged, days);
  const first = dayOf(judged.from, days);
  const runs: StateRun[] = [];
  failed.forEach((depth, at) => {
    const state = stateOf({ failed: depth > 0, unknown: (unknown[at] ?? 0) > 0, items: (items[at] ?? 0) > 0 });
    extend(runs, days.dates[first + at] as string, state);
  });
  return runs;
}

/** How many of the spans touch each day of the judged part. */
function depths(spans: Iterable<Span>, judged: Span, days: JudgedDays): Int32Array {
  const first = dayOf(judged.from, days);
  const count = lastDay(judged, days) - first + 1;
  const steps = new Int32Array(count + 1);
  for (const span of spans) {
    const from = Math.max(span.from, judged.from) as Span['from'];
    const until = Math.min(span.until, judged.until) as Span['until'];
    if (from >= until) continue;
    const begins = dayOf(from, days) - first;
    const ends = lastDay({ from, until }, days) - first + 1;
    steps[begins] = (steps[begins] as number) + 1;
    steps[ends] = (steps[ends] as number) - 1;
  }
  let depth = 0;
  return steps.subarray(0, count).map((step) => {
    depth += step;
    return depth;
  });
}

function lastDay({ until }: Span, days: JudgedDays): number {
  return dayOf((until - 1) as Span['until'], days);
}

function extend(runs: StateRun[], date: string, state: State): void {
  const last = runs.at(-1);
  if (last?.state === state) runs[runs.length - 1] = { ...last, last: date };
  else runs.push({ first: date, last: date, state });
}

/** The share of a whole part that lies in judged days which are not unknown, from 0 to 1, rounded down to four decimals. */
export function knownShare(part: Span, judged: Span, runs: readonly StateRun[], days: JudgedDays): number {
  const { dates, edges } = days;
  const unknown = runs.filter((one) => one.state === 'unknown');
  let known = judged.until - judged.from;
  for (const { first, last } of unknown) {
    const from = Math.max(judged.from, edges[dates.indexOf(first as (typeof dates)[number])] as number);
    const until = Math.min(judged.until, edges[dates.indexOf(last as (typeof dates)[number]) + 1] as number);
    known -= until - from;
  }
  return Math.floor((known / (part.until - part.from)) * 10_000) / 10_000;
}
