/** What is said of something at one time. The words of the field, as the API gives them. */
export type State = 'pass' | 'fail' | 'unknown' | 'excluded' | 'not-owed' | 'no-items';

/** A span on an axis may also be a door that is open: because the work needs it, or inside the limit for closing it. */
export type SpanState = State | 'needed' | 'grace';

const words: Record<SpanState, string> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  excluded: 'excluded',
  'not-owed': 'not owed',
  'no-items': 'no items',
  needed: 'open, needed',
  grace: 'open inside the limit',
};

export function stateWord(state: SpanState): string {
  return words[state];
}

const ranks: Record<SpanState, number> = { fail: 6, unknown: 5, excluded: 4, grace: 3, pass: 2, needed: 2, 'not-owed': 1, 'no-items': 0 };

/** Higher is worse. What is drawn for several states at once is the worst of them. */
export function rank(state: SpanState): number {
  return ranks[state];
}

const classes: Record<SpanState, string> = {
  pass: 'p',
  fail: 'f',
  unknown: 'u',
  excluded: 'x',
  'not-owed': 'w',
  'no-items': 'none',
  needed: 'o',
  grace: 'g',
};

/** The class of kit.css that draws a span or tints a cell. */
export function stateClass(state: SpanState): string {
  return classes[state];
}
