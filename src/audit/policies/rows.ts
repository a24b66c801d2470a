import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../assessment.ts';

/** A finding with the item it is of. */
export interface Row {
  readonly finding: WrittenFinding;
  readonly item: WrittenItem;
}

export type RowsOf = ReadonlyMap<string, readonly Row[]>;

interface Rows {
  readonly summary: AssessmentSummary;
  readonly findings: readonly WrittenFinding[];
  readonly items: ReadonlyMap<string, readonly WrittenItem[]>;
}

/** The rows of each check. @throws Error where a finding is of no item: the assessment is not whole */
export function rowsByCheck({ summary, findings, items }: Rows): RowsOf {
  const byKey = new Map([...items].map(([population, all]) => [population, new Map(all.map((one) => [one.item, one]))]));
  const populations = new Map(summary.checks.map((one) => [one.id, byKey.get(one.population)]));
  return Map.groupBy(
    findings.map((finding): Row => {
      const item = populations.get(finding.check)?.get(finding.item);
      if (item === undefined) throw new Error(`No population holds the item ${finding.item}, which ${finding.check} judged.`);
      return { finding, item };
    }),
    ({ finding }) => finding.check,
  );
}
