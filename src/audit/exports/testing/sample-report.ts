import { criteria } from '../../../controls/criteria.ts';
import type { ControlReport, CriterionReport, ProgramReport } from '../../program-report.ts';
import { sampleCheck, sampleControl, sampleException, samplePart, samplePeriod } from './sample-parts.ts';

/** Fails: its promise changed in the middle of the year. One exception is open and answered, one repaired, one excluded. */
export const failing: ControlReport = sampleControl('change-approval', {
  version: 2,
  title: 'Changes are approved by another person',
  criteria: [
    { criterion: 'CC8.1', reason: 'The approval is the sign-off of the change.' },
    { criterion: 'CC6.3', reason: 'Writing a change and letting it in are kept with different people.' },
  ],
  outcome: 'fail',
  parts: [
    samplePart([sampleCheck('change/approved-by-another')], { until: '2025-06-30T22:00:00.000Z' }),
    samplePart(
      [
        sampleCheck('change/approved-by-another', {
          outcome: 'fail',
          items: 2014,
          pass: 2011,
          fail: 3,
          excluded: 1,
          rate: { measure: 'items', failed: 3, tested: 2014, unknown: 0 },
        }),
      ],
      { version: 2, from: '2025-06-30T22:00:00.000Z', outcome: 'fail', promise: 'No change lands before another person has approved it.' },
    ),
  ],
  exceptions: [
    sampleException('change/approved-by-another', 'change-1', {
      from: '2025-07-01T08:00:00.000Z',
      title: 'web#41 Fix `parse_all` <b>now</b> [see](https://example.org)',
      repeats: 2,
      response: {
        cause: 'The rule was switched off for a move of the repository.',
        response: 'The rule is on again, and the change was read afterwards.',
        action: 'Have the rule watched by a second owner.',
        due: '2026-03-31',
        by: 'person-1',
        at: '2025-12-01T09:00:00.000Z',
      },
    }),
    sampleException('change/approved-by-another', 'change-2', {
      from: '2025-08-01T08:00:00.000Z',
      until: '2025-08-02T08:00:00.000Z',
      due: '2025-08-03T08:00:00.000Z',
    }),
    sampleException('change/approved-by-another', 'change-3', { from: '2025-09-01T08:00:00.000Z', excludedBy: 'exclusion-1' }),
  ],
});

/** Nobody knows: sight was lost of four accounts. */
export const unknown: ControlReport = sampleControl('leaver-access', {
  title: 'Access ends with employment',
  owner: 'Head of people',
  criteria: [{ criterion: 'CC6.2', reason: 'Closing the accounts of a leaver removes access that is no longer needed.' }],
  outcome: 'unknown',
  parts: [
    samplePart(
      [
        sampleCheck('account/leaver-removed', {
          population: 'leaver-accounts',
          outcome: 'unknown',
          items: 9,
          pass: 5,
          unknown: 4,
          rate: { measure: 'items', failed: 0, tested: 5, unknown: 4 },
        }),
      ],
      { outcome: 'unknown', known: 0.6 },
    ),
  ],
  upcoming: [
    {
      check: 'account/leaver-removed',
      item: 'account-5',
      title: 'ada',
      at: '2026-01-03T23:00:00.000Z',
      sentence: 'The account of ada is to be closed by 3 January 2026.',
    },
  ],
  documents: [{ id: 'access-control', status: 'adopted', version: 3 }],
});

/** Passes, by records, in a way of its own. */
export const passing: ControlReport = sampleControl('restore-tests', {
  title: 'Restores are tested',
  frequency: 'half-yearly',
  criteria: [{ criterion: 'A1.3', reason: 'A restore that was tried shows that recovery works.' }],
  variant: 'platform-only',
  compensating: 'The platform restores, and the owner reads its report.',
  by: 'record',
  parts: [
    samplePart([
      sampleCheck('continuity/restore-tested', {
        by: 'record',
        population: 'restore-tests-due',
        items: 2,
        pass: 2,
        rate: { measure: 'due', failed: 0, tested: 2, unknown: 0 },
      }),
    ]),
  ],
  records: [{ id: 'restore-test', title: 'Restore test', every: '6 months', due: 2, missed: 0 }],
});

/** A report of three controls, one of each outcome, with what is named changed. */
export function sampleReport(changes: Partial<ProgramReport> = {}): ProgramReport {
  const controls = changes.controls ?? [failing, unknown, passing];
  return {
    format: 'tickmark-results/1',
    tickmark: '0.1.0',
    organization: { id: '5b1c3f1e-0d6c-4c52-9a55-3d8f0a6c7b21', name: 'Example' },
    program: { id: 'program', title: 'Program of Example', categories: ['security', 'availability'] },
    period: samplePeriod,
    treeSize: 4711,
    controls,
    criteria: criteria.map((criterion) => criterionReport(criterion, controls)),
    exclusions: [
      {
        id: 'exclusion-1',
        check: 'change/approved-by-another',
        items: ['change-3'],
        reason: 'A machine made the change, and its rules were reviewed.',
        requestedBy: 'person-1',
        approvedBy: 'person-2',
        approvedAt: '2025-09-02T08:00:00.000Z',
        until: '2026-09-01T22:00:00.000Z',
        inForce: true,
        remark: '',
      },
    ],
    coverage: [
      {
        kind: 'account',
        from: '2024-11-01T00:00:00.000Z',
        until: null,
        gaps: [
          {
            from: '2025-05-01T00:00:00.000Z',
            until: '2025-05-03T00:00:00.000Z',
            reason: 'denied',
            why: 'The permission to list accounts was taken away.',
          },
        ],
      },
    ],
    ...changes,
  };
}

function criterionReport({ id, category, series, asks }: (typeof criteria)[number], controls: readonly ControlReport[]): CriterionReport {
  const bearing = controls.flatMap(({ id: control, title, by, outcome, criteria: mapped }) =>
    mapped.filter(({ criterion }) => criterion === id).map(({ reason }) => ({ control, title, reason, by, outcome })),
  );
  const inScope = category === 'security' || category === 'availability';
  return { criterion: id, category, series, asks, inScope, by: bearing[0]?.by ?? 'open', controls: bearing };
}
