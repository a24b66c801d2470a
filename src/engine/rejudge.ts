import type { AssessmentSummary, WrittenFinding } from '../audit/assessment.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { Refusal } from '../kernel/refusal.ts';
import { judgeAgain } from './assess.ts';
import type { Installation } from './installation.ts';
import type { PeriodRequest } from './program.ts';
import { readAssessments } from './sealed-assessments.ts';
import { readRows } from './sealed-rows.ts';

export interface Difference {
  readonly check: string;
  readonly item: string;
  /** `judged differently since version 2: was pass, is fail` */
  readonly sentence: string;
}

export interface Rejudged {
  readonly before: AssessmentSummary;
  readonly after: AssessmentSummary;
  /** Of the checks that were asked then. */
  readonly differences: readonly Difference[];
  /** Checks that are asked today and were not asked then. */
  readonly newChecks: readonly string[];
}

/**
 * Judges the facts of the last sealed assessment with today's checks. What was sealed stays what was said; this shows the difference.
 * @throws Refusal `assessment/none`
 */
export async function rejudge(installation: Installation, request: PeriodRequest): Promise<Rejudged> {
  const sealed = (await readAssessments(installation))
    .filter((one) => request.audit === undefined || one.summary.period.audit === request.audit)
    .at(-1);
  if (!sealed) throw new Refusal('assessment/none', 'Nothing has been assessed yet. Run: tickmark assess');
  const before = sealed.summary;
  const { first, last, audit, type } = before.period;
  const period = audit === null ? (type === 1 ? first : `${first}..${last}`) : undefined;
  const after = await judgeAgain(installation, before.treeSize, audit === null ? { period } : { audit });
  const { findings: rows } = await readRows(installation.dataDirectory, before);
  const asked = new Set(before.checks.map((one) => one.id));
  const differences = compare(
    rows,
    after.findings.filter((one) => asked.has(one.check)),
  );
  return { before, after: after.summary, differences, newChecks: after.summary.checks.map((one) => one.id).filter((id) => !asked.has(id)) };
}

function compare(before: readonly WrittenFinding[], after: readonly WrittenFinding[]): Difference[] {
  const key = (one: WrittenFinding) => `${one.check} ${one.item}`;
  const was = new Map(before.map((one) => [key(one), one]));
  const is = new Map(after.map((one) => [key(one), one]));
  const changed = after.flatMap((one) => {
    const old = was.get(key(one));
    if (old && sameJudgement(old, one)) return [];
    return [
      {
        check: one.check,
        item: one.item,
        sentence: `judged differently since version ${one.version}: was ${old ? said(old) : 'not an item'}, is ${said(one)}`,
      },
    ];
  });
  const gone = before
    .filter((one) => !is.has(key(one)))
    .map((one) => ({ check: one.check, item: one.item, sentence: `was ${said(one)}, is no longer an item` }));
  return [...changed, ...gone];
}

function sameJudgement(a: WrittenFinding, b: WrittenFinding): boolean {
  return (
    a.outcome === b.outcome &&
    a.excludedBy === b.excludedBy &&
    canonicalJson(a.spans as unknown as Json) === canonicalJson(b.spans as unknown as Json)
  );
}

function said(one: WrittenFinding): string {
  const spans = one.spans.map((span) => `${span.from} to ${span.until ?? 'the horizon'}`).join(', ');
  return spans === '' ? one.outcome : `${one.outcome} (${spans})`;
}
