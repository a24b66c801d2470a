import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { githubOperatorNamed } from '../../../demo/github/operators/all-operators.ts';
import { instant } from '../../../src/kernel/time.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { expectedExceptions } from './expected.ts';
import { type Compared, compare } from './judging.ts';
import { aloneGithub, type GithubPlan } from './plans.ts';

/** A share of the golden companies on a code host. All of them: `npm run golden`. */
const ALONE = ['change/approval-stale', 'change/approved-at-landing', 'repository/public', 'webhook/unsigned', 'alert/critical-late'];
const alone = (id: string): GithubPlan => aloneGithub(githubOperatorNamed(`github/${id}`), 'enterprise');

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

describe('one defect alone, with exactly its findings', () => {
  test.each(ALONE)('%s', async (id) => {
    const { said, expected } = await compare(base, alone(id));
    expect(said).toEqual(expected);
  });
});

describe('protection that was taken away for minutes', () => {
  const flicker = alone('protection/removed-between-looks');
  let judged: Compared;
  beforeAll(async () => {
    judged = await compare(base, flicker);
  });

  test('is found where the host keeps an audit log', () => {
    expect(judged.said).toEqual(judged.expected);
    expect(judged.said.exceptions.length).toBe(7);
  });

  test('is not seen without one', async () => {
    const company = { ...flicker.world, organization: { ...flicker.world.organization, plan: 'team' as const } };
    const { said } = await compare(base, { ...flicker, plan: 'team', world: company });
    expect(said.exceptions).toEqual([]);
  });

  test('is held against what was planted to the second: one second off at either end is noticed, one too many, one too few', () => {
    const { said } = judged;
    for (const [place, one] of flicker.planted.entries()) {
      const until = one.until === null ? null : instant(one.until + 1000);
      const wrongly = [
        { ...one, from: instant(one.from + 1000) },
        { ...one, check: 'branch/history-kept' },
        ...(one.as === 'told' ? [{ ...one, until }] : []),
      ];
      for (const wrong of wrongly.filter(({ item }) => !item.startsWith('event:'))) {
        expect(said.exceptions).not.toEqual(expectedExceptions({ ...flicker, planted: flicker.planted.with(place, wrong) }));
      }
      expect(said.exceptions).not.toEqual(expectedExceptions({ ...flicker, planted: flicker.planted.toSpliced(place, 1) }));
      expect(said.exceptions).not.toEqual(expectedExceptions({ ...flicker, planted: [...flicker.planted, one] }));
    }
  });
});
