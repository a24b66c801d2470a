import { criteria } from '../../../controls/criteria.ts';
import type { WrittenGap } from '../../assessment.ts';
import type { CriterionReport, ProgramReport } from '../../program-report.ts';
import { sampleControls } from './sample-controls.ts';

const gap: WrittenGap = {
  from: '2025-03-02T23:00:00.000Z',
  until: '2025-03-14T23:00:00.000Z',
  reason: 'denied',
  why: 'The code host denied the permission to read',
};

/** A year of a made-up company, with something of everything that a draft may have to say. */
export function sampleReport(changed: Partial<ProgramReport> = {}): ProgramReport {
  const controls = changed.controls ?? sampleControls;
  return {
    format: 'tickmark-results/1',
    tickmark: '0.1.0',
    organization: { id: 'o-1', name: 'Harbourlight (demo)' },
    program: { id: 'harbourlight', title: 'Harbourlight (demo)', categories: ['security', 'availability'] },
    period: {
      audit: 'type-2-2025',
      type: 2,
      first: '2025-01-01',
      last: '2025-12-31',
      zone: 'Europe/Vienna',
      from: '2024-12-31T23:00:00.000Z',
      until: '2025-12-31T23:00:00.000Z',
      horizon: '2025-12-31T23:00:00.000Z',
    },
    treeSize: 12_345,
    controls,
    criteria: criteria.map((one) => criterionReport(one, controls)),
    exclusions: [
      {
        id: 'ex-1',
        check: 'change/approved-by-another',
        items: ['worker@0a1b2c3d4e5f60718293a4b5c6d7e8f901234567'],
        reason: 'The tracker was down; the incident is in-1',
        requestedBy: 'p-005',
        approvedBy: 'p-001',
        approvedAt: '2025-09-04T09:00:00.000Z',
        until: '2025-12-31T23:00:00.000Z',
        inForce: true,
        remark: '',
      },
    ],
    coverage: ['account', 'change', 'code-account'].map((kind) => ({
      kind,
      from: '2024-12-31T23:00:00.000Z',
      until: '2025-12-31T23:00:00.000Z',
      gaps: kind === 'account' ? [] : [gap],
    })),
    ...changed,
  };
}

function criterionReport(one: (typeof criteria)[number], controls: ProgramReport['controls']): CriterionReport {
  const bearing = controls.flatMap(({ id, title, by, outcome, criteria: mapped }) =>
    mapped.filter(({ criterion }) => criterion === one.id).map(({ reason }) => ({ control: id, title, reason, by, outcome })),
  );
  return {
    criterion: one.id,
    category: one.category,
    series: one.series,
    asks: one.asks,
    inScope: one.category === 'security' || one.category === 'availability',
    by: bearing[0]?.by ?? 'open',
    controls: bearing,
  };
}
