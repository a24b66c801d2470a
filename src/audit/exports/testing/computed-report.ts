import type { ProgramReport } from '../../program-report.ts';
import { programReport } from '../../results/program-results.ts';
import { assessed, standing } from '../../results/testing/assessed.ts';

/** A report that was computed: days of something that existed, something that happened, a gap, and a control that was retired. */
export function computedReport(): ProgramReport {
  const checks = [
    {
      id: 'branch/protected',
      mode: 'state',
      items: [{ item: 'a', from: '2024-06-01T00:00:00Z', until: '2026-06-01T00:00:00Z', fails: [['2025-02-01T00:00:00Z', '2025-02-03T08:20:00Z']] }],
    },
    {
      id: 'change/reviewed',
      mode: 'events',
      items: [{ item: 'b', from: '2025-03-01T00:00:00Z', fails: [['2025-03-01T00:00:00Z', null]], due: '2025-04-01T00:00:00Z' }],
      unseen: [['2025-05-01T00:00:00Z', '2025-05-02T00:00:00Z']],
    },
  ] as const;
  const response = {
    cause: 'A mistake.',
    response: 'It was read afterwards.',
    action: 'Protect it.',
    due: '2026-01-31',
    by: 'p',
    at: '2025-12-01T00:00:00.000Z',
  };
  return programReport(
    assessed(
      { horizon: '2025-12-30T12:00:00Z', checks },
      {
        standing: [standing('only', { until: '2025-10-31', retiredWhy: 'Replaced.' })],
        responses: [{ check: 'change/reviewed', item: 'b', ...response }],
      },
    ),
  );
}
