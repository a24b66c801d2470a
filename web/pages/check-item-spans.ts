import type { AnswerOf } from '../../src/client/call.ts';
import type { Axis } from '../ui/axis.ts';
import type { StateSpan } from '../ui/spans-at-zoom.ts';

export type Items = AnswerOf<'GET /checks/{check}/items'>;
export type ItemRow = Items['rows'][number];

/** How the items of a population come to be: they exist, happen, or fall due. */
export type Mode = AnswerOf<'GET /checks/{check}'>['population']['mode'];

/**
 * What is drawn of one item: the judged part of its life, with the spans in which it failed or is not known laid over. Sorted, not overlapping.
 * What happened or fell due, and then failed, was open inside its limit before.
 */
export function itemSpans(row: ItemRow, mode: Mode, period: Axis, horizon: number): StateSpan[] {
  const life = lifeOf(row, period, horizon);
  const whole = wholeState(row);
  if (whole !== null) return [{ ...life, state: whole, id: idOf(life.from) }];
  const laid: StateSpan[] = [];
  for (const span of row.spans) {
    const from = Math.max(Date.parse(span.from), period.from, laid.at(-1)?.until ?? Number.NEGATIVE_INFINITY);
    const until = Math.min(span.until === null ? horizon : Date.parse(span.until), horizon);
    if (from >= until) continue;
    laid.push({ from, until, state: span.outcome, id: span.from, ...(span.until === null && span.outcome === 'fail' && { open: true }) });
  }
  return mode === 'state' || laid.length === 0 ? between(life, laid) : sinceItBegan(life, laid);
}

/** An exclusion lies over the whole item, and what is not owed is never judged. */
function wholeState({ outcome, excludedBy }: ItemRow): 'excluded' | 'not-owed' | null {
  if (excludedBy !== null) return 'excluded';
  return outcome === 'not-owed' ? 'not-owed' : null;
}

/** What began or ended outside the judged part is drawn at its edge. */
function lifeOf({ from, until }: ItemRow, period: Axis, horizon: number): Axis {
  const begins = Math.min(Math.max(Date.parse(from), period.from), horizon - 1);
  return { from: begins, until: Math.max(begins + 1, Math.min(Date.parse(until), horizon)) };
}

/** A state passes wherever it neither failed nor is unknown. */
function between(life: Axis, laid: readonly StateSpan[]): StateSpan[] {
  const spans: StateSpan[] = [];
  let at = life.from;
  for (const one of laid) {
    spans.push(stretch(at, Math.min(one.from, life.until), 'pass'), one);
    at = Math.max(at, one.until);
  }
  spans.push(stretch(at, life.until, 'pass'));
  return spans.filter((one) => one.from < one.until);
}

/** What happened, or was to be done, and then was not well: inside its limit before, and over afterwards. */
function sinceItBegan(life: Axis, laid: readonly StateSpan[]): StateSpan[] {
  const begins = Math.min(life.until, laid[0]?.from ?? life.from);
  return begins - life.from > 1 ? [stretch(life.from, begins, 'grace'), ...laid] : [...laid];
}

function stretch(from: number, until: number, state: 'pass' | 'grace'): StateSpan {
  return { from, until, state, id: idOf(Math.max(0, from)) };
}

function idOf(at: number): string {
  return new Date(at).toISOString();
}
