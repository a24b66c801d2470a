import type { World } from '../company/world.ts';
import type { Random } from '../random.ts';
import type { Shas } from '../write/git.ts';
import { shaIn } from '../write/write-company.ts';
import { type Expected, NOTHING, type Operator } from './operator.ts';

export interface Laid {
  readonly world: World;
  /** What all defects together must yield, changes still by their ids. */
  readonly expected: Expected;
  /** What each defect adds to it, in the order of laying. */
  readonly laid: readonly { readonly operator: string; readonly expected: Expected }[];
  /** Operators that found no place left. */
  readonly left: readonly string[];
}

/** Lays defects over a world one after another. No two meet at the same item. */
export function layOver(clean: World, operators: readonly Operator[], random: Random): Laid {
  let world = clean;
  const laid: { operator: string; expected: Expected }[] = [];
  const left: string[] = [];
  operators.forEach((operator, index) => {
    const outcome = operator.apply(world, random.fork(`${index} ${operator.id}`));
    if (outcome === null) {
      left.push(operator.id);
      return;
    }
    world = outcome.world;
    laid.push({ operator: operator.id, expected: outcome.expected });
  });
  return { world, expected: laid.reduce((sum, { expected }) => together(sum, expected), NOTHING), laid, left };
}

function together(a: Expected, b: Expected): Expected {
  return {
    exceptions: [...a.exceptions, ...b.exceptions],
    unknowns: [...a.unknowns, ...b.unknowns],
    excluded: [...a.excluded, ...b.excluded],
  };
}

/** The same, with the keys of items as reports print them: `api#12` becomes `api@<sha of its landing>`. Sorted by check, item and start. */
export function expectedFindings(expected: Expected, shas: Shas): Expected {
  const shaOf = shaIn(shas);
  const keyed = <T extends { readonly item: string | null }>(one: T): T => {
    const change = /^([\w-]+)[#!]\d+$/.exec(one.item ?? '');
    return change === null ? one : { ...one, item: `${change[1]}@${shaOf(one.item as string)}` };
  };
  return {
    exceptions: expected.exceptions.map(keyed).sort(byPlace),
    unknowns: expected.unknowns.map(keyed).sort(byPlace),
    excluded: expected.excluded.map(keyed).sort(byPlace),
  };
}

interface Placed {
  readonly check: string;
  readonly item: string | null;
  readonly from: number;
}

function byPlace(a: Placed, b: Placed): number {
  const place = ({ check, item }: Placed): string => `${check} ${item ?? ''}`;
  return place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : a.from - b.from;
}
