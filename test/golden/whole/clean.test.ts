import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOTHING } from '../../../demo/operators/operator.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { findingsOf, judgeCompany } from '../full-path.ts';
import { cleanPlan, seedsOf } from '../plans.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

test.each(seedsOf('clean', 20))('%s: nothing is found, and everything is known', async (seed) => {
  const { said, items, incomplete } = await judgeCompany(base, cleanPlan(seed));
  expect(said).toEqual(findingsOf(NOTHING));
  expect(incomplete).toEqual([]);
  expect(Object.values(items).every((count) => count > 0)).toBe(true);
});
