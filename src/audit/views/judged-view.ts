import type { Iso, WrittenGap } from '../assessment.ts';
import { exceptionRows } from './exceptions.ts';
import type { View } from './view.ts';

/** What is judged: everything that the time bar of a page says. */
export function judgedView(view: View, _: Readonly<Record<string, never>>) {
  const { id, summary, sealed, asKnownAt } = view;
  const { organization, program, period, treeSize, tickmark } = summary;
  const gaps = joined(summary.coverage.flatMap((one) => one.gaps.map((gap) => ({ ...gap, kind: one.kind }))));
  return {
    id,
    organization,
    simulated: summary.simulated === true,
    program: program && { ...program, categories: [...program.categories] },
    period,
    sealed,
    treeSize,
    asKnownAt,
    tickmark,
    gaps: gaps.filter((one) => !lastsThrough(one, period)),
    neverSeen: gaps.filter((one) => lastsThrough(one, period)).map((one) => one.sentence),
    open: exceptionRows(view).filter((one) => one.state === 'open').length,
  };
}

/** Nobody saw it on any day: that is no gap in the period, it is what the period lacks. */
function lastsThrough({ from, until }: { readonly from: Iso; readonly until: Iso }, period: { readonly from: Iso; readonly horizon: Iso }): boolean {
  return from <= period.from && until >= period.horizon;
}

interface KindGap extends WrittenGap {
  readonly kind: string;
}

/** Gaps of one reason at one time are one gap, with the kinds that it blinds. */
function joined(gaps: readonly KindGap[]): { from: Iso; until: Iso; sentence: string }[] {
  const byTime = Map.groupBy(gaps, ({ from, until, why }) => `${from} ${until} ${why}`);
  return [...byTime.values()]
    .map((same) => {
      const [{ from, until, why }] = same as [KindGap];
      return { from, until, sentence: `${why} Not seen: ${[...new Set(same.map((one) => one.kind))].join(', ')}.` };
    })
    .sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
}
