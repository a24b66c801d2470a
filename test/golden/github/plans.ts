import { YEAR } from '../../../demo/clock.ts';
import { githubOperators, type Laid, layOverGithub } from '../../../demo/github/operators/all-operators.ts';
import type { Operator, Place } from '../../../demo/github/operators/operator.ts';
import { randomFrom } from '../../../demo/random.ts';
import { DAY, type Instant, instant } from '../../../src/kernel/time.ts';
import { type HostPlan, hostedCompany } from './companies.ts';
import { expectedExceptions } from './expected.ts';
import type { Trouble } from './host-path.ts';
import { weeklyLooks } from './looks.ts';

/** A company on a pretend GitHub with its defects, and when it is looked at. */
export interface GithubPlan extends Place {
  readonly seed: string;
  readonly plan: HostPlan;
  readonly planted: Laid['planted'];
  readonly laid: Laid['laid'];
  readonly troubles?: readonly Trouble[];
  readonly looks: readonly Instant[];
}

/** A year in which nothing is wrong, looked at until an instant. */
export function cleanGithub(seed: string, plan: HostPlan, until: Instant = YEAR.until): GithubPlan {
  const place = hostedCompany(seed, plan);
  return { seed, plan, ...place, planted: [], laid: [], looks: weeklyLooks(place.world, [], until) };
}

/** All defects at once, as many as find a place. Whichever found one least often comes first. */
export function togetherGithub(seeds: readonly string[], planOf: (index: number) => HostPlan): readonly GithubPlan[] {
  const times = new Map<string, number>(githubOperators.map(({ id }) => [id, 0]));
  return seeds.map((seed, index) => {
    const random = randomFrom(`${seed}/defects`);
    const order = random.shuffled(githubOperators).sort((a, b) => (times.get(a.id) as number) - (times.get(b.id) as number));
    const one = laidOver(seed, planOf(index), order, () => YEAR.until);
    for (const { operator } of one.laid) times.set(operator, (times.get(operator) as number) + 1);
    return one;
  });
}

/** Of some places, one that looks can see, and the one that is over first: the fewest show it. */
const TRIED = 24;

/** One defect alone. @throws RangeError where it finds no place */
export function aloneGithub(operator: Operator, plan: HostPlan): GithubPlan {
  const tried = Array.from({ length: TRIED }, (_, index) => laidOver(`alone-${index}`, plan, [operator], overAt)).filter(
    ({ laid }) => laid.length > 0,
  );
  const shown = tried.filter((one) => expectedExceptions(one).length > 0);
  const [shortest] = (shown.length > 0 ? shown : tried).toSorted((a, b) => a.looks.length - b.looks.length);
  if (shortest === undefined) throw new RangeError(`No small company has a place for ${operator.id}`);
  return shortest;
}

/** When the last thing that was laid was over. */
function overAt({ laid }: Laid): Instant {
  const ends = laid.flatMap(({ planted, at }) => [
    ...planted.map(({ from, until }) => until ?? instant(from + 2 * DAY)),
    ...(at === null ? [] : [at]),
  ]);
  return instant(Math.max(YEAR.from, ...ends));
}

function laidOver(seed: string, plan: HostPlan, operators: readonly Operator[], overAt: (laid: Laid) => Instant): GithubPlan {
  const { company, world } = hostedCompany(seed, plan);
  const laid = layOverGithub({ company, world }, operators, randomFrom(`${seed}/${operators.length}`));
  return {
    seed,
    plan,
    company,
    world: laid.world,
    planted: laid.planted,
    laid: laid.laid,
    looks: weeklyLooks(laid.world, laid.planted, overAt(laid)),
  };
}
