import { newFailures } from '../../verify/package/failure.ts';
import type { PackageFiles } from '../../verify/package/files.ts';
import { type FindingRow, type RowSpan, readFindings, readItems } from '../../verify/package/rows.ts';
import { findingsFile, populationFile } from '../../verify/package/summary.ts';
import type { AssessmentSummary } from '../assessment.ts';
import type { Axis } from './axis.ts';
import { newPile, type Pile, paintOf } from './strip.ts';

/** What reading all findings once tells about a check, in memory that does not grow with them. */
export interface CheckTally {
  readonly pile: Pile;
  /** Spans that failed, excluded ones apart; `open` are those that nothing has ended. */
  exceptions: number;
  open: number;
  excluded: number;
  unknownSpans: number;
  claimed: number;
  /** Items whose spans are unknown, by reason. */
  readonly reasons: Map<string, number>;
}

/** Reads every finding once. */
export async function tallyFindings(files: PackageFiles, summary: AssessmentSummary, axis: Axis): Promise<ReadonlyMap<string, CheckTally>> {
  const tallies = new Map<string, CheckTally>();
  for (const { id, unseen } of summary.checks) {
    const tally: CheckTally = { pile: newPile(), exceptions: 0, open: 0, excluded: 0, unknownSpans: unseen.length, claimed: 0, reasons: new Map() };
    for (const gap of unseen) tally.pile.add('u', axis.place(gap.from), axis.place(gap.until), false);
    for await (const { row } of readFindings(files, findingsFile(id), newFailures(0))) add(tally, row, axis);
    tallies.set(id, tally);
  }
  return tallies;
}

function add(tally: CheckTally, row: FindingRow, axis: Axis): void {
  if (row.claimed) tally.claimed += 1;
  for (const span of row.spans) addSpan(tally, span, row.excludedBy !== null, axis);
  for (const reason of new Set(row.spans.flatMap((one) => one.reason ?? []))) tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
}

function addSpan(tally: CheckTally, { outcome, from, until }: RowSpan, excluded: boolean, axis: Axis): void {
  const end = until === null ? axis.horizon : axis.place(until);
  if (outcome === 'unknown') tally.unknownSpans += 1;
  else if (excluded) tally.excluded += 1;
  else tally.exceptions += 1;
  if (outcome === 'fail' && !excluded && until === null) tally.open += 1;
  tally.pile.add(paintOf(outcome, excluded), axis.place(from), end, until === null);
}

/** When each item of a population existed or was to be done. */
export async function readItemSpans(
  files: PackageFiles,
  population: string,
): Promise<ReadonlyMap<string, { readonly from: string; readonly until: string }>> {
  const spans = new Map<string, { from: string; until: string }>();
  for await (const { row } of readItems(files, populationFile(population), newFailures(0))) spans.set(row.item, { from: row.from, until: row.until });
  return spans;
}
