import { describe, expect, test } from 'vitest';
import type { ControlPart, ProgramReport } from '../program-report.ts';
import { programReport } from './program-results.ts';
import type { ReportInput } from './report-input.ts';
import { assessed, control, type GivenCheck, type GivenItem, standing } from './testing/assessed.ts';

const event = (item: string, from: string, more: Partial<GivenItem> = {}): GivenItem => ({ item, from, ...more });
const failed = (item: string, at: string, more: Partial<GivenItem> = {}) =>
  event(item, at, { fails: [[at, new Date(Date.parse(at) + 1).toISOString()]], ...more });
const changes = (items: readonly GivenItem[], more: Partial<GivenCheck> = {}): GivenCheck => ({
  id: 'change/reviewed',
  mode: 'events',
  items,
  ...more,
});

function only(report: ProgramReport) {
  return report.controls[0]!;
}

function partsOf(input: ReportInput): readonly ControlPart[] {
  return only(programReport(input)).parts;
}

function partFigures({ version, outcome, checks }: ControlPart) {
  const { items, pass, fail, unknown, notOwed, excluded, rate } = checks[0]!;
  return { version, outcome, items, pass, fail, unknown, notOwed, excluded, rate };
}

function criterion(report: ProgramReport, id: string) {
  return report.criteria.find((one) => one.criterion === id)!;
}

