import type { CheckReport, ControlPart, ControlReport, ExceptionReport } from '../../program-report.ts';

/** A year in Vienna, judged on its last evening. */
export const samplePeriod = {
  audit: '2025',
  type: 2,
  first: '2025-01-01',
  last: '2025-12-31',
  zone: 'Europe/Vienna',
  from: '2024-12-31T23:00:00.000Z',
  until: '2025-12-31T23:00:00.000Z',
  horizon: '2025-12-31T20:00:00.000Z',
} as const;

export function sampleCheck(check: string, changes: Partial<CheckReport> = {}): CheckReport {
  return {
    check,
    version: 1,
    title: `Title of ${check}`,
    asks: `Was it as ${check} wants it?`,
    population: 'changes',
    by: 'automated',
    outcome: 'pass',
    items: 12,
    pass: 12,
    fail: 0,
    unknown: 0,
    notOwed: 0,
    excluded: 0,
    rate: { measure: 'items', failed: 0, tested: 12, unknown: 0 },
    ...changes,
  };
}

export function samplePart(checks: readonly CheckReport[], changes: Partial<ControlPart> = {}): ControlPart {
  const outcome = changes.outcome ?? 'pass';
  return {
    version: 1,
    promise: 'It is done as it is promised.',
    from: samplePeriod.from,
    until: samplePeriod.until,
    outcome,
    checks,
    states: [{ first: samplePeriod.first, last: samplePeriod.last, state: outcome }],
    known: 1,
    ...changes,
  };
}

export function sampleControl(id: string, changes: Partial<ControlReport> = {}): ControlReport {
  return {
    id,
    version: 1,
    title: `Title of ${id}`,
    promise: 'It is done as it is promised.',
    how: 'First it is asked for, then it is done.',
    owner: 'Head of engineering',
    frequency: 'each-time',
    criteria: [{ criterion: 'CC8.1', reason: 'It is the sign-off of the change.' }],
    adopted: true,
    since: '2024-10-01',
    retired: null,
    variant: null,
    compensating: null,
    by: 'automated',
    outcome: 'pass',
    parts: [samplePart([])],
    exceptions: [],
    upcoming: [],
    documents: [],
    records: [],
    ...changes,
  };
}

export function sampleException(check: string, item: string, changes: Partial<ExceptionReport> = {}): ExceptionReport {
  return {
    check,
    item,
    title: `Title of ${item}`,
    from: '2025-03-04T10:00:00.000Z',
    until: null,
    because: `It was not as ${check} wants it.`,
    due: null,
    excludedBy: null,
    repeats: 0,
    response: null,
    ...changes,
  };
}
