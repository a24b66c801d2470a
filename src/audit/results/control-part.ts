import { clip, type Spans } from '../../kernel/spans.ts';
import { isoInstant, momentSpan, plus, type Span } from '../../kernel/time.ts';
import type { CheckReport, ControlPart, State } from '../program-report.ts';
import { type JudgedDays, judgedPart } from './judged-days.ts';
import type { CheckRows } from './members.ts';
import { membersIn, type PartMember } from './part-members.ts';
import { countsOf, rateOf } from './rates.ts';
import type { PartSpan } from './standing.ts';
import { knownShare, type Overlay, stateRuns } from './state-runs.ts';
import { stateOf, worstOf } from './states.ts';

interface CheckInPart {
  readonly rows: CheckRows;
  readonly members: readonly PartMember[];
  /** Those that failed, or are unknown, at some time. */
  readonly troubled: readonly PartMember[];
}

/**
 * Tests one version of a control over its part of the period. Nothing is known of a part that begins after the horizon, nor of one that no
 * check asks about: there `known` is 0.
 */
export function controlPart(part: PartSpan, checks: readonly CheckRows[], days: JudgedDays): ControlPart {
  const judged = judgedPart(part, days);
  const inPart = checks.map((rows): CheckInPart => {
    const members = membersIn(rows, part, days);
    return { rows, members, troubled: members.filter(({ member }) => member.finding.spans.length > 0) };
  });
  const reports = inPart.map((one) => checkReport(one, judged, days));
  const states = judged === null ? [] : stateRuns(judged, overlayOf(inPart, judged), days);
  return {
    version: part.version,
    promise: part.promise,
    from: isoInstant(part.from),
    until: isoInstant(part.until),
    outcome: worstOf(reports.map((one) => one.outcome)),
    checks: reports,
    states,
    known: judged === null || checks.length === 0 ? 0 : knownShare(part, judged, states, days),
  };
}

function checkReport({ rows, members }: CheckInPart, judged: Span | null, days: JudgedDays): CheckReport {
  const { id, version, title, asks, population } = rows.result;
  const counts = countsOf(members);
  return {
    check: id,
    version,
    title,
    asks,
    population,
    by: rows.automated ? 'automated' : 'record',
    outcome: judged === null ? 'unknown' : outcomeOf(counts, clip(rows.unseen, judged)),
    ...counts,
    rate: rateOf(rows.mode, members, judged, days),
  };
}

/** As the assessment rolls a check up, over a part. */
function outcomeOf({ fail, unknown, items }: Pick<CheckReport, 'fail' | 'unknown' | 'items'>, unseen: Spans): State {
  return stateOf({ failed: fail > 0, unknown: unknown > 0 || unseen.length > 0, items: items > 0 });
}

function overlayOf(checks: readonly CheckInPart[], judged: Span): Overlay {
  return { failed: allLaid(checks, 'fail', judged), unknown: unknownIn(checks, judged), items: standingIn(checks) };
}

function* unknownIn(checks: readonly CheckInPart[], judged: Span): Generator<Span> {
  for (const { rows } of checks) yield* rows.unseen;
  yield* allLaid(checks, 'unknown', judged);
}

function* allLaid(checks: readonly CheckInPart[], what: 'fail' | 'unknown', judged: Span): Generator<Span> {
  for (const { troubled } of checks) for (const one of troubled) yield* laid(one, what, judged);
}

/** When there were items: an event on the day on which it happened, whatever else while it existed or was to be done. */
function* standingIn(checks: readonly CheckInPart[]): Generator<Span> {
  for (const { rows, members } of checks) {
    for (const { member } of members) yield rows.mode === 'events' ? momentSpan(member.at) : member.span;
  }
}

/**
 * The spans of an item in which it failed, or is unknown. Where the outcome shows only after the part (what is missed at the instant at which
 * it ends), it lies on its last day: an outcome is never on no day.
 */
function laid({ member, outcome }: PartMember, what: 'fail' | 'unknown', judged: Span): Spans {
  if (outcome === 'excluded') return [];
  const inside = clip(what === 'fail' ? member.failed : member.unknown, judged);
  return inside.length === 0 && outcome === what ? [{ from: plus(judged.until, -1), until: judged.until }] : inside;
}
