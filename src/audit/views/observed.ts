import type { JudgedDays } from '../results/judged-days.ts';
import { joinSpans } from './join-spans.ts';
import type { View } from './view.ts';

const WEEK = 7;

/** Time in which one kind of fact was not seen, as `[from, until)` in milliseconds, sorted and apart. */
type Unseen = readonly (readonly [number, number])[];

/** How much of the judged time each kind of fact was seen, averaged over the kinds that are delivered at all. */
export function observed({ summary }: View, { dates, edges }: JudgedDays) {
  const [from, horizon] = [edges[0] as number, edges.at(-1) as number];
  const delivered = summary.coverage.filter(
    (one) => (one.from !== null && !one.gaps.every((gap) => gap.why.startsWith('No connection delivers'))) || one.gaps.length === 0,
  );
  const kinds = delivered.map((one): Unseen => joinSpans(one.gaps.map((gap) => [Date.parse(gap.from), Date.parse(gap.until)])));
  const over = (begin: number, end: number) =>
    kinds.length === 0 ? 0 : kinds.reduce((sum, unseen) => sum + seenShare(unseen, begin, end), 0) / kinds.length;
  const weeks: { first: string; share: number }[] = [];
  for (let day = 0; day < dates.length; day += WEEK)
    weeks.push({ first: dates[day] as string, share: over(edges[day] as number, edges[Math.min(day + WEEK, edges.length - 1)] as number) });
  const known = new Set(delivered.map((one) => one.kind));
  return {
    share: over(from, horizon),
    kinds: kinds.length,
    undelivered: summary.coverage.map((one) => one.kind).filter((kind) => !known.has(kind)),
    weeks,
  };
}

function seenShare(unseen: Unseen, begin: number, end: number): number {
  if (end <= begin) return 0;
  const lost = unseen.reduce((sum, [from, until]) => sum + Math.max(0, Math.min(until, end) - Math.max(from, begin)), 0);
  return 1 - lost / (end - begin);
}
