import type { AssessmentSummary, Iso, WrittenFinding, WrittenItem } from '../assessment.ts';
import type { PolicyReport } from '../policies/policy-report.ts';
import type { ProgramReport } from '../program-report.ts';

/** Something that was judged, ready to be asked about: of one period, up to one instant, from what was known at one place of the ledger. It never changes. */
export interface View {
  /** Two views of one id answer alike. */
  readonly id: string;
  readonly summary: AssessmentSummary;
  readonly report: ProgramReport;
  /** The sealed assessment that this is; null where it was judged to be looked at. */
  readonly sealed: { readonly entry: string; readonly leaf: number } | null;
  readonly asKnownAt: Iso | null;
  /** What policies promise in numbers, held against what was found. */
  policies(): PolicyReport;
  /** In the order of the population; empty for a check that was not asked. */
  findings(check: string): readonly WrittenFinding[];
  /** Empty for a population that was not made. */
  items(population: string): readonly WrittenItem[];
  /** What was once worked out for a key is kept as long as the view. */
  once<T>(key: string, work: () => T): T;
}
