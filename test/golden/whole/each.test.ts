import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperators } from '../../../demo/operators/all-operators.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { findingsOf, judgeCompany } from '../full-path.ts';
import { alonePlan, furtherPlans, type Plan, seedsOf, timesLaid, togetherPlans } from '../plans.ts';

/** Each defect is tried at this many random places. */
const PLACES = 20;

/** These are tried in together.test.ts; here they are counted. */
const together = togetherPlans(seedsOf('together', 20));
const alone = allOperators.map((operator) => alonePlan(operator));
const further = furtherPlans([...together, ...alone], PLACES);

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

async function yieldsExactly(plan: Plan): Promise<void> {
  const { said, expected } = await judgeCompany(base, plan);
  expect(said).toEqual(findingsOf(expected));
}

test(`every defect is laid at ${PLACES} places or more`, () => {
  const times = timesLaid([...together, ...alone, ...further]);
  expect([...times].filter(([, count]) => count < PLACES)).toEqual([]);
  expect(times.size).toBe(allOperators.length);
});

describe('one defect alone, with exactly its findings', () => {
  test.each(alone.map((plan) => [plan.laid[0]?.operator ?? '', plan] as const))('%s', (_operator, plan) => yieldsExactly(plan));
});

describe('defects of which a year has few places, with exactly their findings', () => {
  test.each(further.map((plan) => [plan.seed, plan] as const))('%s', (_seed, plan) => yieldsExactly(plan));
});
