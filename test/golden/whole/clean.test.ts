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
  const { said, items, incomplete, saidWithoutHost } = await judgeCompany(base, cleanPlan(seed));
  expect(said).toEqual(findingsOf(NOTHING));
  expect(incomplete).toEqual([]);
  expect(saidWithoutHost).toEqual([]);
  // Nobody dismisses a vulnerability in records.
  const { 'vulnerability/dismissal-approved': dismissed, ...others } = items;
  expect(dismissed).toBe(0);
  expect(Object.entries(others).filter(([, count]) => count === 0)).toEqual([]);
});
