import { afterAll, beforeAll, expect, test } from 'vitest';
import { githubOperators } from '../../../demo/github/operators/all-operators.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { compare } from '../github/judging.ts';
import { togetherGithub } from '../github/plans.ts';
import { seedsOf } from '../plans.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

const companies = togetherGithub(seedsOf('together', 4), (index) => (index % 2 === 0 ? 'enterprise' : 'team'));

test('no defect of a code host is left out', () => {
  const laid = new Set(companies.flatMap((one) => one.laid.map(({ operator }) => operator)));
  expect(githubOperators.filter(({ id }) => !laid.has(id)).map(({ id }) => id)).toEqual([]);
});

test.each(companies.map((one) => [`${one.seed} (${one.plan})`, one] as const))(
  '%s: many defects at once, each with exactly its findings',
  async (_, one) => {
    const { said, expected } = await compare(base, one);
    expect(one.laid.length).toBeGreaterThan(45);
    expect(said).toEqual(expected);
  },
);
