import { YEAR } from '../../../demo/clock.ts';
import type { Planted } from '../../../demo/github/operators/operator.ts';
import type { GithubWorld } from '../../../demo/github/world.ts';
import { DAY, HOUR, type Instant, instant, parseInstant } from '../../../src/kernel/time.ts';

/** Somebody looked before the year began. */
const FIRST = parseInstant('2024-12-27T02:00:00Z');
/** Looks that are further apart leave settings unknown in between. */
const WEEK = 7 * DAY;

/**
 * A look every week, from before the year until a week after an instant, and not beyond the year; and further ones, until whatever went out of
 * sight was missed twice, which is what proves that it is gone.
 */
export function weeklyLooks(world: GithubWorld, planted: readonly Planted[], over: Instant): readonly Instant[] {
  const last = Math.min(YEAR.until, over + WEEK);
  const gone = goingsOf(world);
  const looks: number[] = [FIRST];
  const isMissedOnce = (look: number): boolean => gone.some((at) => look - WEEK < at && at <= look);
  for (let at = FIRST + WEEK; (looks.at(-1) as number) < last || isMissedOnce(looks.at(-1) as number); at += WEEK) looks.push(at);
  return [...new Set([...looks, ...around(planted)])].sort((a, b) => a - b).map(instant);
}

function goingsOf({ accounts, repositories }: GithubWorld): Instant[] {
  return [
    ...accounts.flatMap(({ membership }) => membership.flatMap(({ from, value }) => (value === null ? [from] : []))),
    ...repositories.flatMap(({ collaborators }) =>
      collaborators.flatMap(({ permission }) => permission.flatMap(({ from, value }) => (value === 'none' ? [from] : []))),
    ),
    ...repositories.flatMap(({ deployKeys }) => deployKeys.flatMap(({ deletedAt }) => (deletedAt === null ? [] : [deletedAt]))),
  ];
}

/** What only a look in between can see has one shortly before and one shortly after it begins. */
function around(planted: readonly Planted[]): number[] {
  return planted.flatMap(({ as, from }) => (as === 'look-moment' ? [from - 6 * HOUR, from + 6 * HOUR] : []));
}
