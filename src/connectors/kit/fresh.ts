import { DAY, type Instant } from '../../kernel/time.ts';
import type { SeenGap, SeenSpan } from './observation.ts';

/** A state that nobody confirmed for longer than this is stale in between. */
const FRESH_FOR = 31 * DAY;

/** A feed of state has seen a scope from one look to the next, if they are not too far apart. */
export function* sinceLook(scope: string, from: Instant, at: Instant): Generator<SeenSpan | SeenGap> {
  if (from >= at) return;
  const why = `Nobody looked for more than ${FRESH_FOR / DAY} days. Collect more often.`;
  if (at - from <= FRESH_FOR) yield { type: 'covered', scope, from, until: at };
  else yield { type: 'gap', scope, from, until: at, reason: 'stale', why };
}
