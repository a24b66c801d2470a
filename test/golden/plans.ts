import { makeCompany } from '../../demo/company/make-company.ts';
import type { World } from '../../demo/company/world.ts';
import { allOperators } from '../../demo/operators/all-operators.ts';
import { type Laid, layOver } from '../../demo/operators/lay-over.ts';
import { NOTHING, type Operator } from '../../demo/operators/operator.ts';
import { randomFrom } from '../../demo/random.ts';

/** A company with its defects, and what they must yield. */
export interface Plan extends Laid {
  readonly seed: string;
}

/** How often each defect was laid; those that never were are there, too. */
export type Times = ReadonlyMap<string, number>;

export function seedsOf(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index}`);
}

export function timesLaid(plans: readonly Laid[]): Times {
  const laid = plans.flatMap((plan) => plan.laid.map(({ operator }) => operator));
  return new Map(allOperators.map(({ id }) => [id, laid.filter((one) => one === id).length]));
}

/** A year of about 150 changes in all 15 repositories. */
function company(seed: string): World {
  return makeCompany(seed, { changes: 150 });
}

export function cleanPlan(seed: string): Plan {
  return { seed, world: company(seed), expected: NOTHING, laid: [], left: [] };
}

/** Companies over which all defects are laid at once. Whichever found a place least often comes first, so that none is crowded out. */
export function togetherPlans(seeds: readonly string[]): readonly Plan[] {
  const plans: Plan[] = [];
  for (const seed of seeds) plans.push(balancedPlan(seed, company(seed), allOperators, timesLaid(plans)));
  return plans;
}

/** Further companies, small ones, until each defect was laid often enough: those of which a year has few places. */
export function furtherPlans(laid: readonly Plan[], enough: number): readonly Plan[] {
  const plans: Plan[] = [];
  for (;;) {
    const times = timesLaid([...laid, ...plans]);
    const scarce = allOperators.filter(({ id }) => (times.get(id) as number) < enough);
    if (scarce.length === 0) return plans;
    const seed = `further-${plans.length}`;
    const plan = balancedPlan(seed, smallCompany(seed), scarce, times);
    if (plan.laid.length === 0 && plan.left.length === scarce.length) throw new RangeError(`No place for ${plan.left.join(', ')} in ${seed}`);
    plans.push(plan);
  }
}

function balancedPlan(seed: string, world: World, operators: readonly Operator[], times: Times): Plan {
  const random = randomFrom(`${seed}/defects`);
  const order = random.shuffled(operators).sort((a, b) => (times.get(a.id) as number) - (times.get(b.id) as number));
  return { seed, ...layOver(world, order, random) };
}

/** Seeds tried before an operator is said to find no place in a small company. */
const MOST_TRIED = 10;

/** One defect alone, in the first small company that has a place for it. @throws RangeError where none has */
export function alonePlan(operator: Operator): Plan {
  for (const seed of seedsOf('alone', MOST_TRIED)) {
    const plan = { seed, ...layOver(smallCompany(seed), [operator], randomFrom(`${seed}/${operator.id}`)) };
    if (plan.left.length === 0) return plan;
  }
  throw new RangeError(`No small company has a place for ${operator.id}`);
}

/** Three of its repositories, those in which most changes landed, are all that a small company has. */
function smallCompany(seed: string): World {
  const whole = company(seed);
  const changes = Map.groupBy(whole.changes, ({ repository }) => repository);
  const busy = whole.repositories.toSorted((a, b) => (changes.get(b.id)?.length ?? 0) - (changes.get(a.id)?.length ?? 0));
  const kept = new Set(busy.slice(0, 3).map(({ id }) => id));
  return {
    ...whole,
    repositories: whole.repositories.filter(({ id }) => kept.has(id)),
    changes: whole.changes.filter(({ repository }) => kept.has(repository)),
    approvals: whole.approvals.filter(({ repository }) => kept.has(repository)),
  };
}
