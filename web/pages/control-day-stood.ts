import { dayAt } from '../ui/times.ts';

interface Stood {
  readonly from: string;
  /** Null while it lasts. */
  readonly until: string | null;
}

/** Whether an exception stood at any instant of a day; days are those of the zone, whatever UTC or the reader calls them. */
export function stoodOn({ from, until }: Stood, day: string, zone: string): boolean {
  if (dayAt(from, zone) > day) return false;
  return until === null || dayAt(Math.max(Date.parse(from), Date.parse(until) - 1), zone) >= day;
}
