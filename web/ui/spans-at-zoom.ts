import { type Axis, percentAt } from './axis.ts';
import { rank, type SpanState } from './states.ts';

/** One stretch of time, `[from, until)`, in milliseconds since the epoch. Spans of a strip are sorted and do not overlap. */
export interface StateSpan {
  readonly from: number;
  readonly until: number;
  readonly state: SpanState;
  /** What it is called in the address when it is selected. */
  readonly id?: string;
  /** Its sentence. */
  readonly title?: string;
  /** It has not ended. */
  readonly open?: boolean;
}

/** One drawn span: of one stretch, or of several that are too short to be told apart. */
export interface DrawnSpan {
  /** Places on the axis, in per cent. */
  readonly a: number;
  readonly b: number;
  readonly state: SpanState;
  readonly open: boolean;
  /** What it stands for, in order; never empty. */
  readonly parts: readonly StateSpan[];
}

/** No span is drawn narrower than this, in pixels. */
export const MINIMUM = 3;

interface Pending {
  from: number;
  until: number;
  state: SpanState;
  parts: StateSpan[];
}

/**
 * What is drawn of spans at this zoom. A span keeps at least three pixels; those that would then lie over one another become one, which is the worst of
 * them and carries them all. A short span beside a long one that is better stays on top of it; one beside a long one that is as bad or worse joins it.
 * @param width of the axis, in pixels
 */
export function spansAtZoom(spans: readonly StateSpan[], axis: Axis, width: number): readonly DrawnSpan[] {
  const smallest = width > 0 ? ((axis.until - axis.from) * MINIMUM) / width : 0;
  const drawn: Pending[] = [];
  let short: Pending | undefined;
  for (const next of onAxis(spans, axis)) {
    const over = short !== undefined && next.from < Math.max(short.until, short.from + smallest);
    if (next.until - next.from < smallest) {
      short = over ? joined(short, next) : pushed(drawn, short, next);
      continue;
    }
    addLong(drawn, over ? beside(drawn, short, next) : pushed(drawn, short, next));
    short = undefined;
  }
  if (short !== undefined) drawn.push(short);
  return drawn.map((one) => ({
    a: percentAt(axis, one.from),
    b: percentAt(axis, one.until),
    state: one.state,
    open: one.parts.some((part) => part.open === true && part.state === one.state),
    parts: one.parts,
  }));
}

/** What of each span lies on the axis. */
function* onAxis(spans: readonly StateSpan[], axis: Axis): Generator<Pending> {
  for (const one of spans) {
    if (one.state === 'no-items' || one.until <= axis.from || one.from >= axis.until) continue;
    yield { from: Math.max(one.from, axis.from), until: Math.min(one.until, axis.until), state: one.state, parts: [one] };
  }
}

/** Several short spans, as one that is the worst of them. */
function joined(into: Pending | undefined, next: Pending): Pending {
  if (into === undefined) return next;
  into.until = Math.max(into.until, next.until);
  if (rank(next.state) > rank(into.state)) into.state = next.state;
  into.parts.push(...next.parts);
  return into;
}

function pushed(drawn: Pending[], short: Pending | undefined, next: Pending): Pending {
  if (short !== undefined) drawn.push(short);
  return next;
}

/** A long span that follows a short one closely: a better one leaves the short one on top of it, another takes it in. */
function beside(drawn: Pending[], short: Pending | undefined, long: Pending): Pending {
  if (short === undefined || rank(long.state) < rank(short.state)) return pushed(drawn, short, long);
  long.from = short.from;
  long.parts.unshift(...short.parts);
  return long;
}

/** A long span goes on where one of the same state ended, if only what is too short to see lies between. */
function addLong(drawn: Pending[], next: Pending): void {
  const last = drawn.at(-1);
  if (last !== undefined && last.state === next.state && last.until >= next.from && next.parts.length > 1) joined(last, next);
  else drawn.push(next);
}
