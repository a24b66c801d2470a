import type { Failures } from './failure.ts';
import type { PackageFiles } from './files.ts';
import { readJsonLines } from './lines.ts';
import { isCountValue, isInstant, isListOf, isObject, isText, isWord } from './shapes.ts';
import type { Outcome } from './summary.ts';

export interface RowSpan {
  readonly from: string;
  readonly until: string | null;
  readonly outcome: 'fail' | 'unknown';
  readonly reason?: string;
}

/** One row of `findings/<check>.ndjson`. */
export interface FindingRow {
  readonly check: string;
  readonly version: number;
  readonly item: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly because: string;
  readonly spans: readonly RowSpan[];
  readonly due: string | null;
  readonly recordedLate: number;
  readonly claimed: boolean;
  readonly excludedBy: string | null;
  readonly leaves: readonly number[];
}

/** One row of `populations/<id>.ndjson`. */
export interface ItemRow {
  readonly item: string;
  readonly title: string;
  readonly because: string;
  readonly from: string;
  readonly until: string;
  readonly leaves: readonly number[];
}

export interface Row<T> {
  readonly row: T;
  readonly line: number;
}

export function readFindings(files: PackageFiles, path: string, failures: Failures): AsyncGenerator<Row<FindingRow>> {
  return readRows(files, path, failures, isFinding, 'The row is not a finding.');
}

export function readItems(files: PackageFiles, path: string, failures: Failures): AsyncGenerator<Row<ItemRow>> {
  return readRows(files, path, failures, isItem, 'The row is not an item of a population.');
}

async function* readRows<T>(
  files: PackageFiles,
  path: string,
  failures: Failures,
  isRow: (value: unknown) => value is T,
  otherwise: string,
): AsyncGenerator<Row<T>> {
  for await (const { number, value } of readJsonLines(files, path, failures)) {
    if (isRow(value)) yield { row: value, line: number };
    else failures.add('finding-malformed', otherwise, { file: path, line: number });
  }
}

const outcomes: readonly unknown[] = ['pass', 'fail', 'unknown', 'not-owed'] satisfies Outcome[];

function isFinding(value: unknown): value is FindingRow {
  if (!isObject(value) || !isNamed(value)) return false;
  const { check, version, outcome, spans, due, recordedLate, claimed, excludedBy } = value;
  const says = isWord(check) && isCountValue(version) && outcomes.includes(outcome) && isListOf(spans, isSpan);
  const adds =
    (due === null || isInstant(due)) && isCountValue(recordedLate) && typeof claimed === 'boolean' && (excludedBy === null || isWord(excludedBy));
  return says && adds && outcome === outcomeOf(spans, outcome);
}

/** The outcome that the spans of a finding lead to: fail if any span fails, else unknown if any is, else what it says without them. */
function outcomeOf(spans: readonly RowSpan[], said: unknown): unknown {
  if (spans.some((one) => one.outcome === 'fail')) return 'fail';
  if (spans.length > 0) return 'unknown';
  return said === 'pass' || said === 'not-owed' ? said : 'none';
}

function isItem(value: unknown): value is ItemRow {
  return isObject(value) && isNamed(value) && isInstant(value.from) && isInstant(value.until);
}

function isNamed({ item, title, because, leaves }: Readonly<Record<string, unknown>>): boolean {
  return isWord(item) && isText(title) && isText(because) && isListOf(leaves, isCountValue);
}

function isSpan(value: unknown): value is RowSpan {
  if (!isObject(value) || !isInstant(value.from)) return false;
  const ends = value.until === null || (isInstant(value.until) && value.from < value.until);
  return ends && (value.outcome === 'fail' || (value.outcome === 'unknown' && isWord(value.reason)));
}
