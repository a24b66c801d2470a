import { describe, expect, test } from 'vitest';
import type { GivenPolicy } from './policy-facts.ts';
import { policyReport } from './policy-report.ts';
import { type GivenCheck, given, policy } from './testing/given-policies.ts';

const review: GivenCheck = { id: 'access/review-on-time', population: 'access-reviews-due', settings: ['access-review.every'], rows: [] };
const removal: GivenCheck = { id: 'people/leaver-access-removed', population: 'leavers', settings: ['access-removal.within'], rows: [] };
const from = '2024-06-01T00:00:00Z';

function report(policies: readonly GivenPolicy[], checks: readonly GivenCheck[] = [review, removal], horizon?: string) {
  return policyReport(given({ policies, checks, ...(horizon === undefined ? {} : { horizon }) }));
}

describe('a policy', () => {
  test('shows each number with the words that it sets, since when it counts, and every check that uses it', () => {
    const [entry] = report([policy('access', [{ from, parameters: { 'access-review.every': '3 months' } }])]).policies;
    expect(entry).toMatchObject({ id: 'access', status: 'adopted', version: 1, owner: 'p-002', since: '2024-06-01T00:00:00.000Z', next: null });
    expect(entry?.parameters).toMatchObject([
      {
        name: 'access-review.every',
        written: '3 months',
        title: 'Access is reviewed every',
        counts: true,
        why: '',
        since: '2024-06-01T00:00:00.000Z',
        earlier: [],
      },
    ]);
    expect(entry?.parameters[0]?.checks.map((one) => one.check)).toEqual(['access/review-on-time', 'access/review-complete']);
  });

  test('of which a newer version is adopted and does not count yet shows the one in force, and names the newer', () => {
    const [entry] = report([
      policy('access', [
        { from, parameters: { 'access-review.every': '3 months' } },
        { from: '2026-02-01T00:00:00Z', parameters: { 'access-review.every': '1 month' } },
      ]),
    ]).policies;
    expect(entry).toMatchObject({ version: 1, next: { version: 2, effective: '2026-02-01' }, parameters: [{ written: '3 months', counts: true }] });
  });

  test('that comes into force only later counts for nothing yet', () => {
    const told = report([policy('access', [{ from: '2026-02-01T00:00:00Z', parameters: { 'access-review.every': '1 month' } }])]);
    expect(told.policies[0]).toMatchObject({ since: null, parameters: [{ counts: false, why: 'The policy is not in force yet.', checks: [] }] });
    expect(told.numbersNoCheckUses).toEqual([]);
    expect(told.checksWithoutDocument.map((one) => one.setting)).toContain('access-review.every');
  });

  test('that was withdrawn in the period is shown, and counts for nothing', () => {
    const withdrawn = policy('access', [{ from, until: '2025-05-01T00:00:00Z', parameters: { 'access-review.every': '3 months' } }], {
      status: 'withdrawn',
    });
    expect(report([withdrawn]).policies[0]).toMatchObject({ status: 'withdrawn', parameters: [{ counts: false, why: 'The policy was withdrawn.' }] });
  });
});

describe('a number in a document that no check uses', () => {
  test('is named with its document', () => {
    const told = report([policy('privacy', [{ from, parameters: { 'answers.within': '30 days', 'access-review.every': '3 months' } }])]);
    expect(told.numbersNoCheckUses).toEqual([
      { policy: 'privacy', version: 1, parameter: 'answers.within', written: '30 days', why: 'No check reads this number.' },
    ]);
    expect(told.policies[0]?.parameters[0]).toMatchObject({ title: null, counts: false, why: 'No check reads this number.' });
  });

  test('is one, too, that only checks read which were not asked', () => {
    const told = report([policy('risk', [{ from, parameters: { 'risk-assessment.every': '12 months' } }])]);
    expect(told.numbersNoCheckUses).toMatchObject([
      {
        parameter: 'risk-assessment.every',
        why: 'It is read by what was not asked: record/risk-assessment, for which the program keeps no control risk-assessment.',
      },
    ]);
  });
});

test('a number that checks use and no document names is Tickmark’s default, adopted by nobody', () => {
  const told = report([policy('access', [{ from, parameters: { 'access-review.every': '3 months' } }])]);
  expect(told.checksWithoutDocument).toEqual([
    {
      setting: 'access-removal.within',
      title: 'Access of leavers is removed within',
      written: '24 hours',
      from: "Tickmark's default, adopted by nobody",
      checks: ['people/leaver-access-removed'],
    },
  ]);
});

