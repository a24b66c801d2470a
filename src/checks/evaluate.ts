import { type Gap, gapsWithin, type UnknownReason } from '../facts/timeline.ts';
import { NotTold } from '../facts/told.ts';
import { clip, minus, or, type Spans, spansOf } from '../kernel/spans.ts';
import { type Instant, plus, type Span } from '../kernel/time.ts';
import type { Context, Item, Mode } from '../populations/population.ts';
import type { Check, Judgement } from './check.ts';

export type Outcome = 'pass' | 'fail' | 'unknown' | 'not-owed';

/** A part of the period in which an item failed, or in which nobody knows. */
export interface FindingSpan {
  readonly from: Instant;
  /** null: still open at the horizon. */
  readonly until: Instant | null;
  readonly outcome: 'fail' | 'unknown';
  readonly reason?: UnknownReason;
}

/** The outcome of one check for one item over the judged part of the period. */
export interface Finding {
  readonly check: string;
  readonly version: number;
  readonly item: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** Oldest first. */
  readonly spans: readonly FindingSpan[];
  readonly because: string;
  readonly due?: Instant;
  /** Milliseconds between happening and being written down. */
  readonly recordedLate?: number;
  /** Ledger places of the facts it rests on, sorted. */
  readonly leaves: readonly number[];
}

interface Bounds {
  readonly period: Span;
  readonly horizon: Instant;
}

/** Judges one item over its whole history and clips the answer to the judged part of the period. */
export function evaluate(check: Check, item: Item<unknown>, context: Context<Check['reads']>): Finding {
  const judgement = judged(check, item, context);
  const { mode } = check.population;
  const window = windowOf(context);
  const broken = clipped(judgement.broken, window, mode, context);
  const unknown = judgement.unknown.length === 0 ? [] : notBroken(inside(gapsWithin(judgement.unknown, window), mode, context), broken);
  const { because, due, recordedLate } = judgement;
  return {
    check: check.id,
    version: check.version,
    item: item.key,
    title: item.title,
    outcome: outcomeOf(broken, unknown, () => clipped(judgement.owed, window, mode, context).length > 0),
    spans: written(broken, unknown, context.horizon),
    because,
    ...(due === undefined ? {} : { due }),
    ...(recordedLate === undefined || recordedLate <= 0 ? {} : { recordedLate }),
    leaves: leavesOf(item.leaves, judgement.leaves ?? []),
  };
}

/** Most items fail nothing: for them there is nothing to clip. */
function clipped(spans: Spans, window: Span, mode: Mode, bounds: Bounds): Spans {
  return spans.length === 0 ? spans : inside(clip(spans, window), mode, bounds);
}

function leavesOf(own: readonly number[], further: readonly number[]): readonly number[] {
  if (further.length === 0 && own.length < 2) return own;
  return [...new Set([...own, ...further])].sort((a, b) => a - b);
}

function judged(check: Check, item: Item<unknown>, context: Context<Check['reads']>): Judgement {
  try {
    return check.judge(item, context);
  } catch (error) {
    if (!(error instanceof NotTold)) throw error;
    return { owed: [item.span], broken: [], unknown: [{ ...item.span, reason: 'not-told', why: error.message }], because: error.message };
  }
}

/** The judged part of the period, with the instant of the horizon itself: it tells what is still open there from what just ended. */
function windowOf({ period, horizon }: Bounds): Span {
  return { from: period.from, until: plus(horizon, 1) };
}

/**
 * What only begins at the horizon belongs to the next period. Occurrences are the exception: what is due on the last day of the period
 * falls due at the instant at which the period ends, and belongs to this one.
 */
function inside<S extends Span>(spans: readonly S[], mode: Mode, { horizon }: Bounds): readonly S[] {
  return mode === 'calendar' ? spans : spans.filter((one) => one.from < horizon);
}

function outcomeOf(broken: Spans, unknown: readonly Gap[], isOwed: () => boolean): Outcome {
  if (broken.length > 0) return 'fail';
  if (unknown.length > 0) return 'unknown';
  return isOwed() ? 'pass' : 'not-owed';
}

/** Each instant once: what is broken is not unknown, and of two gaps the first is told. */
function notBroken(gaps: readonly Gap[], broken: Spans): readonly Gap[] {
  let told = broken;
  return gaps.flatMap((gap) => {
    const left = minus([{ from: gap.from, until: gap.until }], told).map((one) => ({ ...gap, ...one }));
    told = or(told, spansOf(left));
    return left;
  });
}

function written(broken: Spans, unknown: readonly Gap[], horizon: Instant): readonly FindingSpan[] {
  if (broken.length === 0 && unknown.length === 0) return [];
  const until = (end: Instant) => (end > horizon ? null : end);
  const failed = broken.map((one): FindingSpan => ({ from: one.from, until: until(one.until), outcome: 'fail' }));
  const open = unknown.map((one): FindingSpan => ({ from: one.from, until: until(one.until), outcome: 'unknown', reason: one.reason }));
  return [...failed, ...open].sort((a, b) => a.from - b.from);
}
