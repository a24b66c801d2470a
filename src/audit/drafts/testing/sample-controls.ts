import type { CheckReport, ControlPart, ControlReport, ExceptionReport } from '../../program-report.ts';

const from = '2024-12-31T23:00:00.000Z';
const until = '2025-12-31T23:00:00.000Z';

export function sampleCheck(changed: Partial<CheckReport> = {}): CheckReport {
  return {
    check: 'change/approved-by-another',
    version: 1,
    title: 'Approved by another',
    asks: 'Was every change approved by someone other than its author before it landed?',
    population: 'changes',
    by: 'automated',
    outcome: 'fail',
    items: 2019,
    pass: 2011,
    fail: 3,
    unknown: 5,
    notOwed: 0,
    excluded: 0,
    rate: { measure: 'items', failed: 3, tested: 2014, unknown: 5 },
    ...changed,
  };
}

export function samplePart(changed: Partial<ControlPart> = {}): ControlPart {
  return {
    version: 1,
    promise: 'Another person approves each change before it lands.',
    from,
    until,
    outcome: 'fail',
    checks: [sampleCheck()],
    states: [
      { first: '2025-01-01', last: '2025-03-02', state: 'pass' },
      { first: '2025-03-03', last: '2025-03-14', state: 'unknown' },
      { first: '2025-03-15', last: '2025-12-31', state: 'pass' },
    ],
    known: 353 / 365,
    ...changed,
  };
}

export function sampleException(changed: Partial<ExceptionReport> = {}): ExceptionReport {
  return {
    check: 'change/approved-by-another',
    item: 'api@2f1e6b0c9d8a7f6e5d4c3b2a1908f7e6d5c4b3a2',
    title: 'Raise the limit of uploads',
    from: '2025-05-06T09:12:00.000Z',
    until: '2025-05-06T15:40:00.000Z',
    because: 'It landed without an approval; the only one came from its author.',
    due: null,
    excludedBy: null,
    repeats: 0,
    response: {
      cause: 'The rule of the branch had been lifted for a migration',
      response: 'The change was read afterwards by another engineer, who found nothing to mend.',
      action: 'Take the right to lift rules from engineers',
      due: '2025-06-30',
      by: 'p-001',
      at: '2025-05-09T08:00:00.000Z',
    },
    ...changed,
  };
}

export function sampleControl(changed: Partial<ControlReport> = {}): ControlReport {
  return {
    id: 'change-approval',
    version: 1,
    title: 'Changes are approved by another person',
    promise: 'Another person approves each change before it lands.',
    how: 'The author opens a pull request; somebody else of the team reads it and approves; the branch takes nothing else.',
    owner: 'Head of engineering',
    frequency: 'each-time',
    criteria: [{ criterion: 'CC8.1', reason: 'No change reaches production on the word of its author alone.' }],
    adopted: true,
    since: '2025-01-01',
    retired: null,
    variant: null,
    compensating: null,
    by: 'automated',
    outcome: 'fail',
    parts: [samplePart()],
    exceptions: [
      sampleException(),
      sampleException({
        item: 'api@9c0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6071829',
        title: 'Retry failed webhooks',
        from: '2025-11-20T10:00:00.000Z',
        until: null,
        because: 'It landed without an approval, and nobody has read it since.',
        repeats: 2,
        response: null,
      }),
      sampleException({
        item: 'worker@0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
        title: 'Pin the base image',
        from: '2025-09-02T06:00:00.000Z',
        until: '2025-09-03T06:00:00.000Z',
        because: 'It was approved after it landed.',
        excludedBy: 'ex-1',
      }),
    ],
    upcoming: [],
    documents: [{ id: 'change-management', status: 'adopted', version: 3 }],
    records: [],
    ...changed,
  };
}

