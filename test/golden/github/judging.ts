import type { TestDatabase } from '../../support/database.ts';
import { expectedExceptions, expectedUnknowns, withoutDeclared } from './expected.ts';
import { type JudgedYear, judgeYear } from './host-path.ts';
import type { GithubPlan } from './plans.ts';

/** What the program said of a company, and what it must say. */
export interface Compared {
  readonly said: Sides;
  readonly expected: Sides;
  readonly items: JudgedYear['items'];
}

interface Sides {
  readonly exceptions: readonly string[];
  readonly unknowns: readonly string[];
}

export async function compare(base: TestDatabase, company: GithubPlan): Promise<Compared> {
  const { exceptions, unknowns, items } = await judgeYear(base, company);
  return {
    said: { exceptions, unknowns: withoutDeclared(unknowns) },
    expected: { exceptions: expectedExceptions(company), unknowns: expectedUnknowns(company) },
    items,
  };
}
