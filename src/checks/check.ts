import type { Reads } from '../facts/reads.ts';
import type { Gap } from '../facts/timeline.ts';
import { none, type Spans } from '../kernel/spans.ts';
import type { Instant } from '../kernel/time.ts';
import type { Context, Item, Population } from '../populations/population.ts';
import type { SettingName } from '../populations/settings.ts';

/**
 * The answer for one item, over its whole history; the engine clips it to the period.
 *
 * Where `broken` is empty and `unknown` is not, nobody knows. Where `owed` is empty, the question does not apply.
 */
export interface Judgement {
  readonly owed: Spans;
  readonly broken: Spans;
  readonly unknown: readonly Gap[];
  /** One sentence, true of the outcome, naming what was seen. */
  readonly because: string;
  /** A deadline that has not passed, or the one that has. */
  readonly due?: Instant;
  /** How long after it happened somebody wrote it down, in milliseconds; shown when it is more than a day. */
  readonly recordedLate?: number;
  /** Ledger places of the facts it rests on, besides the item's own. */
  readonly leaves?: readonly number[];
}

/** One question asked of every item of one population: an auditor's attribute. */
export interface Check<R extends Reads = Reads, D = unknown> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** The question, as an auditor would ask it. */
  readonly asks: string;
  readonly population: Population<Reads, D>;
  /** What it reads beyond the items. */
  readonly reads: R;
  readonly settings: readonly SettingName[];
  /** What ends an exception of this check. */
  readonly mend: string;
  judge(item: Item<D>, context: Context<R>): Judgement;
}

export function defineCheck<const R extends Reads, D, P extends Reads>(
  check: Omit<Check<R, D>, 'population'> & { readonly population: Population<P, D> },
): Check<R, D> {
  return check as unknown as Check<R, D>;
}

type Extra = Pick<Judgement, 'due' | 'recordedLate' | 'leaves'>;

export function passes(owed: Spans, because: string, extra: Extra = {}): Judgement {
  return { owed, broken: none, unknown: [], because, ...extra };
}

export function fails(owed: Spans, broken: Spans, because: string, extra: Extra = {}): Judgement {
  return { owed, broken, unknown: [], because, ...extra };
}

export function cannotTell(owed: Spans, unknown: readonly Gap[], because: string, extra: Extra = {}): Judgement {
  return { owed, broken: none, unknown, because, ...extra };
}

export function notOwed(because: string, extra: Extra = {}): Judgement {
  return { owed: none, broken: none, unknown: [], because, ...extra };
}
