import { DAY, HOUR, type Instant, instant } from '../../../src/kernel/time.ts';
import { YEAR } from '../../clock.ts';
import type { Random } from '../../random.ts';
import type { Over } from '../world.ts';

export interface While {
  readonly from: Instant;
  readonly until: Instant;
}

export const second = (at: number): Instant => instant(Math.floor(at / 1000) * 1000);

/** Some days of one quarter (0 to 3): from two to thirty, and two days from the quarter's ends. */
export function daysOf(random: Random, quarter: number): While {
  const begin = YEAR.from + quarter * 91 * DAY + 2 * DAY;
  const from = second(begin + random.next() * 50 * DAY);
  return { from, until: second(from + 2 * DAY + random.next() * 28 * DAY) };
}

/** Minutes between two midnights: somebody who looks once a day sees nothing of it. */
export function flicker(random: Random, quarter: number): While {
  const day = Math.floor((YEAR.from + (quarter * 91 + random.integer(3, 80)) * DAY) / DAY) * DAY;
  const from = second(day + (9 + random.next() * 5) * HOUR);
  return { from, until: second(from + (5 + random.next() * 50) * 60_000) };
}

/** A value that reads otherwise for a while, and then as it did. */
export function otherwise<T>(over: Over<T>, value: T, { from, until }: While, by?: number): Over<T> {
  const before = over.filter((one) => one.from <= from);
  const after = over.filter((one) => one.from > until);
  const back = over.findLast((one) => one.from <= until);
  const named = by === undefined ? {} : { by };
  return [...before, { from, value, ...named }, ...(back === undefined ? [] : [{ from: until, value: back.value, ...named }]), ...after];
}