/** Controls of each sort: with exceptions, without, not known, seen by a document alone, adopted by nobody, reworded inside the period, retired. */
export const sampleControls: readonly ControlReport[] = [
  sampleControl(),
  sampleControl({
    id: 'leaver-access',
    title: 'Access ends with employment',
    promise: 'Every account of a person whose contract ends is closed within 24 hours after the last day.',
    how: 'The head of people opens a ticket on the last day; the security owner closes every account and writes down when.',
    owner: 'Head of people',
    criteria: [
      { criterion: 'CC6.2', reason: 'Accounts are removed when they are no longer needed.' },
      { criterion: 'CC6.3', reason: 'The end of a contract is the largest change of a job.' },
    ],
    outcome: 'pass',
    version: 2,
    parts: [
      samplePart({
        version: 1,
        promise: 'Every account of a person whose contract ends is closed within 48 hours after the last day.',
        until: '2025-06-30T22:00:00.000Z',
        outcome: 'pass',
        known: 1,
        states: [{ first: '2025-01-01', last: '2025-06-30', state: 'pass' }],
        checks: [leaverCheck(4)],
      }),
      samplePart({
        version: 2,
        promise: 'Every account of a person whose contract ends is closed within 24 hours after the last day.',
        from: '2025-06-30T22:00:00.000Z',
        outcome: 'no-items',
        known: 1,
        states: [{ first: '2025-07-01', last: '2025-12-31', state: 'no-items' }],
        checks: [leaverCheck(0)],
      }),
    ],
    exceptions: [],
    upcoming: [
      {
        check: 'people/leaver-access-removed',
        item: 'p-014/2025-12-31',
        title: 'p-014, last day 31 Dec 2025',
        at: '2026-01-01T23:00:00.000Z',
        sentence: 'p-014 leaves on 31 Dec 2025 and has 3 accounts open.',
      },
    ],
    documents: [{ id: 'access-control', status: 'adopted', version: 3 }],
  }),
  sampleControl({
    id: 'second-factor',
    title: 'A second factor for everybody',
    promise: 'Nobody signs in to the code host without a second factor.',
    how: 'The organization on the code host requires it of every member.',
    owner: 'Security owner',
    frequency: 'continuous',
    criteria: [{ criterion: 'CC6.1', reason: 'A stolen password alone opens nothing.' }],
    outcome: 'unknown',
    parts: [
      samplePart({
        outcome: 'unknown',
        promise: 'Nobody signs in to the code host without a second factor.',
        checks: [
          sampleCheck({
            check: 'account/two-factor',
            title: 'Second factor',
            asks: 'Did every account have a second factor on every day?',
            population: 'code-accounts',
            outcome: 'unknown',
            rate: { measure: 'item-days', failed: 0, tested: 13_878, unknown: 480 },
          }),
        ],
      }),
    ],
    exceptions: [],
    documents: [{ id: 'encryption-and-keys', status: 'draft', version: 1 }],
  }),
  sampleControl({
    id: 'restore-tests',
    title: 'Backups are proven by restoring them',
    promise: 'Every six months we restore each backup in scope, compare what came back, and write down how it went.',
    how: 'An engineer restores last night’s copy to a scratch server and compares counts of rows.',
    frequency: 'half-yearly',
    criteria: [{ criterion: 'A1.3', reason: 'A restore exercises the recovery plan where it matters.' }],
    by: 'record',
    outcome: 'fail',
    parts: [
      samplePart({
        promise: 'Every six months we restore each backup in scope.',
        known: 1,
        states: [{ first: '2025-01-01', last: '2025-12-31', state: 'fail' }],
        checks: [
          sampleCheck({
            check: 'continuity/restore-tested',
            title: 'Restore tested',
            asks: 'Was each backup restored in each half year?',
            population: 'restore-tests-due',
            by: 'record',
            rate: { measure: 'due', failed: 1, tested: 4, unknown: 0 },
          }),
        ],
      }),
    ],
    exceptions: [
      sampleException({
        check: 'continuity/restore-tested',
        item: 'main-db/2025-06-30',
        title: 'Restore test of main-db, 1 Jan – 30 Jun 2025',
        from: '2025-06-30T22:00:00.000Z',
        until: null,
        because: 'No restore of main-db is written down for this half year.',
        response: null,
      }),
    ],
    documents: [{ id: 'business-continuity', status: 'absent', version: null }],
    records: [{ id: 'restore-drill', title: 'Restore drill', every: '6 months', due: 4, missed: 1 }],
  }),
  sampleControl({
    id: 'code-of-conduct',
    title: 'Everybody agrees to the code of conduct',
    promise: 'Everybody reads the code of conduct and agrees to it when joining.',
    how: 'The head of people sends it with the contract and files the answer.',
    owner: 'Head of people',
    criteria: [{ criterion: 'CC1.1', reason: 'Conduct is stated, and people answer for it.' }],
    adopted: false,
    since: null,
    by: 'document',
    outcome: 'no-items',
    parts: [samplePart({ outcome: 'no-items', checks: [], known: 0, states: [{ first: '2025-01-01', last: '2025-12-31', state: 'no-items' }] })],
    exceptions: [],
    documents: [{ id: 'code-of-conduct', status: 'adopted', version: 1 }],
  }),
];

function leaverCheck(tested: number): CheckReport {
  return sampleCheck({
    check: 'people/leaver-access-removed',
    title: 'Access of leavers was removed in time',
    asks: 'Was every account of each leaver closed within the limit after the last day of the contract?',
    population: 'leavers',
    outcome: tested === 0 ? 'no-items' : 'pass',
    items: tested,
    pass: tested,
    fail: 0,
    unknown: 0,
    rate: { measure: 'items', failed: 0, tested, unknown: 0 },
  });
}
