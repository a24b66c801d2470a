import type { Finding } from '../checks/evaluate.ts';
import { durationText } from '../kernel/calendar.ts';
import type { Instant } from '../kernel/time.ts';
import { type JudgedExclusion, liesOver } from './exclusions.ts';

interface Judged {
  /** By check: every finding, excluded or not. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly period: { readonly from: Instant };
  readonly horizon: Instant;
}

/**
 * Exclusions with what is to be said of them beside what was judged: that they name nothing, name everything, or came after what they accept. None
 * of it changes whether they are in force.
 */
export function withRemarks(exclusions: readonly JudgedExclusion[], judged: Judged): readonly JudgedExclusion[] {
  return exclusions.map((one) => ({ ...one, remark: remarksOn(one, judged).join(' ') }));
}

function remarksOn(exclusion: JudgedExclusion, judged: Judged): readonly string[] {
  const { check, items, remark } = exclusion;
  const findings = judged.findings.get(check);
  const own = remark === '' ? [] : [remark];
  if (findings === undefined) return [...own, `No check "${check}" is asked here, so that it lies over nothing.`];
  const named = new Set(items);
  const found = findings.filter((one) => named.has(one.item));
  return [...own, ...afterwards(exclusion, found, judged), ...strangers(named, found), ...everything(found, findings)];
}

/** How long after the items failed it was approved; of several, the one that failed first. */
function afterwards(exclusion: JudgedExclusion, found: readonly Finding[], { period, horizon }: Judged): string[] {
  const { approvedAt } = exclusion;
  if (approvedAt === null) return [];
  const failed = found
    .filter((one) => liesOver(exclusion, one, horizon))
    .flatMap(({ spans }) => spans.find((one) => one.outcome === 'fail')?.from ?? [])
    .filter((from) => from < approvedAt)
    .sort((a, b) => a - b);
  const [first] = failed;
  if (first === undefined) return [];
  // A span that begins with the period may have begun before it.
  const length = `${first === period.from ? 'at least ' : ''}${durationText(approvedAt - first)}`;
  if (found.length === 1) return [`Approved ${length} after the item failed.`];
  return [`Approved after ${failed.length} of its ${found.length} items failed, ${length} after the first of them.`];
}

const NAMED = 3;

function strangers(named: ReadonlySet<string>, found: readonly Finding[]): string[] {
  const known = new Set(found.map((one) => one.item));
  const unknown = [...named].filter((one) => !known.has(one));
  if (unknown.length === 0) return [];
  const more = unknown.length > NAMED ? ` and ${unknown.length - NAMED} more` : '';
  return [`In this period the check has no item ${unknown.slice(0, NAMED).join(', ')}${more}.`];
}

/** That is not an exception to the control but its end. */
function everything(found: readonly Finding[], all: readonly Finding[]): string[] {
  return all.length > 1 && found.length === all.length ? [`Covers every item of the check (${all.length}).`] : [];
}
