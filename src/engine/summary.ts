import type {
  AssessmentSummary,
  AuditedPeriod,
  CheckResult,
  CompletenessSheet,
  Counts,
  SealedFile,
  SheetLook,
  WrittenExclusion,
  WrittenFinding,
  WrittenItem,
  WrittenSetting,
} from '../audit/assessment.ts';
import { writtenGap } from '../audit/assessment.ts';
import { standingControls } from '../controls/standing.ts';
import type { KindId } from '../facts/kinds/index.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { sha256Hex } from '../kernel/hash.ts';
import { type Instant, isoInstant } from '../kernel/time.ts';
import type { Item } from '../populations/population.ts';
import { controlResults, rolledUp } from './control-results.ts';
import { coverageByKind } from './coverage.ts';
import { automatedChecks, writtenDocuments } from './evidence-of.ts';
import { type FindingsOfCheck, writtenFindings } from './findings.ts';
import { type Judged, type JudgedPopulation, timelineOf } from './judge.ts';
import type { SightedLook } from './sights.ts';

/** A file of rows with its bytes, before it is kept. */
export interface RowFile extends SealedFile {
  readonly text: string;
}

export interface Written {
  readonly summary: AssessmentSummary;
  readonly findings: readonly WrittenFinding[];
  readonly files: readonly RowFile[];
}

export interface SummaryInput {
  readonly judged: Judged;
  readonly organization: { readonly id: string; readonly name: string };
  readonly version: string;
  readonly treeSize: number;
  readonly simulated?: boolean;
}

/** Writes down what was judged: rows as canonical JSON lines, and the summary that names and hashes them. */
export function writeDown({ judged, organization, version, treeSize, simulated = false }: SummaryInput): Written {
  const { perCheck, exclusions } = writtenFindings(judged);
  const populationFiles = new Map(
    judged.populations.map((one) => [one.population.id, rowFile(`populations/${fileName(one.population.id)}.ndjson`, one.items.map(writtenItem))]),
  );
  const findingFiles = perCheck.map(({ check, findings }) => rowFile(`findings/${fileName(check.id)}.ndjson`, findings));
  const files = [...findingFiles, ...populationFiles.values()];
  const checks = perCheck.map((one) => checkResult(one, judged));
  const standing = standingControls(timelineOf(judged.world, 'control'), judged.zone);
  const summary: AssessmentSummary = {
    format: 'tickmark-assessment/1',
    tickmark: version,
    organization,
    ...(simulated && { simulated }),
    program: judged.program && { id: judged.program.id, title: judged.program.title, categories: judged.program.categories },
    period: writtenPeriod(judged),
    treeSize,
    controls: controlResults(checks, standing),
    checks,
    populations: judged.populations.map((one) => sheet(one, populationFiles.get(one.population.id) as RowFile, judged.looks)),
    exclusions: exclusions as readonly WrittenExclusion[],
    standing,
    documents: writtenDocuments(judged),
    automated: automatedChecks(judged),
    coverage: coverageByKind(judged),
    files: files.map(({ name, sha256, bytes, rows }) => ({ name, sha256, bytes, rows })),
  };
  return { summary, findings: perCheck.flatMap((one) => one.findings), files };
}

/** `change/ticket-reference` → `change--ticket-reference` */
export function fileName(check: string): string {
  return check.replaceAll('/', '--');
}

function rowFile(name: string, rows: readonly object[]): RowFile {
  const text = rows.map((row) => `${canonicalJson(row as Json)}\n`).join('');
  return { name, text, sha256: sha256Hex(text), bytes: Buffer.byteLength(text), rows: rows.length };
}

function writtenItem(item: Item<unknown>): WrittenItem {
  const { from, until } = item.span;
  return { item: item.key, title: item.title, because: item.because, from: isoInstant(from), until: isoInstant(until), leaves: sorted(item.leaves) };
}

function writtenPeriod({ period, horizon, zone }: Judged): AuditedPeriod {
  const { audit, type, first, last, span } = period;
  return { audit, type, first, last, zone, from: isoInstant(span.from), until: isoInstant(span.until), horizon: isoInstant(horizon) };
}

function checkResult({ check, findings }: FindingsOfCheck, judged: Judged): CheckResult {
  const unseen = judged.populations.find((one) => one.population.id === check.population.id)?.unseen ?? [];
  const counts = countOf(findings);
  return {
    id: check.id,
    version: check.version,
    title: check.title,
    asks: check.asks,
    mend: check.mend,
    population: check.population.id,
    ...counts,
    outcome: rolledUp(counts, unseen.length > 0),
    unseen: unseen.map(writtenGap),
    settings: check.settings.map((name) => writtenSetting(name, judged.horizon, judged)),
  };
}

function writtenSetting(name: CheckSetting, horizon: Instant, judged: Judged): WrittenSetting {
  const { written, policy, since } = judged.context.settings.at(name, (horizon - 1) as Instant);
  return { name, written, policy, since: isoInstant(since) };
}

type CheckSetting = Judged['checks'][number]['check']['settings'][number];

function countOf(findings: readonly WrittenFinding[]): Counts {
  const open = findings.filter((one) => one.excludedBy === null);
  const count = (outcome: WrittenFinding['outcome']) => open.filter((one) => one.outcome === outcome).length;
  return {
    items: findings.length,
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    notOwed: count('not-owed'),
    excluded: findings.length - open.length,
  };
}

function sheet({ population, items, unseen, reconciliations }: JudgedPopulation, file: RowFile, looks: readonly SightedLook[]): CompletenessSheet {
  return {
    population: population.id,
    title: population.title,
    definition: population.definition,
    mode: population.mode,
    items: items.length,
    sha256: file.sha256,
    unseen: unseen.map(writtenGap),
    reconciliations,
    looks: looks.flatMap((look) => sheetLook(look, Object.keys(population.reads) as KindId[])),
  };
}

function sheetLook(look: SightedLook, kinds: readonly KindId[]): SheetLook[] {
  const feeds = Object.keys(look.kinds).filter((feed) => look.kinds[feed]?.some((kind) => kinds.includes(kind as KindId)));
  if (feeds.length === 0) return [];
  const scopes = look.scopes.filter((one) => feeds.includes(one.feed)).length;
  const { look: id, connection, connector, startedAt, identity, rows, requests, leaf } = look;
  return [{ look: id, connection, connector, startedAt, identity, feeds, scopes, rows, requests: requests.length, leaf }];
}

function sorted(leaves: readonly number[]): readonly number[] {
  return [...new Set(leaves)].sort((a, b) => a - b);
}
