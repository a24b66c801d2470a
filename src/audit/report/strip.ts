import type { FindingRow } from '../../verify/package/rows.ts';
import type { Axis } from './axis.ts';
import { STEPS } from './axis.ts';
import { type Html, html } from './html.ts';

/** What is drawn over a stretch of the axis. `p` pass, `f` fail, `u` unknown, `x` excluded. */
export type Paint = 'p' | 'f' | 'u' | 'x';

export interface Stretch {
  readonly paint: Paint;
  readonly from: number;
  readonly until: number;
  /** Still open at the horizon. */
  readonly open?: boolean;
}

/** One row of a timeline: its stretches, true to scale; `label` says the same in words. */
export function strip(stretches: readonly Stretch[], label: string): Html {
  return html`<div class="strip" role="img" aria-label="${label}">${stretches.map(drawn)}</div>`;
}

function drawn({ paint, from, until, open }: Stretch): Html {
  return html`<i class="s ${paint} a${from} b${Math.min(STEPS, Math.max(from, until))}${open === true && ' open'}"></i>`;
}

/** How a span is drawn. An exclusion lies over a failure; what is unknown stays unknown. */
export function paintOf(outcome: 'fail' | 'unknown', excluded: boolean): Exclude<Paint, 'p'> {
  if (outcome === 'unknown') return 'u';
  return excluded ? 'x' : 'f';
}

/** The stretches of one finding: what failed and what is unknown, over a rail while the item was owed and passed. */
export function stretchesOf(finding: FindingRow, item: { readonly from: string; readonly until: string }, axis: Axis): Stretch[] {
  const { outcome, excludedBy, spans } = finding;
  const painted = spans.map((span): Stretch => {
    const paint = paintOf(span.outcome, excludedBy !== null);
    const until = span.until === null ? axis.horizon : axis.place(span.until);
    return { paint, from: axis.place(span.from), until, open: span.until === null && paint === 'f' };
  });
  if (outcome === 'not-owed') return painted;
  const rail: Stretch = { paint: 'p', from: axis.place(item.from), until: Math.min(axis.horizon, axis.place(item.until)) };
  return [...around(rail, painted), ...painted];
}

/** The parts of the rail that nothing else covers. */
function around(rail: Stretch, painted: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let from = rail.from;
  for (const one of [...painted].sort((a, b) => a.from - b.from)) {
    if (one.from > from) left.push({ paint: 'p', from, until: Math.min(one.from, rail.until) });
    from = Math.max(from, one.until);
  }
  if (from < rail.until || (painted.length === 0 && from === rail.until)) left.push({ paint: 'p', from, until: rail.until });
  return left.filter((one) => one.from <= rail.until);
}

/** The spans of many items on one row: where several meet, the worst of them is drawn. */
export interface Pile {
  add(paint: Exclude<Paint, 'p'>, from: number, until: number, open: boolean): void;
  stretches(horizon: number): Stretch[];
}

const rank: Readonly<Record<Paint, number>> = { p: 0, x: 1, u: 2, f: 3 };
const paints: readonly Paint[] = ['p', 'x', 'u', 'f'];

export function newPile(): Pile {
  const worst = new Uint8Array(STEPS + 1);
  let open = false;
  return {
    add(paint, from, until, isOpen) {
      for (let at = from; at <= Math.max(from, until - 1); at++) worst[at] = Math.max(worst[at] as number, rank[paint]);
      open ||= isOpen && paint === 'f';
    },
    stretches(horizon) {
      const runs: Stretch[] = [];
      for (let at = 0; at < horizon || (at === horizon && (worst[at] as number) > 0); at++) {
        const paint = paints[worst[at] as number] as Paint;
        const last = runs.at(-1);
        if (last?.paint === paint) runs[runs.length - 1] = { ...last, until: at + 1 };
        else runs.push({ paint, from: at, until: at + 1 });
      }
      const last = runs.at(-1);
      if (last !== undefined && open && last.paint === 'f') runs[runs.length - 1] = { ...last, open: true };
      return runs;
    },
  };
}
