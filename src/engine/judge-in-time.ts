import type { Check } from '../checks/check.ts';
import { cannotTell } from '../checks/check.ts';
import { evaluate, type Finding } from '../checks/evaluate.ts';
import type { Reads } from '../facts/reads.ts';
import type { Context, Item } from '../populations/population.ts';

/** How long one check may take for all of its items, in milliseconds. */
export const CHECK_LIMIT = 10 * 60_000;

export interface TimeLimit {
  /** Milliseconds; an item that begins after them is not judged. */
  readonly limit: number;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
}

/** A finding for every item. What the time did not suffice for is unknown, `timed-out`: no item goes missing, and none passes. */
export function judgeInTime(check: Check, items: readonly Item<unknown>[], context: Context<Reads>, { limit, clock }: TimeLimit): readonly Finding[] {
  const ends = clock() + limit;
  return items.map((item) => evaluate(clock() > ends ? givenUp(check) : check, item, context));
}

function givenUp(check: Check): Check {
  const why = 'Judging this check took too long, and it was given up. Assess again on a machine with less to do; if it stays, report it.';
  return { ...check, judge: ({ span }) => cannotTell([span], [{ ...span, reason: 'timed-out', why }], why) };
}
