import { type Spans, spansOf } from '../../kernel/spans.ts';
import { earlier, FOREVER, type Instant, later, plus, type Span } from '../../kernel/time.ts';
import type { Mode } from '../../populations/population.ts';
import type { CheckResult, WrittenFinding, WrittenItem, WrittenSpan } from '../assessment.ts';
import { instantOf, type JudgedDays } from './judged-days.ts';
import type { ReportInput } from './report-input.ts';

/** One item as one check judged it. */
export interface Member {
  readonly finding: WrittenFinding;
  /** When it happened, existed, or was to be done; touches the judged part where it existed. */
  readonly span: Span;
  /** When it happened, or fell due; for what is carried in, the beginning of the period. */
  readonly at: Instant;
  /** When it failed; one that is still open reaches to FOREVER. */
  readonly failed: Spans;
  readonly unknown: Spans;
}

/** A check of the assessment with all its items. */
export interface CheckRows {
  readonly result: CheckResult;
  readonly mode: Mode;
  readonly automated: boolean;
  readonly members: readonly Member[];
  /** When further items could have stood unseen. */
  readonly unseen: Spans;
}

interface ItemRow {
  readonly key: string;
  readonly span: Span;
}

interface PopulationRows {
  readonly mode: Mode;
  readonly rows: readonly ItemRow[];
  readonly byKey: ReadonlyMap<string, ItemRow>;
}

/** Reads every row once; by the id of its check. */
export function readChecks({ summary, findings, items, automated }: ReportInput, days: JudgedDays): ReadonlyMap<string, CheckRows> {
  const populations = new Map(summary.populations.map(({ population, mode }) => [population, readPopulation(mode, items.get(population) ?? [])]));
  const byCheck = Map.groupBy(findings, (one) => one.check);
  return new Map(
    summary.checks.map((result): [string, CheckRows] => {
      const population = populations.get(result.population);
      if (population === undefined) throw new Error(`The assessment has no population ${result.population}, which ${result.id} asks.`);
      const members = (byCheck.get(result.id) ?? []).map((finding, at) =>
        memberOf(finding, itemOf(finding, at, population).span, population.mode, days),
      );
      const unseen = spansOf(result.unseen.map(({ from, until }) => ({ from: instantOf(from), until: instantOf(until) })));
      return [result.id, { result, mode: population.mode, automated: automated.has(result.id), members, unseen }];
    }),
  );
}

function readPopulation(mode: Mode, items: readonly WrittenItem[]): PopulationRows {
  const rows = items.map(({ item, from, until }) => ({ key: item, span: { from: instantOf(from), until: instantOf(until) } }));
  return { mode, rows, byKey: new Map(rows.map((one) => [one.key, one])) };
}

/** Findings stand in the order of their items: two items of one name are told apart by it. */
function itemOf({ item, check }: WrittenFinding, at: number, { rows, byKey }: PopulationRows): ItemRow {
  const found = rows[at]?.key === item ? rows[at] : byKey.get(item);
  if (found === undefined) throw new Error(`No population holds the item ${item}, which ${check} judged.`);
  return found;
}

function memberOf(finding: WrittenFinding, whole: Span, mode: Mode, days: JudgedDays): Member {
  const span = mode === 'state' ? existed(whole, days) : whole;
  const at = mode === 'calendar' ? fellDue(whole, days) : happened(whole, days);
  const { spans } = finding;
  if (spans.length === 0) return { finding, span, at, failed: [], unknown: [] };
  return { finding, span, at, failed: spansWith(spans, 'fail'), unknown: spansOf(spansWith(spans, 'unknown')) };
}

/** What only touches the judged part from outside is in it for a millisecond: the assessment counts it, too. */
function existed({ from, until }: Span, { period, horizon }: JudgedDays): Span {
  return { from: earlier(from, plus(horizon, -1)), until: later(until, plus(period.from, 1)) };
}

/** Inside the judged part: what began before it reaches into it, and what began at its very end is the last thing in it. */
function happened({ from }: Span, { period, horizon }: JudgedDays): Instant {
  return earlier(later(from, period.from), plus(horizon, -1));
}

/** After the beginning of the period and not after its end: what is due on the last day falls due at the instant at which the period ends. */
function fellDue({ until }: Span, { period }: JudgedDays): Instant {
  return earlier(later(until, plus(period.from, 1)), period.until);
}

function spansWith(spans: readonly WrittenSpan[], outcome: WrittenSpan['outcome']): Span[] {
  return spans
    .filter((one) => one.outcome === outcome)
    .map(({ from, until }) => ({ from: instantOf(from), until: until === null ? FOREVER : instantOf(until) }));
}
