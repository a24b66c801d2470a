import { clip } from '../../kernel/spans.ts';
import type { Span } from '../../kernel/time.ts';
import type { ExceptionReport, ManagementResponse } from '../program-report.ts';
import type { JudgedDays } from './judged-days.ts';
import type { CheckRows, Member } from './members.ts';
import { belongsTo } from './part-members.ts';
import { repeatsOf } from './repeats.ts';
import type { EarlierException, GivenResponse } from './report-input.ts';

/** An exception with what decides which parts of the period it belongs to. */
export interface Exception {
  readonly report: ExceptionReport;
  readonly member: Member;
  readonly span: Span;
}

export interface Around {
  readonly days: JudgedDays;
  readonly earlier: readonly EarlierException[];
  readonly responses: readonly GivenResponse[];
}

/** Every span in which an item failed a check, as it is sealed; excluded ones, too, with what excludes them. */
export function exceptionsOf(rows: CheckRows, { days, earlier, responses }: Around): readonly Exception[] {
  const { id } = rows.result;
  const failing = rows.members.filter((one) => one.failed.length > 0);
  if (failing.length === 0) return [];
  const repeats = repeatsOf(
    rows,
    earlier.filter((one) => one.check === id),
    days,
  );
  const answers = latestResponses(responses.filter((one) => one.check === id));
  return failing.flatMap((member) => {
    const { item, title, because, due, excludedBy, spans } = member.finding;
    const written = spans.filter((one) => one.outcome === 'fail');
    return member.failed.map((span, place): Exception => {
      const { from, until } = written[place] as (typeof written)[number];
      const answer = answers.get(item) ?? null;
      // What was said before it failed was said of another exception.
      const response = answer !== null && answer.at >= from ? answer : null;
      const report = { check: id, item, title, from, until, because, due, excludedBy, repeats: repeats(member, place), response };
      return { report, member, span };
    });
  });
}

/** Of several responses to one item, the last one given. */
function latestResponses(responses: readonly GivenResponse[]): ReadonlyMap<string, ManagementResponse> {
  const inOrder = responses.toSorted((a, b) => compare(a.at, b.at));
  return new Map(inOrder.map(({ item, cause, response, action, due, by, at }) => [item, { cause, response, action, due, by, at }]));
}

/** Those that belong to any of the parts: a state that failed in it, or whatever happened or fell due in it, however late it failed. */
export function exceptionsIn(exceptions: readonly Exception[], { mode }: CheckRows, parts: readonly Span[]): readonly ExceptionReport[] {
  const counts = ({ member, span }: Exception) =>
    parts.some((part) => belongsTo(member, part, mode) && (mode !== 'state' || clip([span], part).length > 0));
  return exceptions.filter(counts).map((one) => one.report);
}

/** By when they began; at one instant by check and item. */
export function inOrder(exceptions: readonly ExceptionReport[]): readonly ExceptionReport[] {
  return exceptions.toSorted((a, b) => compare(a.from, b.from) || compare(a.check, b.check) || compare(a.item, b.item));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
