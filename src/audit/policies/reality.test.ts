import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/time.ts';
import type { CheckReality } from './check-reality.ts';
import type { GivenPolicy } from './policy-facts.ts';
import { policyReport } from './policy-report.ts';
import { type GivenCheck, type GivenRow, given, policy } from './testing/given-policies.ts';

function realities(checks: readonly GivenCheck[], policies: readonly GivenPolicy[], horizon?: string): ReadonlyMap<string, CheckReality> {
  const report = policyReport(given({ checks, policies, ...(horizon === undefined ? {} : { horizon }) }));
  return new Map(
    report.policies.flatMap((one) => one.parameters.flatMap(({ name, checks: its }) => its.map((found) => [`${name} ${found.check}`, found]))),
  );
}

describe('a limit', () => {
  const removal = policy('access-control', [{ from: '2024-01-01T00:00:00Z', parameters: { 'access-removal.within': '24 hours' } }]);
  const leaver = (day: string, more: Partial<GivenRow> = {}): GivenRow => {
    return { item: `p/${day}`, from: `2025-${day}T00:00:00Z`, due: `2025-${nextDay(day)}T00:00:00Z`, ...more };
  };
  const nextDay = (day: string) => new Date(Date.parse(`2025-${day}T00:00:00Z`) + DAY).toISOString().slice(5, 10);
  const found = (rows: readonly GivenRow[], horizon?: string) => {
    const check = { id: 'people/leaver-access-removed', population: 'leavers', settings: ['access-removal.within'] as const, rows };
    return realities([check], [removal], horizon).get('access-removal.within people/leaver-access-removed');
  };

  test('tells how many were late, the slowest from the start of its clock, and how far beyond the limit', () => {
    const late = leaver('05-01', { fails: [['2025-05-02T00:00:00Z', '2025-05-09T23:00:00Z']] });
    const reality = found([leaver('02-01'), leaver('03-01'), leaver('04-01'), late, leaver('06-01'), leaver('07-01')]);
    expect(reality).toMatchObject({
      measure: 'limit',
      counts: { items: 6, pass: 5, fail: 1 },
      slowest: { milliseconds: 8 * DAY + 23 * HOUR, ended: true },
      late: { items: 1, open: 0, longest: 7 * DAY + 23 * HOUR, atLeast: false },
      median: null,
      says: '6 items tested, 1 late, the slowest done after 8 d 23 h, at the most 7 d 23 h beyond the limit.',
    });
  });

  test('says nothing of the time that was taken where all were in time and rows do not tell', () => {
    expect(found([leaver('02-01'), leaver('03-01')])).toMatchObject({ late: null, slowest: null, says: '2 items tested, none late.' });
  });

  test('measures what has not ended to the end of what is known', () => {
    const open = leaver('05-01', { fails: [['2025-05-02T00:00:00Z', null]] });
    const reality = found([open], '2025-05-12T00:00:00Z');
    expect(reality?.late).toMatchObject({ longest: 10 * DAY, open: 1 });
    expect(reality?.says).toBe('1 item tested, 1 late, the slowest not done after 11 d, at the most 10 d beyond the limit.');
  });

  test('of one carried in, what lies before the period is in the time taken, and only a bound on the lateness', () => {
    const carried = {
      item: 'p/old',
      from: '2024-12-01T00:00:00Z',
      due: '2024-12-02T00:00:00Z',
      fails: [['2025-01-01T00:00:00Z', '2025-01-03T00:00:00Z']],
    } as const;
    const reality = found([carried]);
    expect(reality).toMatchObject({ slowest: { milliseconds: 33 * DAY, ended: true }, late: { longest: 2 * DAY, atLeast: true } });
    expect(reality?.says).toBe('1 item tested, 1 late, the slowest done after 33 d, at least 2 d beyond the limit.');
  });

  test('an exclusion changes nothing beneath; what is not known, excluded or not owed is said', () => {
    const late = leaver('05-01', { fails: [['2025-05-02T00:00:00Z', '2025-05-04T00:00:00Z']], excludedBy: 'ex-1' });
    const reality = found([late, leaver('06-01'), leaver('07-01', { outcome: 'unknown' }), leaver('12-31', { outcome: 'not-owed' })]);
    expect(reality).toMatchObject({ counts: { fail: 0, excluded: 1 }, slowest: { milliseconds: 3 * DAY } });
    expect(reality?.says).toBe(
      '2 items tested, 1 late, 1 of them excluded, the slowest done after 3 d, at the most 2 d beyond the limit, 1 not known, 1 not owed.',
    );
  });

  test('that changed counts from the value in force when each clock started', () => {
    const changed = policy('access-control', [
      { from: '2024-01-01T00:00:00Z', parameters: { 'access-removal.within': '48 hours' } },
      { from: '2025-07-01T00:00:00Z', parameters: { 'access-removal.within': '24 hours' } },
    ]);
    const account = {
      item: 'ada',
      from: '2023-01-01T00:00:00Z',
      due: '2025-06-12T00:00:00Z',
      fails: [['2025-06-12T00:00:00Z', '2025-06-13T00:00:00Z']],
    } as const;
    const check = { id: 'account/leaver-removed', population: 'code-accounts', settings: ['access-removal.within'] as const, rows: [account] };
    expect(realities([check], [changed]).get('access-removal.within account/leaver-removed')?.slowest).toEqual({
      milliseconds: 3 * DAY,
      ended: true,
    });
  });

  test('where one late item does not tell when its clock started, no slowest is named', () => {
    const strange = { ...leaver('05-01'), due: '2025-05-09T00:00:00Z', fails: [['2025-05-09T00:00:00Z', '2025-05-10T00:00:00Z']] } as const;
    const known = leaver('06-01', { fails: [['2025-06-02T00:00:00Z', '2025-06-03T00:00:00Z']] });
    const without = { ...strange, due: undefined } as unknown as GivenRow;
    expect(found([without, known])).toMatchObject({ slowest: null, late: { longest: DAY } });
  });
});

