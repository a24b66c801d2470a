import type { Instant } from '../../../src/kernel/time.ts';
import type { Random } from '../../random.ts';
import { alertOperators } from './alerts.ts';
import { changeOperators } from './changes.ts';
import { edgeOperators } from './edges.ts';
import { inventoryOperators } from './inventory.ts';
import { keyAndHookOperators } from './keys-and-hooks.ts';
import { landingOperators } from './landings.ts';
import type { Operator, Place, Planted } from './operator.ts';
import { protectionOperators } from './protection.ts';

export const githubOperators: readonly Operator[] = [
  ...changeOperators,
  ...edgeOperators,
  ...protectionOperators,
  ...inventoryOperators,
  ...keyAndHookOperators,
  ...alertOperators,
  ...landingOperators,
];

/** @throws RangeError for an id that no operator has */
export function githubOperatorNamed(id: string): Operator {
  const operator = githubOperators.find((one) => one.id === id);
  if (operator === undefined) throw new RangeError(`No operator is called ${id}`);
  return operator;
}

export interface Laid {
  readonly world: Place['world'];
  readonly planted: readonly Planted[];
  /** What each defect adds, in the order of laying. */
  readonly laid: readonly { readonly operator: string; readonly planted: readonly Planted[]; readonly at: Instant | null }[];
  /** Operators that found no place left. */
  readonly left: readonly string[];
}

/** Lays defects over a world one after another. No two meet at the same item. */
export function layOverGithub({ world: clean, company }: Place, operators: readonly Operator[], random: Random): Laid {
  let world = clean;
  const laid: { operator: string; planted: readonly Planted[]; at: Instant | null }[] = [];
  const left: string[] = [];
  operators.forEach((operator, index) => {
    const outcome = operator.apply({ world, company }, random.fork(`${index} ${operator.id}`));
    if (outcome === null) {
      left.push(operator.id);
      return;
    }
    world = outcome.world;
    laid.push({ operator: operator.id, planted: outcome.planted, at: outcome.at ?? null });
  });
  return { world, planted: laid.flatMap(({ planted }) => planted), laid, left };
}
