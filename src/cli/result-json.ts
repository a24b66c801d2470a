import type { WrittenFinding } from '../audit/assessment.ts';
import type { Assessed } from '../engine/assess.ts';

/** The machine's view of an assessment: stable names, instants in ISO 8601 UTC, `until: null` for what is still open at the horizon. */
export function resultJson({ summary, findings }: Assessed): object {
  return {
    ...(summary.simulated === true && { simulated: true }),
    period: summary.period,
    checks: summary.checks.map(({ id, population, items, pass, fail, unknown, excluded, notOwed, outcome }) => {
      return { id, population, items, pass, fail, unknown, excluded, notOwed, outcome };
    }),
    exceptions: findings.filter((one) => one.excludedBy === null).flatMap((one) => rows(one, 'fail')),
    unknowns: [
      ...summary.checks.flatMap((check) =>
        check.unseen.map(({ reason, from, until, why }) => ({
          ...{ check: check.id, item: null, reason, from },
          until: until < summary.period.horizon ? until : null,
          because: why,
        })),
      ),
      ...findings.filter((one) => one.excludedBy === null).flatMap((one) => rows(one, 'unknown')),
    ],
    excluded: findings
      .filter((one) => one.excludedBy !== null)
      .map(({ check, item, excludedBy, outcome, spans, because }) => ({ check, item, exclusion: excludedBy, would: outcome, spans, because })),
    next: findings
      .filter((one) => one.due !== null && one.outcome === 'not-owed')
      .map(({ check, item, due, because }) => ({ check, item, due, because })),
  };
}

function rows(finding: WrittenFinding, outcome: 'fail' | 'unknown'): object[] {
  const { check, item, because } = finding;
  return finding.spans
    .filter((one) => one.outcome === outcome)
    .map(({ from, until, reason }) => (outcome === 'fail' ? { check, item, from, until, because } : { check, item, reason, from, until, because }));
}
