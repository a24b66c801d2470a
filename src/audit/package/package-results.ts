import { allControls } from '../../controls/index.ts';
import { newFailures } from '../../verify/package/failure.ts';
import type { PackageFiles } from '../../verify/package/files.ts';
import { readFindings, readItems } from '../../verify/package/rows.ts';
import { findingsFile, populationFile } from '../../verify/package/summary.ts';
import type { AssessmentSummary, WrittenFinding, WrittenItem } from '../assessment.ts';
import type { ReportResults } from '../report/report-input.ts';
import { checkStatesOf } from '../results/check-states.ts';
import { programReport } from '../results/program-results.ts';
import type { GivenResponse, ReportInput } from '../results/report-input.ts';

export interface ResultsFrom {
  /** What of the package is written already: its sealed rows. */
  readonly files: PackageFiles;
  readonly summary: AssessmentSummary;
  readonly responses: readonly GivenResponse[];
}

/**
 * The results by control and criterion, from what stands in the package and nothing else: failures of earlier periods do not, and are not counted.
 * Null for an assessment from before the program's controls were sealed with it, and where rows do not fit: no such package is handed over.
 */
export async function packageResults({ files, summary, responses }: ResultsFrom): Promise<ReportResults | null> {
  const { standing, documents, automated } = summary;
  if (standing === undefined || documents === undefined || automated === undefined) return null;
  const items = await itemsIn(files, summary);
  const findings = await findingsIn(files, summary);
  if (!fits(summary, findings, items)) return null;
  const known = { standing, documents, automated: new Set(automated) };
  const input: ReportInput = { summary, findings, items, controls: allControls, ...known, earlier: [], responses };
  return { report: programReport(input), checkStates: checkStatesOf(input) };
}

async function itemsIn(files: PackageFiles, { populations }: AssessmentSummary): Promise<ReadonlyMap<string, readonly WrittenItem[]>> {
  const items = new Map<string, readonly WrittenItem[]>();
  for (const { population } of populations) {
    const rows: WrittenItem[] = [];
    for await (const { row } of readItems(files, populationFile(population), newFailures(0))) rows.push(row);
    items.set(population, rows);
  }
  return items;
}

async function findingsIn(files: PackageFiles, { checks }: AssessmentSummary): Promise<readonly WrittenFinding[]> {
  const findings: WrittenFinding[] = [];
  for (const { id } of checks) {
    for await (const { row } of readFindings(files, findingsFile(id), newFailures(0))) findings.push(row as WrittenFinding);
  }
  return findings;
}

/** Whether every finding is of an item of the population that its check asks. */
function fits({ checks }: AssessmentSummary, findings: readonly WrittenFinding[], items: ReadonlyMap<string, readonly WrittenItem[]>): boolean {
  const keys = new Map([...items].map(([population, rows]) => [population, new Set(rows.map((one) => one.item))]));
  const asked = new Map(checks.map((one) => [one.id, keys.get(one.population)]));
  return checks.every((one) => keys.has(one.population)) && findings.every((one) => asked.get(one.check)?.has(one.item) === true);
}