describe('several limits of one check', () => {
  const limits = (critical: string, high: string) =>
    policy('vulnerabilities', [
      { from: '2024-01-01T00:00:00Z', parameters: { 'vulnerability.critical.within': critical, 'vulnerability.high.within': high } },
    ]);
  const rows: readonly GivenRow[] = [
    { item: 'v-1', from: '2025-02-01T00:00:00Z', until: '2025-02-03T00:00:00Z', due: '2025-02-08T00:00:00Z' },
    { item: 'v-2', from: '2025-03-01T00:00:00Z', until: '2025-03-05T00:00:00Z', due: '2025-03-08T00:00:00Z' },
    {
      item: 'v-3',
      from: '2025-04-01T00:00:00Z',
      until: '2025-05-11T00:00:00Z',
      due: '2025-05-01T00:00:00Z',
      fails: [['2025-05-01T00:00:00Z', '2025-05-11T00:00:00Z']],
    },
    { item: 'v-4', from: '2025-06-01T00:00:00Z', due: '2025-07-01T00:00:00Z' },
  ];
  const check = {
    id: 'vulnerability/fixed-within-limit',
    population: 'vulnerabilities',
    settings: ['vulnerability.critical.within', 'vulnerability.high.within'] as const,
    rows,
  };

  test('take each item to the limit by which it fell due; items that end when they are done tell the middle, too', () => {
    const found = realities([check], [limits('7 days', '30 days')]);
    expect(found.get('vulnerability.critical.within vulnerability/fixed-within-limit')).toMatchObject({
      counts: { items: 2, pass: 2, fail: 0 },
      notToldApart: 0,
      slowest: { milliseconds: 4 * DAY, ended: true },
      median: 3 * DAY,
      says: '2 items tested, none late, the slowest done after 4 d, half of those done within 3 d.',
    });
    expect(found.get('vulnerability.high.within vulnerability/fixed-within-limit')).toMatchObject({
      counts: { items: 2, pass: 1, fail: 1 },
      slowest: { milliseconds: 40 * DAY, ended: true },
      late: { longest: 10 * DAY },
    });
  });

  test('that are the same cannot be told apart, and nothing is counted under either', () => {
    const same = { ...check, rows: rows.slice(2) };
    const found = realities([same], [limits('30 days', '30 days')]).get('vulnerability.high.within vulnerability/fixed-within-limit');
    expect(found).toMatchObject({ counts: { items: 0 }, notToldApart: 2 });
    expect(found?.says).toBe('There was nothing that it applied to. Of 2 more items nothing tells which limit applied.');
  });
});

