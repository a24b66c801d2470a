import type { Reads } from '../../facts/reads.ts';
import type { Gap } from '../../facts/timeline.ts';
import type { Check } from '../check.ts';
import { evaluate } from '../evaluate.ts';
import type { Judged, Story } from './story.ts';

/** A check with the stories that say what it means. */
export interface StoriesOf {
  readonly check: Check;
  readonly stories: readonly Story[];
}

export function storiesOf<R extends Reads, D>(check: Check<R, D>, stories: readonly Story[]): StoriesOf {
  return { check: check as unknown as Check, stories };
}

/** A check as it stands, with its population. */
export function asItStands(check: Check): Judged {
  const { population } = check;
  return {
    items: (context) => population.items(context),
    unseen: (context) => population.unseen(context) as readonly Gap[],
    evaluate: (item, context) => evaluate(check, item, context),
  };
}
