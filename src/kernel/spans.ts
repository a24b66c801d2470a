import { type Instant, type Span, span } from './time.ts';

/** Sorted, disjoint, non-adjacent spans. Every function here takes and returns this form. */
export type Spans = readonly Span[];

export const none: Spans = [];

/** Brings any spans into the one form: sorted, overlapping and touching ones merged, stripped of whatever else they carried. */
export function spansOf(loose: Iterable<Span>): Spans {
  const sorted = [...loose].sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.from <= last.until) {
      if (next.until > last.until) merged[merged.length - 1] = { from: last.from, until: next.until };
    } else {
      merged.push({ from: next.from, until: next.until });
    }
  }
  return merged;
}

export function or(a: Spans, b: Spans): Spans {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return spansOf([...a, ...b]);
}

export function and(a: Spans, b: Spans): Spans {
  const both: Span[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] as Span;
    const right = b[j] as Span;
    const from = left.from > right.from ? left.from : right.from;
    const until = left.until < right.until ? left.until : right.until;
    if (from < until) both.push({ from, until });
    if (left.until < right.until) i++;
    else j++;
  }
  return both;
}

export function minus(a: Spans, b: Spans): Spans {
  const left: Span[] = [];
  let j = 0;
  for (const { from, until } of a) {
    while (j < b.length && (b[j] as Span).until <= from) j++;
    let start = from;
    for (let k = j; k < b.length && (b[k] as Span).from < until; k++) {
      const cut = b[k] as Span;
      if (cut.from > start) left.push({ from: start, until: cut.from });
      start = cut.until;
    }
    if (start < until) left.push({ from: start, until });
  }
  return left;
}

export function clip(a: Spans, within: Span): Spans {
  return and(a, [within]);
}

/** Takes the first `milliseconds` off each span: a grace period per episode. */
export function skipFirst(a: Spans, milliseconds: number): Spans {
  return a.flatMap(({ from, until }) => (from + milliseconds < until ? [{ from: (from + milliseconds) as Instant, until }] : []));
}

/** What of `a` lies at or after `at`. */
export function after(a: Spans, at: Instant): Spans {
  return a.flatMap(({ from, until }) => (until <= at ? [] : [{ from: from > at ? from : at, until }]));
}

/** What of `a` lies before `at`. */
export function before(a: Spans, at: Instant): Spans {
  return a.flatMap(({ from, until }) => (from >= at ? [] : [{ from, until: until < at ? until : at }]));
}

export function holdsAt(a: Spans, at: Instant): boolean {
  return a.some((one) => one.from <= at && at < one.until);
}

/** Does `a` cover the whole of `within`, without a hole? */
export function covers(a: Spans, within: Span): boolean {
  return minus([within], a).length === 0;
}

/** Total length in milliseconds. */
export function lengthOf(a: Spans): number {
  return a.reduce((sum, one) => sum + (one.until - one.from), 0);
}

export function sameSpans(a: Spans, b: Spans): boolean {
  return a.length === b.length && a.every((one, i) => one.from === b[i]?.from && one.until === b[i]?.until);
}

/** `[from, until)` as spans, empty where there is no length. */
export function between(from: Instant, until: Instant): Spans {
  return from < until ? [span(from, until)] : none;
}
