import { isSafePath } from './files.ts';
import { hasAll, isCountValue, isDate, isHex32, isInstant, isListOf, isObject, isText, isWord, type Loose } from './shapes.ts';

export const ASSESSMENT_FORMAT = 'tickmark-assessment/1';

export type Outcome = 'pass' | 'fail' | 'unknown' | 'not-owed';

export interface SummaryGap {
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly why: string;
}

export interface SummaryCounts {
  readonly items: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notOwed: number;
  readonly excluded: number;
}

export interface SummaryCheck extends SummaryCounts {
  readonly id: string;
  readonly version: number;
  readonly population: string;
  readonly outcome: string;
  readonly unseen: readonly SummaryGap[];
}

export interface SummaryControl extends SummaryCounts {
  readonly id: string;
  readonly checks: readonly string[];
  readonly outcome: string;
}

export interface SummaryPopulation {
  readonly population: string;
  readonly items: number;
  readonly sha256: string;
}

export interface SummaryExclusion {
  readonly id: string;
  readonly check: string;
  readonly inForce: boolean;
}

export interface SummaryFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
}

/** What of a sealed assessment the verifier reads. */
export interface Summary {
  readonly whole: Loose;
  readonly treeSize: number;
  readonly horizon: string;
  readonly period: Loose;
  readonly organization: Loose;
  readonly tickmark: string;
  readonly kinds: ReadonlySet<string>;
  readonly checks: readonly SummaryCheck[];
  readonly controls: readonly SummaryControl[];
  readonly populations: readonly SummaryPopulation[];
  readonly exclusions: readonly SummaryExclusion[];
  readonly files: ReadonlyMap<string, SummaryFile>;
}

/** The sealed summary that a value is, or a sentence saying why it is none. */
export function summaryOf(value: unknown): Summary | string {
  if (!isObject(value)) return 'It is not an object.';
  if (value.format !== ASSESSMENT_FORMAT) return `Its format is not ${ASSESSMENT_FORMAT}.`;
  const { period, organization, program, tickmark, treeSize } = value;
  if (!isPeriod(period)) return 'The period is malformed.';
  if (program !== null && !isObject(program)) return 'program is an object, or null.';
  if (!isObject(organization) || !isText(tickmark) || !isCountValue(treeSize)) return 'organization, tickmark or treeSize is missing.';
  const { checks, controls, populations, exclusions, files, coverage } = value;
  if (!isListOf(checks, isCheck)) return 'A check is malformed.';
  if (!isListOf(controls, isControl)) return 'A control is malformed.';
  if (!isListOf(populations, isPopulation)) return 'A population is malformed.';
  if (!isListOf(exclusions, isExclusion)) return 'An exclusion is malformed.';
  if (!isListOf(files, isSealedFile)) return 'A file of rows is malformed.';
  if (!isListOf(coverage, isCoverage)) return 'The coverage is malformed.';
  const fault = namesFault({ checks, controls, populations, exclusions, files });
  if (fault !== null) return fault;
  const kinds = new Set(coverage.map(({ kind }) => kind));
  const byName = new Map(files.map((file) => [file.name, file]));
  return {
    whole: value,
    treeSize,
    horizon: period.horizon,
    period,
    organization,
    tickmark,
    kinds,
    checks,
    controls,
    populations,
    exclusions,
    files: byName,
  };
}

/** The lists of a summary whose members name each other. */
type Lists = Pick<Summary, 'checks' | 'controls' | 'populations' | 'exclusions'> & { readonly files: readonly SummaryFile[] };