test('a draft’s numbers count for nothing, and what counts instead is told', () => {
  const parameters = [
    { name: 'access-review.every', written: '1 month' },
    { name: 'made-up', written: '7' },
  ];
  const draft = { ...policy('draft', []), status: 'draft' as const, parameters };
  const told = report([draft, policy('access', [{ from, parameters: { 'access-review.every': '3 months' } }])]);
  expect(told.drafts).toEqual([
    {
      policy: 'draft',
      version: 1,
      parameters: [
        { name: 'access-review.every', written: '1 month', instead: { written: '3 months', policy: { id: 'access', version: 1 } } },
        { name: 'made-up', written: '7', instead: null },
      ],
    },
  ]);
  expect(told.policies.find((one) => one.id === 'draft')?.parameters).toMatchObject([
    { counts: false, why: 'The policy is a draft, so that its numbers count for nothing.' },
    { counts: false, why: 'No check reads this number.' },
  ]);
  expect(told.numbersNoCheckUses).toEqual([]);
});

describe('two policies in force that name the same number', () => {
  const first = policy('a-policy', [{ from, parameters: { 'access-review.every': '3 months' } }]);

  test('the one that came into force last counts', () => {
    const told = report([first, policy('b-policy', [{ from: '2025-03-01T00:00:00Z', parameters: { 'access-review.every': '6 months' } }])]);
    expect(told.namedTwice).toEqual([
      {
        parameter: 'access-review.every',
        named: [
          { policy: 'b-policy', version: 1, written: '6 months', since: '2025-03-01T00:00:00.000Z' },
          { policy: 'a-policy', version: 1, written: '3 months', since: '2024-06-01T00:00:00.000Z' },
        ],
        counts: 'b-policy',
        why: 'The one that came into force last counts.',
      },
    ]);
    expect(told.policies[0]?.parameters[0]).toMatchObject({ counts: false, why: 'Another policy counts: b-policy sets it to 6 months.' });
  });

  test('of two at the same instant, the one whose id comes first', () => {
    const told = report([policy('b-policy', [{ from, parameters: { 'access-review.every': '6 months' } }]), first]);
    expect(told.namedTwice).toMatchObject([{ counts: 'a-policy', why: expect.stringContaining('same instant') }]);
  });

  test('counts for nothing where no check reads it, and a draft names nothing', () => {
    const unread = (id: string) => policy(id, [{ from, parameters: { 'made-up': '1' } }]);
    expect(report([unread('a'), unread('b')]).namedTwice).toMatchObject([{ parameter: 'made-up', counts: null }]);
    const draft = { ...policy('draft', []), status: 'draft' as const, parameters: [{ name: 'access-review.every', written: '1 month' }] };
    expect(report([first, draft]).namedTwice).toEqual([]);
  });
});

describe('a number that changed', () => {
  const change = (when: string, parameters: Readonly<Record<string, string>> = { 'access-review.every': '6 months' }) =>
    policy('access', [
      { from, parameters: { 'access-review.every': '3 months' } },
      { from: when, parameters },
    ]);

  test('inside the period is told with what it was and from when it is', () => {
    const told = report([change('2025-04-01T00:00:00Z')]);
    expect(told.changes).toEqual([
      {
        setting: 'access-review.every',
        title: 'Access is reviewed every',
        at: '2025-04-01T00:00:00.000Z',
        before: { written: '3 months', policy: { id: 'access', version: 1 } },
        after: { written: '6 months', policy: { id: 'access', version: 2 } },
        checks: ['access/review-on-time'],
      },
    ]);
    expect(told.policies[0]?.parameters[0]?.earlier).toEqual([
      { written: '3 months', policy: { id: 'access', version: 1 }, until: '2025-04-01T00:00:00.000Z' },
    ]);
  });

  test('to or from no document at all is told, although the number stays', () => {
    const adopted = policy('access', [{ from: '2025-02-01T00:00:00Z', parameters: { 'access-review.every': '3 months' } }]);
    expect(report([adopted]).changes).toMatchObject([{ before: { written: '3 months', policy: null }, after: { policy: { id: 'access' } } }]);
    const left = change('2025-04-01T00:00:00Z', {});
    expect(report([left]).changes).toMatchObject([{ before: { policy: { id: 'access' } }, after: { written: '3 months', policy: null } }]);
  });

  test.each([
    ['in a new version that leaves it as it was', change('2025-04-01T00:00:00Z', { 'access-review.every': '3 months' }), undefined],
    ['as the period began', change('2025-01-01T00:00:00Z'), undefined],
    ['as the period ended', change('2026-01-01T00:00:00Z'), undefined],
    ['after the last look', change('2025-04-01T00:00:00Z'), '2025-04-01T00:00:00Z'],
  ])('%s is not told', (_name, given, horizon) => {
    expect(report([given], [review, removal], horizon).changes).toEqual([]);
  });

  test('is not told where no check that was asked uses it', () => {
    expect(report([change('2025-04-01T00:00:00Z')], [removal]).changes).toEqual([]);
  });
});

test('the report says of which period it is, and whether the clock was simulated', () => {
  const input = given({});
  expect(policyReport(input)).not.toHaveProperty('simulated');
  expect(policyReport({ ...input, summary: { ...input.summary, simulated: true } })).toMatchObject({
    simulated: true,
    period: { first: '2025-01-01' },
  });
});
