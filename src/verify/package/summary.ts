import { isSafePath } from './files.ts';
import { isCountValue, isHex32, isInstant, isListOf, isObject, isText, type Loose } from './shapes.ts';

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
  const { period, organization, tickmark, treeSize } = value;
  if (!isObject(period) || !isInstant(period.horizon)) return 'The period has no horizon.';
  if (!isObject(organization) || !isText(tickmark) || !isCountValue(treeSize)) return 'organization, tickmark or treeSize is missing.';
  const { checks, controls, populations, exclusions, files, coverage } = value;
  if (!isListOf(checks, isCheck)) return 'A check is malformed.';
  if (!isListOf(controls, isControl)) return 'A control is malformed.';
  if (!isListOf(populations, isPopulation)) return 'A population is malformed.';
  if (!isListOf(exclusions, isExclusion)) return 'An exclusion is malformed.';
  if (!isListOf(files, isSealedFile)) return 'A file of rows is malformed.';
  if (!isListOf(coverage, isCoverage)) return 'The coverage is malformed.';
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

function isCheck(value: unknown): value is SummaryCheck {
  if (!isObject(value) || !isText(value.id) || !isCountValue(value.version) || !isText(value.population)) return false;
  return hasCounts(value) && isText(value.outcome) && isListOf(value.unseen, isGap) && isName(value.id);
}

function isControl(value: unknown): value is SummaryControl {
  return isObject(value) && isText(value.id) && hasCounts(value) && isText(value.outcome) && isListOf(value.checks, isText);
}

function isPopulation(value: unknown): value is SummaryPopulation {
  return isObject(value) && isText(value.population) && isName(value.population) && isCountValue(value.items) && isHex32(value.sha256);
}

function isExclusion(value: unknown): value is SummaryExclusion {
  return isObject(value) && isText(value.id) && isText(value.check) && typeof value.inForce === 'boolean';
}

function isSealedFile(value: unknown): value is SummaryFile {
  if (!isObject(value) || !isText(value.name) || !isSafePath(value.name)) return false;
  return isHex32(value.sha256) && isCountValue(value.bytes) && isCountValue(value.rows);
}

function isCoverage(value: unknown): value is Loose & { readonly kind: string } {
  return isObject(value) && isText(value.kind);
}

function isGap(value: unknown): value is SummaryGap {
  return isObject(value) && isInstant(value.from) && isInstant(value.until) && isText(value.reason) && isText(value.why);
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