/** What is wrong with the names in a summary: one that stands twice, or one that names nothing. */
function namesFault({ checks, controls, populations, exclusions, files }: Lists): string | null {
  const ids = checks.map(({ id }) => id);
  const sheets = populations.map(({ population }) => population);
  if (hasTwice(ids)) return 'A check stands twice.';
  if (hasTwice(sheets)) return 'A population stands twice.';
  if (hasTwice(controls.map(({ id }) => id))) return 'A control stands twice.';
  if (hasTwice(exclusions.map(({ id }) => id))) return 'An exclusion stands twice.';
  if (controls.some((control) => hasTwice(control.checks))) return 'A control names a check twice.';
  if (controls.some((control) => !control.checks.every((id) => ids.includes(id)))) return 'A control names a check that is not there.';
  if (!checks.every(({ population }) => sheets.includes(population))) return 'The population of a check is not there.';
  const expected = [...ids.map(findingsFile), ...sheets.map(populationFile)].sort();
  const named = files.map(({ name }) => name).sort();
  const same = named.length === expected.length && named.every((name, at) => name === expected[at]);
  return same ? null : 'Its files are not the findings of its checks and the rows of its populations.';
}

/** Ids count as one when their files would be. */
function hasTwice(ids: readonly string[]): boolean {
  return new Set(ids.map(fileNameOf)).size < ids.length;
}

function isPeriod(value: unknown): value is Loose & { readonly horizon: string } {
  if (!isObject(value) || !hasAll(value, 'audit') || (value.type !== 1 && value.type !== 2) || !isWord(value.zone)) return false;
  return isDate(value.first) && isDate(value.last) && isInstant(value.from) && isInstant(value.until) && isInstant(value.horizon);
}

function isCheck(value: unknown): value is SummaryCheck {
  if (!isObject(value) || !isWord(value.id) || !isCountValue(value.version) || !isWord(value.population)) return false;
  if (!hasAll(value, 'title', 'asks', 'mend', 'settings') || !isListOf(value.unseen, isGap)) return false;
  return hasCounts(value) && isRolledUp(value.outcome) && isName(value.id);
}

function isControl(value: unknown): value is SummaryControl {
  if (!isObject(value) || !isWord(value.id) || !hasAll(value, 'title', 'promise', 'criteria')) return false;
  return hasCounts(value) && isRolledUp(value.outcome) && isListOf(value.checks, isWord);
}

function isPopulation(value: unknown): value is SummaryPopulation {
  if (!isObject(value) || !isWord(value.population) || !isName(value.population)) return false;
  if (!hasAll(value, 'title', 'definition', 'mode', 'reconciliations', 'looks') || !isListOf(value.unseen, isGap)) return false;
  return isCountValue(value.items) && isHex32(value.sha256);
}

function isExclusion(value: unknown): value is SummaryExclusion {
  if (!isObject(value) || !hasAll(value, 'items', 'reason', 'requestedBy', 'approvedBy', 'approvedAt', 'until', 'remark')) return false;
  return isWord(value.id) && isWord(value.check) && typeof value.inForce === 'boolean';
}

function isRolledUp(outcome: unknown): boolean {
  return outcome === 'fail' || outcome === 'unknown' || outcome === 'pass' || outcome === 'no-items';
}

function isSealedFile(value: unknown): value is SummaryFile {
  if (!isObject(value) || !isText(value.name) || !isSafePath(value.name)) return false;
  return isHex32(value.sha256) && isCountValue(value.bytes) && isCountValue(value.rows);
}

function isCoverage(value: unknown): value is Loose & { readonly kind: string } {
  return isObject(value) && isWord(value.kind) && hasAll(value, 'from', 'until', 'gaps');
}

function isGap(value: unknown): value is SummaryGap {
  return isObject(value) && isInstant(value.from) && isInstant(value.until) && isWord(value.reason) && isText(value.why);
}

function hasCounts(value: Loose): boolean {
  return ['items', 'pass', 'fail', 'unknown', 'notOwed', 'excluded'].every((name) => isCountValue(value[name]));
}

function isName(id: string): boolean {
  return isSafePath(fileNameOf(id));
}

/** `change/ticket-reference` → `change--ticket-reference`: the name of a check in the name of a file. */
export function fileNameOf(id: string): string {
  return id.replaceAll('/', '--');
}

export function findingsFile(check: string): string {
  return `findings/${fileNameOf(check)}.ndjson`;
}

export function populationFile(population: string): string {
  return `populations/${fileNameOf(population)}.ndjson`;
}
