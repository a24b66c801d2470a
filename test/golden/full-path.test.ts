import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAudited } from '../../demo/company/changes.ts';
import { allOperators } from '../../demo/operators/all-operators.ts';
import { type Expected, NOTHING } from '../../demo/operators/operator.ts';
import { instant, plus } from '../../src/kernel/time.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { findingsOf, type JudgedCompany, judgeCompany } from './full-path.ts';
import { alonePlan, cleanPlan, seedsOf, timesLaid, togetherPlans } from './plans.ts';

/** A share of the golden companies. All of them: `npm run golden`. */
const CLEAN = seedsOf('clean', 2);
const TOGETHER = togetherPlans(seedsOf('together', 3));

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.drop());

describe('a clean year', () => {
  test.each(CLEAN)('%s: nothing is found, and everything is known', async (seed) => {
    const plan = cleanPlan(seed);
    const { said, items, incomplete, saidWithoutHost } = await judgeCompany(base, plan);
    expect(said).toEqual(findingsOf(NOTHING));
    expect(incomplete).toEqual([]);
    expect(saidWithoutHost).toEqual([]);
    const { changes, repositories, policies, accessReviews, restoreDrills, tabletops, vulnerabilities, people, controlRecords } = plan.world;
    const audited = changes.filter((change) => isAudited(change, repositories)).length;
    const rated = (...severities: readonly string[]) => vulnerabilities.filter(({ severity }) => severities.includes(severity)).length;
    expect(items).toEqual({
      'access/review-on-time': accessReviews.length,
      'access/review-complete': accessReviews.length,
      'people/leaver-access-removed': people.flatMap(({ employment }) => employment).filter(({ until }) => until?.startsWith('2025')).length,
      'governance/policy-reviewed': policies.length,
      'governance/policy-approved': policies.length,
      'vulnerability/fixed-within-limit': rated('critical', 'high'),
      'vulnerability/medium-fixed-within-limit': rated('medium'),
      'vulnerability/dismissal-approved': 0,
      'change/ticket-reference': audited,
      'change/approved-by-another': audited,
      'continuity/restore-tested': restoreDrills.length,
      'incident/tabletop-documented': tabletops.length,
      ...Object.fromEntries([...Map.groupBy(controlRecords, ({ record }) => `record/${record}`)].map(([check, made]) => [check, made.length])),
    });
  });
});

describe('all defects at once', () => {
  test('leave none out', () => {
    expect([...timesLaid(TOGETHER)].filter(([, times]) => times === 0)).toEqual([]);
    expect(timesLaid(TOGETHER).size).toBe(allOperators.length);
  });

  test.each(TOGETHER.map((plan) => [plan.seed, plan] as const))('%s: each yields exactly its findings', async (_seed, plan) => {
    const { said, expected } = await judgeCompany(base, plan);
    expect(said.exceptions.length).toBeGreaterThan(30);
    expect(said).toEqual(findingsOf(expected));
  });
});

describe('the comparison', () => {
  const laid = ['access-review/late', 'gap/policy-unreadable', 'change/excluded'].map((id) =>
    alonePlan(allOperators.find((one) => one.id === id) as never),
  );
  let judged: readonly JudgedCompany[];
  beforeAll(async () => {
    judged = [];
    for (const plan of laid) judged = [...judged, await judgeCompany(base, plan)];
  });

  test('sees one millisecond at either end of any finding, another reason, a finding too many and one too few', () => {
    expect(judged.flatMap(({ expected }) => wrongly(expected)).length).toBeGreaterThan(10);
    for (const { said, expected } of judged) {
      expect(said).toEqual(findingsOf(expected));
      for (const wrong of wrongly(expected)) expect(said).not.toEqual(findingsOf(wrong));
    }
  });

  test('sees a defect of which nobody told it', () => {
    for (const { said } of judged) expect(said).not.toEqual(findingsOf(NOTHING));
  });
});

type Span = Expected['exceptions'][number];

/** Every way in which an expectation is wrong by a hair. */
function wrongly(expected: Expected): readonly Expected[] {
  const { exceptions, unknowns, excluded } = expected;
  const off = <T extends Span | Expected['unknowns'][number]>(list: readonly T[], put: (list: readonly T[]) => Expected): Expected[] =>
    list.flatMap((one, place) => [
      ...[-1, 1].map((by) => put(list.with(place, { ...one, from: plus(one.from, by) }))),
      ...[-1, 1].map((by) => put(list.with(place, { ...one, until: one.until === null ? instant(one.from + 1000) : plus(one.until, by) }))),
      put(list.toSpliced(place, 1)),
      put([...list, one]),
    ]);
  return [
    ...off(exceptions, (wrong) => ({ ...expected, exceptions: wrong })),
    ...off(unknowns, (wrong) => ({ ...expected, unknowns: wrong })),
    ...off(excluded, (wrong) => ({ ...expected, excluded: wrong })),
    ...unknowns.map((one, place) => ({ ...expected, unknowns: unknowns.with(place, { ...one, reason: 'denied' }) })),
  ];
}