describe('a control that changes inside the period', () => {
  const versions = [standing('only', { until: '2025-06-30' }), standing('only', { version: 2, since: '2025-07-01', promise: 'Promised anew' })];

  test('splits what happened at the first instant of its new version', () => {
    const checks = [
      changes([
        event('early', '2025-02-01T00:00:00Z'),
        failed('last moment of one', '2025-06-30T23:59:59.999Z'),
        event('first moment of two', '2025-07-01T00:00:00Z'),
        failed('late', '2025-11-01T00:00:00Z'),
        event('later', '2025-11-02T00:00:00Z'),
      ]),
    ];
    const report = programReport(assessed({ checks }, { standing: versions }));
    expect(only(report).parts.map(partFigures)).toMatchObject([
      { version: 1, outcome: 'fail', items: 2, pass: 1, fail: 1, rate: { measure: 'items', failed: 1, tested: 2, unknown: 0 } },
      { version: 2, outcome: 'fail', items: 3, pass: 2, fail: 1, rate: { measure: 'items', failed: 1, tested: 3, unknown: 0 } },
    ]);
    expect(only(report).parts.map(({ promise, from, until }) => [promise, from, until])).toEqual([
      ['Promise of only', '2025-01-01T00:00:00.000Z', '2025-07-01T00:00:00.000Z'],
      ['Promised anew', '2025-07-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ]);
    expect(only(report)).toMatchObject({ version: 2, promise: 'Promised anew', adopted: true, since: '2024-01-01', retired: null });
  });

  test('gives what falls due as a part ends to that part, and the miss to its last day', () => {
    const checks: GivenCheck[] = [
      {
        id: 'restore/tested',
        mode: 'calendar',
        items: [
          { item: 'db/2025-06-30', from: '2025-01-01T00:00:00Z', until: '2025-07-01T00:00:00Z', fails: [['2025-07-01T00:00:00Z', null]] },
          { item: 'db/2025-12-31', from: '2025-07-01T00:00:00Z', until: '2026-01-01T00:00:00Z' },
        ],
      },
    ];
    const parts = partsOf(assessed({ checks }, { standing: versions }));
    expect(parts.map(partFigures)).toMatchObject([
      { outcome: 'fail', items: 1, fail: 1, rate: { measure: 'due', failed: 1, tested: 1, unknown: 0 } },
      { outcome: 'pass', items: 1, pass: 1, rate: { measure: 'due', failed: 0, tested: 1, unknown: 0 } },
    ]);
    expect(parts.map((one) => one.states)).toEqual([
      [
        { first: '2025-01-01', last: '2025-06-29', state: 'pass' },
        { first: '2025-06-30', last: '2025-06-30', state: 'fail' },
      ],
      [{ first: '2025-07-01', last: '2025-12-31', state: 'pass' }],
    ]);
  });

  test('clips states to each part and judges them there', () => {
    const whole = { from: '2024-05-01T00:00:00Z', until: '9999-12-31T00:00:00Z' };
    const checks: GivenCheck[] = [
      {
        id: 'branch/protected',
        mode: 'state',
        items: [
          { item: 'a', ...whole, fails: [['2025-06-30T12:00:00Z', '2025-07-02T00:00:00Z']] },
          { item: 'b', ...whole, unknown: [['2025-08-01T00:00:00Z', '2025-08-03T00:00:00Z']] },
          { item: 'gone', from: '2025-01-01T00:00:00Z', until: '2025-07-01T00:00:00Z' },
        ],
      },
    ];
    const parts = partsOf(assessed({ checks }, { standing: versions }));
    expect(parts.map(partFigures)).toMatchObject([
      { items: 3, pass: 2, fail: 1, unknown: 0, rate: { measure: 'item-days', failed: 0.5, tested: 543, unknown: 0 } },
      { items: 2, pass: 0, fail: 1, unknown: 1, rate: { measure: 'item-days', failed: 1, tested: 366, unknown: 2 } },
    ]);
    expect(parts[0]!.known).toBe(1);
    expect(parts[1]!.known).toBe(Math.floor((182 / 184) * 10_000) / 10_000);
  });

  test('lets the part of an item decide, however late it failed', () => {
    const leaver = event('p-1', '2025-06-30T00:00:00Z', { until: '9999-12-31T00:00:00Z', fails: [['2025-07-02T00:00:00Z', '2025-07-05T00:00:00Z']] });
    const control = only(programReport(assessed({ checks: [changes([leaver])] }, { standing: versions })));
    expect(control.parts.map((one) => one.outcome)).toEqual(['fail', 'no-items']);
    expect(control.parts[0]!.states.at(-1)).toEqual({ first: '2025-06-30', last: '2025-06-30', state: 'fail' });
    expect(control.exceptions.map((one) => one.from)).toEqual(['2025-07-02T00:00:00.000Z']);
  });
});

describe('a control that is not in force all the time', () => {
  const checks = [changes([failed('before', '2025-03-01T00:00:00Z'), event('after', '2025-09-01T00:00:00Z')])];
  const over = (since: string, until: string | null) =>
    only(programReport(assessed({ checks }, { standing: [standing('only', { since, until, retiredWhy: 'Replaced.' })] })));

  test.each([
    ['retired in the middle', '2024-01-01', '2025-06-30', 'fail', 1],
    ['adopted in the middle', '2025-06-30', null, 'pass', 1],
    ['retired before the period', '2024-01-01', '2024-12-31', 'no-items', 0],
    ['retired on its first day', '2024-01-01', '2025-01-01', 'no-items', 1],
    ['adopted after it', '2026-01-01', null, 'no-items', 0],
  ])('%s', (_, since, until, outcome, parts) => {
    const report = over(since, until);
    expect(report).toMatchObject({ outcome, adopted: true, since, retired: until });
    expect(report.parts).toHaveLength(parts);
    expect(report.retiredWhy).toBe(until === null ? undefined : 'Replaced.');
    expect(report.exceptions).toHaveLength(outcome === 'fail' ? 1 : 0);
  });

  test('does not bear on its criteria', () => {
    const report = programReport(
      assessed({ checks }, { standing: [standing('only', { until: '2024-12-31' })], automated: new Set(['change/reviewed']) }),
    );
    expect(criterion(report, 'CC8.1')).toMatchObject({ inScope: true, by: 'open', controls: [] });
    expect(report.controls.map((one) => one.id)).toEqual(['only']);
  });

  test('begins to count only with a part that has begun: of what lies beyond the horizon nothing is known', () => {
    const later = [standing('only', { until: '2025-06-30' }), standing('only', { version: 2, since: '2025-07-01' })];
    const control = only(programReport(assessed({ checks, horizon: '2025-06-01T00:00:00Z' }, { standing: later })));
    expect(control.parts.map(({ outcome, known, states }) => [outcome, known > 0, states.length > 0])).toEqual([
      ['fail', true, true],
      ['unknown', false, false],
    ]);
    expect(control.outcome).toBe('fail');
    const well = assessed({ checks: [changes([event('c', '2025-03-01T00:00:00Z')])], horizon: '2025-06-01T00:00:00Z' }, { standing: later });
    expect(only(programReport(well)).outcome).toBe('pass');
  });
});

test('a control without an entry is in force all the time, adopted by nobody, and counts as the assessment does', () => {
  const given = [
    changes(
      [
        event('carried in', '2024-12-30T00:00:00Z', { fails: [['2025-01-01T00:00:00Z', '2025-01-03T00:00:00Z']] }),
        event('well', '2025-02-01T00:00:00Z'),
        event('not owed', '2025-03-01T00:00:00Z', { notOwed: true }),
        event('unclear', '2025-04-01T00:00:00Z', { unknown: [['2025-04-01T00:00:00Z', '2025-04-01T00:00:00.001Z']] }),
        failed('excluded', '2025-05-01T00:00:00Z', { excludedBy: 'ex-1' }),
        event('at the very end', '2026-01-01T00:00:00Z'),
      ],
      { unseen: [['2025-10-01T00:00:00Z', '2025-10-02T00:00:00Z']] },
    ),
  ];
  const input = assessed({ checks: given });
  const [part] = partsOf(input);
  const { items, pass, fail, unknown, notOwed, excluded, outcome } = input.summary.checks[0]!;
  expect(partFigures(part!)).toMatchObject({ version: 1, outcome, items, pass, fail, unknown, notOwed, excluded });
  expect(only(programReport(input))).toMatchObject({ adopted: false, since: null, retired: null, version: 1, owner: 'Head of engineering' });
});

test('unknown and excluded items are never among those tested', () => {
  const input = assessed({
    checks: [
      changes([
        event('well', '2025-02-01T00:00:00Z'),
        event('unclear', '2025-04-01T00:00:00Z', { unknown: [['2025-04-01T00:00:00Z', null]] }),
        failed('accepted', '2025-05-01T00:00:00Z', { excludedBy: 'ex-1' }),
        event('not owed', '2025-06-01T00:00:00Z', { notOwed: true }),
      ]),
    ],
  });
  const control = only(programReport(input));
  expect(partFigures(control.parts[0]!)).toMatchObject({ pass: 1, fail: 0, unknown: 1, excluded: 1, rate: { failed: 0, tested: 1, unknown: 1 } });
  expect(control.exceptions).toMatchObject([{ item: 'accepted', excludedBy: 'ex-1' }]);
  expect(control.parts[0]!.states.map((one) => one.state)).not.toContain('fail');
});

test('excluded, not owed and unknown item-days are not tested', () => {
  const year = { from: '2025-01-01T00:00:00Z', until: '2025-01-11T00:00:00Z' };
  const input = assessed({
    checks: [
      {
        id: 'branch/protected',
        mode: 'state',
        items: [
          { item: 'well', ...year },
          {
            item: 'partly',
            ...year,
            fails: [['2025-01-02T00:00:00Z', '2025-01-03T06:00:00Z']],
            unknown: [['2025-01-04T00:00:00Z', '2025-01-05T00:00:00Z']],
          },
          { item: 'accepted', ...year, fails: [['2025-01-01T00:00:00Z', null]], excludedBy: 'ex-1' },
          { item: 'not owed', ...year, notOwed: true },
        ],
      },
    ],
  });
  expect(partsOf(input)[0]!.checks[0]!.rate).toEqual({ measure: 'item-days', failed: 1.25, tested: 19, unknown: 1 });
});

test('what failed longer than the item is known to have existed was tested then, too', () => {
  const item = {
    item: 'a',
    from: '2025-02-01T00:00:00Z',
    until: '2025-02-03T00:00:00Z',
    fails: [['2025-02-02T00:00:00Z', '2025-02-04T00:00:00Z']] as const,
  };
  expect(partsOf(assessed({ checks: [{ id: 'c', mode: 'state', items: [item] }] }))[0]!.checks[0]!.rate).toMatchObject({ failed: 2, tested: 3 });
});

test('what has not fallen due by the horizon is not among what was due, also where it is done already', () => {
  const quarter = (item: string, from: string, until: string, more: Partial<GivenItem> = {}): GivenItem => ({ item, from, until, ...more });
  const input = assessed({
    horizon: '2025-07-15T00:00:00Z',
    checks: [
      {
        id: 'access/reviewed',
        mode: 'calendar',
        items: [
          quarter('2025-03-31', '2025-01-01T00:00:00Z', '2025-04-01T00:00:00Z'),
          quarter('2025-06-30', '2025-04-01T00:00:00Z', '2025-07-01T00:00:00Z', { fails: [['2025-07-01T00:00:00Z', null]] }),
          quarter('2025-09-30', '2025-07-01T00:00:00Z', '2025-10-01T00:00:00Z'),
          quarter('2025-12-31', '2025-10-01T00:00:00Z', '2026-01-01T00:00:00Z', { notOwed: true }),
        ],
      },
    ],
  });
  expect(partFigures(partsOf(input)[0]!)).toMatchObject({ items: 4, pass: 2, fail: 1, rate: { measure: 'due', failed: 1, tested: 2, unknown: 0 } });
});

test('what falls due at the end of the period and is missed fails on its last day', () => {
  const miss = { item: '2025-12-31', from: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z', fails: [['2026-01-01T00:00:00Z', null]] as const };
  const control = only(programReport(assessed({ checks: [{ id: 'tabletop/held', mode: 'calendar', items: [miss] }] })));
  expect(control.outcome).toBe('fail');
  expect(control.exceptions).toHaveLength(1);
  expect(control.parts[0]!.states).toEqual([
    { first: '2025-01-01', last: '2025-12-30', state: 'pass' },
    { first: '2025-12-31', last: '2025-12-31', state: 'fail' },
  ]);
});

describe('what the program says of a control', () => {
  const small = control('only', { variants: [{ for: 'one-person', instead: 'Done by a check', compensating: 'A review each month' }] });
  const of = (more: Parameters<typeof standing>[1]) =>
    only(programReport(assessed({ checks: [] }, { controls: [small], standing: [standing('only', more)] })));

  test('goes before the catalogue', () => {
    expect(of({ owner: 'Ada', promise: 'Ours' })).toMatchObject({ owner: 'Ada', promise: 'Ours', how: 'How only is done', variant: null });
  });

  test('tells how it is kept in a company that is not as the control supposes', () => {
    expect(of({ variant: 'one-person' })).toMatchObject({ variant: 'one-person', how: 'Done by a check', compensating: 'A review each month' });
    expect(of({ variant: 'one-person', compensating: 'Another one' }).compensating).toBe('Another one');
  });

  test('is another part where it promises something else, although the version stayed', () => {
    const entries = [standing('only', { until: '2025-03-31' }), standing('only', { since: '2025-04-01', promise: 'Ours' })];
    const report = only(programReport(assessed({ checks: [] }, { controls: [small], standing: entries })));
    expect(report.parts.map((one) => one.promise)).toEqual(['Promise of only', 'Ours']);
  });

  test('is told as of the period: what comes after it neither retires a control nor speaks for it', () => {
    const entries = [standing('only', { until: '2025-12-31', owner: 'Ada' }), standing('only', { version: 2, since: '2026-01-01', owner: 'Bob' })];
    const report = only(programReport(assessed({ checks: [] }, { controls: [small], standing: entries })));
    expect(report).toMatchObject({ version: 1, owner: 'Ada', retired: null });
    expect(only(programReport(assessed({ checks: [] }, { controls: [small], standing: entries.slice(0, 1) }))).retired).toBe('2025-12-31');
  });

  test('that it never came to keep is nothing', () => {
    const entries = [standing('only', { since: '2025-07-01', until: '2025-06-30' })];
    expect(only(programReport(assessed({ checks: [] }, { controls: [small], standing: entries })))).toMatchObject({ parts: [], outcome: 'no-items' });
  });

  test('is nothing where an entry ends before it begins', () => {
    const entries = [standing('only'), standing('only', { version: 2, since: '2025-07-01', until: '2025-06-01' })];
    const report = only(programReport(assessed({ checks: [] }, { controls: [small], standing: entries })));
    expect(report.parts.map(({ version, until }) => [version, until])).toEqual([[1, '2026-01-01T00:00:00.000Z']]);
  });

  test('is one part where an entry goes on with the same promise', () => {
    const entries = [standing('only', { until: '2025-03-31' }), standing('only', { since: '2025-04-01', owner: 'Bob' })];
    const report = only(programReport(assessed({ checks: [] }, { controls: [small], standing: entries })));
    expect(report.parts).toHaveLength(1);
    expect(report).toMatchObject({ owner: 'Bob', since: '2024-01-01' });
  });
});

test('a control without a check knows nothing of how it stood', () => {
  const [part] = partsOf(assessed({ checks: [] }));
  expect(part).toMatchObject({ outcome: 'no-items', known: 0, checks: [] });
});

test('records say how often, how many fell due and how many are missing', () => {
  const month = (item: string, from: string, until: string, more: Partial<GivenItem> = {}): GivenItem => ({ item, from, until, ...more });
  const checks: GivenCheck[] = [
    {
      id: 'record/risk-assessment',
      mode: 'calendar',
      every: '4 months',
      items: [
        month('2025-04-30', '2025-01-01T00:00:00Z', '2025-05-01T00:00:00Z'),
        month('2025-08-31', '2025-05-01T00:00:00Z', '2025-09-01T00:00:00Z', { fails: [['2025-09-01T00:00:00Z', null]] }),
        month('2025-12-31', '2025-09-01T00:00:00Z', '2026-01-01T00:00:00Z', { unknown: [['2026-01-01T00:00:00Z', null]] }),
      ],
    },
  ];
  const promised = control('only', { records: ['risk-assessment'] });
  const report = only(programReport(assessed({ checks }, { controls: [promised] })));
  expect(report.records).toEqual([{ id: 'risk-assessment', title: 'Risk assessment', every: '4 months', due: 2, missed: 1 }]);
  expect(report.by).toBe('record');
  expect(report.parts[0]!.checks.map((one) => one.check)).toEqual(['record/risk-assessment']);
  expect(only(programReport(assessed({ checks: [] }, { controls: [promised] }))).records).toEqual([]);
});

test('exclusions that ended before the period do not touch it', () => {
  const input = assessed({ checks: [] });
  const exclusion = (id: string, approvedAt: string | null, until: string) => ({
    id,
    check: 'c',
    items: [],
    reason: '',
    requestedBy: '',
    approvedBy: null,
    approvedAt,
    until,
    inForce: false,
    remark: '',
  });
  const exclusions = [
    exclusion('over', '2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z'),
    exclusion('in it', '2024-01-01T00:00:00.000Z', '2025-01-02T00:00:00.000Z'),
    exclusion('asked for', null, '2026-06-01T00:00:00.000Z'),
    exclusion('after', '2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'),
  ];
  const report = programReport({ ...input, summary: { ...input.summary, exclusions } });
  expect(report.exclusions.map((one) => one.id)).toEqual(['in it', 'asked for', 'after']);
});
