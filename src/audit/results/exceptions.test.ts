import { describe, expect, test } from 'vitest';
import { programReport } from './program-results.ts';
import type { EarlierException, GivenResponse, ReportInput } from './report-input.ts';
import { assessed, control, type GivenCheck, type GivenItem, standing } from './testing/assessed.ts';

const always = { from: '2024-06-01T00:00:00Z', until: '9999-12-31T00:00:00Z' };
const branch = (more: Partial<GivenItem>): GivenItem => ({ item: 'main', ...always, ...more });
const branches = (...items: GivenItem[]): GivenCheck => ({ id: 'branch/protected', mode: 'state', items });
const earlier = (item: string, from: string, until?: string | null): EarlierException => ({
  check: 'branch/protected',
  item,
  from,
  ...(until === undefined ? {} : { until }),
});

function exceptions(checks: readonly GivenCheck[], rest: Partial<ReportInput> = {}) {
  return programReport(assessed({ checks }, rest)).controls[0]!.exceptions;
}

function repeats(checks: readonly GivenCheck[], before: readonly EarlierException[] = []) {
  return exceptions(checks, { earlier: before }).map((one) => one.repeats);
}

describe('exceptions', () => {
  test('are one for each span that failed, as it is sealed, by when it began', () => {
    const checks = [
      branches(
        branch({
          item: 'b',
          fails: [
            ['2025-03-01T00:00:00Z', '2025-03-02T00:00:00Z'],
            ['2025-08-01T00:00:00Z', null],
          ],
        }),
        branch({ item: 'a', fails: [['2025-03-01T00:00:00Z', '2025-03-05T00:00:00Z']], excludedBy: 'ex-1' }),
        branch({ item: 'A', fails: [['2025-03-03T00:00:00Z', '2025-03-04T00:00:00Z']] }),
      ),
    ];
    expect(exceptions(checks).map(({ item, from, until, excludedBy }) => [item, from, until, excludedBy])).toEqual([
      ['a', '2025-03-01T00:00:00.000Z', '2025-03-05T00:00:00.000Z', 'ex-1'],
      ['b', '2025-03-01T00:00:00.000Z', '2025-03-02T00:00:00.000Z', null],
      ['A', '2025-03-03T00:00:00.000Z', '2025-03-04T00:00:00.000Z', null],
      ['b', '2025-08-01T00:00:00.000Z', null, null],
    ]);
  });

  test('of a state count where it failed while the control was in force, uncut', () => {
    const checks = [
      branches(
        branch({
          fails: [
            ['2025-02-01T00:00:00Z', '2025-04-01T00:00:00Z'],
            ['2025-05-01T00:00:00Z', '2025-08-01T00:00:00Z'],
          ],
        }),
      ),
    ];
    const found = exceptions(checks, { standing: [standing('only', { since: '2025-06-01' })] });
    expect(found.map((one) => one.from)).toEqual(['2025-05-01T00:00:00.000Z']);
  });

  test('carry the last response to the same item of the same check', () => {
    const said = (check: string, item: string, cause: string, at: string): GivenResponse => ({
      check,
      item,
      cause,
      response: 'Mended',
      action: null,
      due: null,
      by: 'Ada',
      at,
    });
    const responses = [
      said('branch/protected', 'main', 'second', '2025-06-02T00:00:00.000Z'),
      said('branch/protected', 'main', 'first', '2025-06-01T00:00:00.000Z'),
      said('branch/other', 'main', 'of another check', '2025-06-03T00:00:00.000Z'),
      said('branch/protected', 'other', 'of another item', '2025-06-03T00:00:00.000Z'),
    ];
    const checks = [
      branches(branch({ fails: [['2025-03-01T00:00:00Z', null]] }), branch({ item: 'quiet', fails: [['2025-03-01T00:00:00Z', null]] })),
    ];
    expect(exceptions(checks, { responses }).map((one) => one.response)).toEqual([
      { cause: 'second', response: 'Mended', action: null, due: null, by: 'Ada', at: '2025-06-02T00:00:00.000Z' },
      null,
    ]);
  });

  test('stand under every control that asks the check', () => {
    const controls = [control('one', { checks: ['branch/protected'] }), control('two', { checks: ['branch/protected'] })];
    const report = programReport(assessed({ checks: [branches(branch({ fails: [['2025-03-01T00:00:00Z', null]] }))] }, { controls }));
    expect(report.controls.map((one) => one.exceptions.length)).toEqual([1, 1]);
  });
});

