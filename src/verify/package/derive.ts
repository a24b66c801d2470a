import { canonicalText } from '../core/canonical.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import type { Failures } from './failure.ts';
import type { PackageFiles } from './files.ts';
import { type FindingRow, readFindings, readItems } from './rows.ts';
import { findingsFile, populationFile, type Summary } from './summary.ts';

/** A file that follows from the sealed rows and the sealed summary alone: whoever has those can write it, byte for byte. */
export interface DerivedFile {
  readonly path: string;
  text(): AsyncGenerator<string>;
}

export interface DeriveFrom {
  readonly files: PackageFiles;
  readonly summary: Summary;
  /** Where malformed rows are reported; they are left out. */
  readonly failures: Failures;
}

/** Every file of a package that is derived, in no particular order. */
export function derivedFiles(from: DeriveFrom): readonly DerivedFile[] {
  return [
    { path: 'exceptions.json', text: () => jsonList(exceptions(from)) },
    { path: 'exceptions.csv', text: () => csv(exceptionColumns, exceptions(from)) },
    { path: 'unknowns.json', text: () => jsonList(unknowns(from)) },
    { path: 'exclusions.json', text: () => jsonList(listed(from.summary.whole.exclusions)) },
    ...from.summary.populations.flatMap((sheet) => filesOfPopulation(from, sheet.population)),
  ];
}

function filesOfPopulation(from: DeriveFrom, population: string): DerivedFile[] {
  const stem = populationFile(population).replace(/\.ndjson$/, '');
  const sheet = from.summary.populations.find((one) => one.population === population);
  return [
    { path: `${stem}.csv`, text: () => populationCsv(from, population) },
    { path: `${stem}.sheet.json`, text: () => oneLine(sheet) },
  ];
}

async function* oneLine(value: unknown): AsyncGenerator<string> {
  yield `${canonicalText(value)}\n`;
}

async function* listed(values: unknown): AsyncGenerator<unknown> {
  if (Array.isArray(values)) yield* values;
}

/** One row in a line, so that a list of any length can be read and compared line by line. */
async function* jsonList(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const row of rows) {
    yield `${separator}${canonicalText(row)}`;
    separator = ',\n';
  }
  yield '\n]\n';
}

/** One span in which an item failed. Excluded ones stand here too, with what excludes them. */
export interface Exception {
  readonly check: string;
  readonly item: string;
  readonly title: string;
  readonly from: string;
  readonly until: string | null;
  readonly because: string;
  readonly due: string | null;
  readonly recordedLate: number;
  readonly claimed: boolean;
  readonly excludedBy: string | null;
}

/** In the order of the summary's checks, then of the rows, then of time. */
export async function* exceptions({ files, summary, failures }: DeriveFrom): AsyncGenerator<Exception> {
  for (const { id } of summary.checks) {
    for await (const { row } of readFindings(files, findingsFile(id), failures)) {
      const { item, title, because, due, recordedLate, claimed, excludedBy } = row;
      for (const { outcome, from, until } of row.spans) {
        if (outcome === 'fail') yield { check: id, item, title, from, until, because, due, recordedLate, claimed, excludedBy };
      }
    }
  }
}

/** One span in which nobody knows: of an item, or (item and title null) of the list of items itself. */
export interface Unknown {
  readonly check: string;
  readonly item: string | null;
  readonly title: string | null;
  readonly reason: string;
  readonly from: string;
  readonly until: string | null;
  readonly because: string;
}

/** In the order of the summary's checks; of each, the list's own gaps before the items. */
export async function* unknowns({ files, summary, failures }: DeriveFrom): AsyncGenerator<Unknown> {
  for (const { id, unseen } of summary.checks) {
    for (const { reason, from, until, why } of unseen) yield { check: id, item: null, title: null, reason, from, until, because: why };
    for await (const { row } of readFindings(files, findingsFile(id), failures)) yield* unknownSpans(id, row);
  }
}

function* unknownSpans(check: string, { item, title, because, spans }: FindingRow): Generator<Unknown> {
  for (const { outcome, reason, from, until } of spans) {
    if (outcome === 'unknown') yield { check, item, title, reason: reason as string, from, until, because };
  }
}

const exceptionColumns: readonly (keyof Exception)[] = [
  'check',
  'item',
  'title',
  'from',
  'until',
  'because',
  'due',
  'recordedLate',
  'claimed',
  'excludedBy',
];

async function* csv<T>(columns: readonly (keyof T & string)[], rows: AsyncIterable<T>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columns);
  for await (const row of rows) yield csvLine(columns.map((column) => cell(row[column])));
}

function cell(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** Items by checks: the auditor's matrix. */
async function* populationCsv({ files, summary, failures }: DeriveFrom, population: string): AsyncGenerator<string> {
  const checks = summary.checks.filter((one) => one.population === population).map(({ id }) => id);
  const outcomes: Map<string, string>[] = [];
  for (const id of checks) outcomes.push(await outcomesByItem(files, findingsFile(id), failures));
  yield BYTE_ORDER_MARK + csvLine(['item', 'title', 'because', 'from', 'until', ...checks]);
  for await (const { row } of readItems(files, populationFile(population), failures)) {
    const { item, title, because, from, until } = row;
    yield csvLine([item, title, because, from, until, ...outcomes.map((one) => one.get(item) ?? '')]);
  }
}

/** `fail`, or `fail, excluded` where an exclusion lies over it. The values are few texts, shared by all items. */
export async function outcomesByItem(files: PackageFiles, path: string, failures: Failures): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { row } of readFindings(files, path, failures)) found.set(row.item, cellOf(row));
  return found;
}

function cellOf({ outcome, excludedBy }: FindingRow): string {
  return excludedBy === null ? outcome : excludedCells[outcome];
}

const excludedCells = { pass: 'pass, excluded', fail: 'fail, excluded', unknown: 'unknown, excluded', 'not-owed': 'not-owed, excluded' } as const;
