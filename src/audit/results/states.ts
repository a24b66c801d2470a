import type { State } from '../program-report.ts';

/** Fail if any fails; else unknown if any is; else no items if none has any; else pass. */
export function worstOf(states: readonly State[]): State {
  if (states.includes('fail')) return 'fail';
  if (states.includes('unknown')) return 'unknown';
  return states.includes('pass') ? 'pass' : 'no-items';
}

/** What is drawn over days; the worst of them is what a day says. */
export interface Marks {
  readonly failed: boolean;
  readonly unknown: boolean;
  readonly items: boolean;
}

export function stateOf({ failed, unknown, items }: Marks): State {
  if (failed) return 'fail';
  if (unknown) return 'unknown';
  return items ? 'pass' : 'no-items';
}
