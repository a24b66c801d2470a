import { policyReport } from '../../policies/policy-report.ts';
import { settingsOf } from '../../policies/testing/given-policies.ts';
import { programReport } from '../../results/program-results.ts';
import type { ReportInput } from '../../results/report-input.ts';
import type { View } from '../view.ts';

/** A view of what `assessed` makes, with parts of its summary as given. */
export function givenView(input: ReportInput, summary: Partial<View['summary']> = {}): View {
  const whole = { ...input, summary: { ...input.summary, automated: [...input.automated], ...summary } };
  const findings = Map.groupBy(whole.findings, (one) => one.check);
  const kept = new Map<string, unknown>();
  return {
    id: 'a view',
    summary: whole.summary,
    report: programReport(whole),
    sealed: null,
    asKnownAt: null,
    findings: (check) => findings.get(check) ?? [],
    items: (population) => whole.items.get(population) ?? [],
    policies: () => policyReport({ ...whole, policies: [], settings: settingsOf([]) }),
    once<T>(key: string, work: () => T): T {
      if (!kept.has(key)) kept.set(key, work());
      return kept.get(key) as T;
    },
  };
}
