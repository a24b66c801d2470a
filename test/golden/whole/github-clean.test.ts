import { afterAll, beforeAll, expect, test } from 'vitest';
import { YEAR } from '../../../demo/clock.ts';
import { DAY, instant } from '../../../src/kernel/time.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { compare } from '../github/judging.ts';
import { cleanGithub } from '../github/plans.ts';
import { seedsOf } from '../plans.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

/** One of each plan is looked at all year, the others for some weeks. */
const WEEKS = instant(YEAR.from + 56 * DAY);
const WHOLE = [0, 11];
const companies = seedsOf('clean', 20).map((seed, index) =>
  cleanGithub(seed, index % 2 === 0 ? 'team' : 'enterprise', WHOLE.includes(index) ? YEAR.until : WEEKS),
);
/** Of these a clean company has none, or not in every two months. */
const RARE = ['vulnerability/dismissal-approved', 'secret/revoked-within-limit', 'change/emergency-reviewed-afterwards'].concat(
  'change/emergency-declared-by-authorised',
  'deploy-key/not-old',
  'deploy-key/read-only',
);

test.each(companies.map((one) => [`${one.seed} (${one.plan})`, one] as const))(
  '%s: nothing is found, and unknown is only what nobody tells',
  async (_, one) => {
    const { said, expected, items } = await compare(base, one);
    expect(said).toEqual(expected);
    expect(expected.exceptions.filter((line) => !line.startsWith('change/approver-could-write '))).toEqual([]);
    const hosted = Object.entries(items).filter(([check]) =>
      /^(change|branch|repository|organization|account|webhook|secret|deploy-key)\//.test(check),
    );
    expect(hosted.length).toBeGreaterThan(30);
    expect(hosted.filter(([check, count]) => count === 0 && !RARE.includes(check))).toEqual([]);
  },
);
