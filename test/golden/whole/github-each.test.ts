import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { githubOperators } from '../../../demo/github/operators/all-operators.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { GAPS_OVER, gaps, knownOtherwise, unknownsOf } from '../github/gaps.ts';
import { compare } from '../github/judging.ts';
import { aloneGithub, cleanGithub } from '../github/plans.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

describe('one defect of a code host alone, with exactly its findings', () => {
  const alone = githubOperators.map((operator, index) => aloneGithub(operator, index % 3 === 0 ? 'team' : 'enterprise'));
  test.each(alone.map((one) => [`${one.laid[0]?.operator} (${one.plan})`, one] as const))('%s', async (_, one) => {
    const { said, expected } = await compare(base, one);
    expect(said).toEqual(expected);
  });
});

describe('what could not be seen for a while is unknown, and nothing else is', () => {
  test.each(gaps.map((gap) => [gap.id, gap] as const))('%s', async (_, gap) => {
    const company = { ...cleanGithub('gap', 'enterprise', GAPS_OVER), troubles: gap.troubles };
    const { said, expected } = await compare(base, company);
    expect(said.exceptions).toEqual([]);
    expect(said.unknowns.filter(knownOtherwise)).toEqual([...expected.unknowns, ...unknownsOf(gap, company)].filter(knownOtherwise).sort());
  });
});