describe('a cadence', () => {
  const review = policy('access-control', [{ from: '2024-01-01T00:00:00Z', parameters: { 'access-review.every': '3 months' } }]);
  const quarter = (due: string, more: Partial<GivenRow> = {}): GivenRow => ({ item: due, from: '2025-01-01T00:00:00Z', until: due, due, ...more });
  const found = (rows: readonly GivenRow[], horizon?: string) => {
    const check = { id: 'access/review-on-time', population: 'access-reviews-due', settings: ['access-review.every'] as const, rows };
    return realities([check], [review], horizon).get('access-review.every access/review-on-time');
  };

  test('tells how many fell due, how many were missed, and the longest delay', () => {
    const late = quarter('2025-04-01T00:00:00Z', { fails: [['2025-04-01T00:00:00Z', '2025-04-13T00:00:00Z']] });
    const reality = found([
      late,
      quarter('2025-07-01T00:00:00Z'),
      quarter('2025-10-01T00:00:00Z'),
      quarter('2026-01-01T00:00:00Z', { outcome: 'not-owed' }),
    ]);
    expect(reality).toMatchObject({ measure: 'cadence', slowest: null, late: { items: 1, longest: 12 * DAY, open: 0 } });
    expect(reality?.says).toBe('3 due, 1 missed, the longest delay 12 d, 1 not owed.');
  });

  test('says what is still open, and of several spans the longest counts', () => {
    const twice = quarter('2025-04-01T00:00:00Z', {
      fails: [
        ['2025-04-01T00:00:00Z', '2025-04-03T00:00:00Z'],
        ['2025-08-01T00:00:00Z', '2025-08-06T00:00:00Z'],
      ],
    });
    const open = quarter('2025-07-01T00:00:00Z', { fails: [['2025-07-01T00:00:00Z', null]] });
    expect(found([twice])?.late).toMatchObject({ longest: 5 * DAY, open: 0 });
    expect(found([twice, open], '2025-07-21T00:00:00Z')?.says).toBe('2 due, 2 missed, the longest delay 20 d, 1 still open.');
  });

  test('where nothing was missed, that is said; where nothing fell due, too', () => {
    expect(found([quarter('2025-04-01T00:00:00Z')])?.says).toBe('1 due, none missed.');
    expect(found([])?.says).toBe('There was nothing that it applied to.');
    expect(found([quarter('2025-04-01T00:00:00Z', { outcome: 'unknown' })])?.says).toBe('None of 1 item tested, 1 not known.');
  });
});

test('anything else is counted', () => {
  const change = policy('change', [{ from: '2024-01-01T00:00:00Z', parameters: { 'change.ticket-prefixes': 'HL' } }]);
  const rows: readonly GivenRow[] = [
    { item: 'a', from: '2025-02-01T00:00:00Z' },
    { item: 'b', from: '2025-02-01T00:00:00Z', fails: [['2025-02-01T00:00:00Z', '2025-02-01T00:00:01Z']] },
  ];
  const unseen = [{ from: '2025-01-01T00:00:00.000Z', until: '2025-01-02T00:00:00.000Z', reason: 'denied' as const, why: 'Denied.' }];
  const check = { id: 'change/ticket-reference', population: 'changes', settings: ['change.ticket-prefixes'] as const, rows, unseen };
  const reality = realities([check], [change]).get('change.ticket-prefixes change/ticket-reference');
  expect(reality).toMatchObject({ measure: 'other', late: null, slowest: null });
  expect(reality?.says).toBe('1 of 2 items failed. Further items could have stood unseen.');
});

test('a check that was not asked says which control the program does not keep', () => {
  const risk = policy('risk', [{ from: '2024-01-01T00:00:00Z', parameters: { 'risk-assessment.every': '12 months' } }]);
  expect(realities([], [risk]).get('risk-assessment.every record/risk-assessment')).toMatchObject({
    counts: null,
    says: 'Not asked: the program does not keep the control risk-assessment.',
  });
});

test('a finding of no item is an error, not a guess', () => {
  const input = given({
    checks: [{ id: 'change/ticket-reference', population: 'changes', settings: [], rows: [{ item: 'a', from: '2025-02-01T00:00:00Z' }] }],
  });
  expect(() => policyReport({ ...input, items: new Map() })).toThrow('No population holds the item a');
});