describe('repeats', () => {
  const thrice: readonly (readonly [string, string | null])[] = [
    ['2025-03-01T00:00:00Z', '2025-03-02T00:00:00Z'],
    ['2025-04-01T00:00:00Z', '2025-04-02T00:00:00Z'],
    ['2025-05-01T00:00:00Z', null],
  ];

  test('count the failures of the same item before', () => {
    expect(repeats([branches(branch({ fails: thrice }), branch({ item: 'other', fails: [['2025-12-01T00:00:00Z', null]] }))])).toEqual([0, 1, 2, 0]);
  });

  test('do not count again what went on while nobody knew', () => {
    const hidden = [['2025-03-02T00:00:00Z', '2025-04-01T00:00:00Z']] as const;
    expect(repeats([branches(branch({ fails: thrice, unknown: hidden }))])).toEqual([0, 0, 1]);
    const partly = [['2025-03-02T00:00:00Z', '2025-03-31T00:00:00Z']] as const;
    expect(repeats([branches(branch({ fails: thrice, unknown: partly }))])).toEqual([0, 1, 2]);
  });

  test('count those of earlier assessments, each once', () => {
    const before = [
      earlier('main', '2024-02-01T00:00:00.000Z'),
      earlier('main', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'),
      earlier('main', '2023-02-01T00:00:00.000Z', '2023-03-01T00:00:00.000Z'),
      earlier('other', '2024-05-01T00:00:00.000Z'),
      { ...earlier('main', '2024-06-01T00:00:00.000Z'), check: 'branch/other' },
      earlier('main', '2025-03-01T00:00:00.000Z'),
    ];
    expect(repeats([branches(branch({ fails: thrice }))], before)).toEqual([2, 3, 4]);
  });

  test('do not count what was open as the period began, and goes on', () => {
    const goesOn = [branches(branch({ fails: [['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'], ...thrice.slice(1)] }))];
    expect(repeats(goesOn, [earlier('main', '2024-02-01T00:00:00.000Z', null)])).toEqual([0, 1, 2]);
    expect(repeats(goesOn, [earlier('main', '2024-02-01T00:00:00.000Z')])).toEqual([0, 1, 2]);
    expect(repeats(goesOn, [earlier('main', '2024-02-01T00:00:00.000Z', '2024-05-01T00:00:00.000Z')])).toEqual([1, 2, 3]);
    const two = [earlier('main', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'), earlier('main', '2024-11-01T00:00:00.000Z', null)];
    expect(repeats(goesOn, two)).toEqual([1, 2, 3]);
    // Another assessment that begins on the same day found the same failure.
    expect(repeats(goesOn, [earlier('main', '2025-01-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z')])).toEqual([0, 1, 2]);
  });

  test('count the occurrences of the same subject that were missed before', () => {
    const due = (item: string, from: string, until: string, missed: boolean): GivenItem => ({
      item,
      from,
      until,
      ...(missed && { fails: [[until, null]] }),
    });
    const checks: GivenCheck[] = [
      {
        id: 'branch/protected',
        mode: 'calendar',
        items: [
          due('main/db/2025-03-31', '2025-01-01T00:00:00Z', '2025-04-01T00:00:00Z', true),
          due('main/db/2025-06-30', '2025-04-01T00:00:00Z', '2025-07-01T00:00:00Z', false),
          due('main/db/2025-09-30', '2025-07-01T00:00:00Z', '2025-10-01T00:00:00Z', true),
          due('main/logs/2025-09-30', '2025-07-01T00:00:00Z', '2025-10-01T00:00:00Z', true),
          due('2025-12-31', '2025-07-01T00:00:00Z', '2026-01-01T00:00:00Z', true),
        ],
      },
    ];
    const found = (before: readonly EarlierException[] = []) =>
      Object.fromEntries(exceptions(checks, { earlier: before }).map((one) => [one.item, one.repeats]));
    expect(found()).toEqual({ 'main/db/2025-03-31': 0, 'main/db/2025-09-30': 1, 'main/logs/2025-09-30': 0, '2025-12-31': 0 });
    // The one that fell due on the last day of the period before began to be missed as this one began.
    const before = [earlier('main/db/2024-12-31', '2025-01-01T00:00:00.000Z'), earlier('2023-12-31', '2024-01-01T00:00:00.000Z')];
    expect(found(before)).toEqual({ 'main/db/2025-03-31': 1, 'main/db/2025-09-30': 2, 'main/logs/2025-09-30': 0, '2025-12-31': 1 });
    // What an assessment of a part of this period said stands in the findings, or is no longer so; and nothing repeats itself twice.
    expect(found([earlier('main/logs/2025-06-30', '2025-07-01T00:00:00.000Z')])).toMatchObject({ 'main/logs/2025-09-30': 0 });
    expect(found([earlier('main/logs/2025-09-30', '2024-10-01T00:00:00.000Z')])).toMatchObject({ 'main/logs/2025-09-30': 1 });
  });

  test('do not count a missed occurrence that is carried in', () => {
    const carried: GivenItem = {
      item: 'db/2024-12-31',
      from: '2024-07-01T00:00:00Z',
      until: '2025-01-01T00:00:00Z',
      fails: [['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z']],
    };
    const next: GivenItem = {
      item: 'db/2025-06-30',
      from: '2025-01-01T00:00:00Z',
      until: '2025-07-01T00:00:00Z',
      fails: [['2025-07-01T00:00:00Z', null]],
    };
    const before = [earlier('db/2024-12-31', '2025-01-01T00:00:00.000Z', null)];
    expect(repeats([{ id: 'branch/protected', mode: 'calendar', items: [carried, next] }], before)).toEqual([0, 1]);
  });
});
