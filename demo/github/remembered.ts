import type { Instant } from '../../src/kernel/time.ts';
import { once } from './state-at.ts';
import type { GithubWorld } from './world.ts';

/**
 * What was answered before, for as long as nothing happened to what it was made from. A world holds every instant at which anything changes, and an
 * answer depends on the time only by what had happened until then: between two neighbouring instants it is the same.
 */
export interface Remembered {
  /** What `make` makes, or made at an instant between which and `now` nothing happened to `of`. The key names everything else that it depends on. */
  answer<T>(key: string, of: readonly object[], now: Instant, make: () => T): T;
}

interface Kept {
  readonly at: Instant;
  readonly made: unknown;
}

/** Keys that are held; the one that was not asked for longest goes first. */
const MOST = 2_000;

export function rememberedAnswers(): Remembered {
  const held = new Map<string, Kept>();
  return {
    answer<T>(key: string, of: readonly object[], now: Instant, make: () => T): T {
      const known = held.get(key);
      const holds = known !== undefined && of.every((part) => isQuiet(part, known.at, now));
      const made = holds ? (known.made as T) : make();
      held.delete(key);
      held.set(key, { at: holds ? known.at : now, made });
      if (held.size > MOST) held.delete(held.keys().next().value as string);
      return made;
    },
  };
}

/** Did nothing in a part of a world happen between two instants, whichever is the later? */
export function isQuiet(part: object, one: Instant, other: Instant): boolean {
  if (one === other) return true;
  const [from, until] = one < other ? [one, other] : [other, one];
  const instants = instantsIn(part);
  return firstAfter(instants, from) === firstAfter(instants, until);
}

/** What an answer about one repository is made from, beside that repository: everything but the others. */
export const commonParts = once(({ organization, accounts, teams, incidents }: GithubWorld): readonly object[] => [
  organization,
  accounts,
  teams,
  incidents,
]);

/** Every number that may be an instant, sorted: ids are far below, and one that is taken for an instant only makes an answer anew. */
const instantsIn = once((part: object): Float64Array => {
  const found = new Set<number>();
  const walk = (value: unknown): void => {
    if (typeof value === 'number') {
      if (value > EARLIEST) found.add(value);
    } else if (typeof value === 'object' && value !== null) for (const held of Object.values(value)) walk(held);
  };
  walk(part);
  return Float64Array.from(found).sort();
});

/** In 1973, long before anything here: in milliseconds, far above every id. */
const EARLIEST = 100_000_000_000;

/** How many of the instants lie up to and at this one. */
function firstAfter(instants: Float64Array, at: number): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
