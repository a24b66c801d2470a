import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { findingsOf, judgeCompany } from '../full-path.ts';
import { seedsOf, togetherPlans } from '../plans.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

describe('all defects at once, each with exactly its findings', () => {
  test.each(togetherPlans(seedsOf('together', 20)).map((plan) => [plan.seed, plan] as const))('%s', async (_seed, plan) => {
    const { said, expected } = await judgeCompany(base, plan);
    expect(plan.laid.length).toBeGreaterThan(40);
    expect(said).toEqual(findingsOf(expected));
  });
});
