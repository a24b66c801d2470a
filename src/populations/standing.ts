import { existed, type Gap, type Subject, type Timeline, type Version } from '../facts/timeline.ts';
import { and, between, minus, or, type Spans, spansOf } from '../kernel/spans.ts';
import { BEGINNING, FOREVER, type Instant, type Span } from '../kernel/time.ts';
import { counted, judgedSpan, unseenWithin } from './knowledge.ts';

/** When a thing was seen to stand somewhere, and when nobody could see whether it did, or how. Whole history; the two may overlap. */
export interface Standing {
  readonly there: Spans;
  readonly unseen: readonly Gap[];
}

/**
 * A thing that looks tell of stands from the first look that saw it. In a gap that ends with that look it may have stood as well; earlier it did
 * not, because a look did not see it, nor before `began`, where the source tells when it was made. Once it is proven gone, it stood until the
 * first look that no longer saw it.
 */
export function standingOf<S>(
  timeline: Timeline<S>,
  subject: Subject<S>,
  { horizon, began = BEGINNING }: { horizon: Instant; began?: Instant },
): Standing {
  const ends = subject.versions.flatMap((version, index) => endOf(subject, version, subject.versions[index + 1]));
  const there = minus(existed(subject), spansOf(ends.flatMap((one) => between(one.missed, one.proven))));
  const lost = lostOnes(timeline, subject).filter((gap) => !ends.some((one) => one.seen <= gap.from && gap.until <= one.proven));
  const touching = counted([...subject.gaps, ...lost], horizon).filter((gap) => there.some((one) => one.from <= gap.until && gap.from < one.until));
  return { there, unseen: touching.flatMap((gap) => and([gap], [{ from: began, until: FOREVER }]).map((one) => ({ ...gap, ...one }))) };
}

/** How a thing went: the last look that saw it, the first that did not, and when that was believed. */
interface Going {
  readonly seen: Instant;
  readonly missed: Instant;
  readonly proven: Instant;
}

function endOf<S>({ looks = [] }: Subject<S>, { until, endsNotBefore }: Version<S>, next: Version<S> | undefined): readonly Going[] {
  if (until === FOREVER || next?.from === until) return [];
  const missed = looks.find((one) => one > endsNotBefore && one < until) ?? until;
  return [{ seen: endsNotBefore, missed, proven: until }];
}

/** When it stood, or may have. */
export function mayStand({ there, unseen }: Standing): Spans {
  return or(there, spansOf(unseen));
}

/** Did it stand, or may it have stood, in the judged part of the period? */
export function standsIn(standing: Standing, context: { readonly period: Span; readonly horizon: Instant }): boolean {
  const judged = judgedSpan(context);
  return judged !== null && and(mayStand(standing), [judged]).length > 0;
}

/** The span of an item: from when it first stood, or may have, to when it last did. */
export function spanOf(standing: Standing): Span {
  const all = mayStand(standing);
  return { from: (all[0] as Span).from, until: (all[all.length - 1] as Span).until };
}

/** Where further things of this kind could have stood unseen. That one which is known was lost from sight hides no other. */
export function listUnseen(timeline: Timeline<unknown>, context: { readonly period: Span; readonly horizon: Instant }): readonly Gap[] {
  const known = new Set(timeline.subjects.map((one) => partOf(timeline, one)));
  return unseenWithin(
    timeline.gaps.filter((gap) => gap.part === undefined || !known.has(gap.part)),
    context,
  );
}

/** Gaps clipped to where a question is owed. */
export function gapsIn(gaps: readonly Gap[], within: Spans): readonly Gap[] {
  return gaps.flatMap((gap) => and([gap], within).map((one) => ({ ...gap, ...one })));
}

/** Gaps without the spans in which the answer is known all the same. */
export function gapsBut(gaps: readonly Gap[], known: Spans): readonly Gap[] {
  return gaps.flatMap((gap) => minus([gap], known).map((one) => ({ ...gap, ...one })));
}

/** What looks said of this one thing alone: that it was no longer listed. */
function lostOnes(timeline: Timeline<unknown>, subject: Subject<unknown>): readonly Gap[] {
  const known = gapsByPart.get(timeline) ?? Map.groupBy(timeline.gaps, (gap) => gap.part);
  gapsByPart.set(timeline, known);
  return known.get(partOf(timeline, subject)) ?? [];
}

const gapsByPart = new WeakMap<object, Map<string | undefined, Gap[]>>();

/** As a look names a single thing of a list. */
function partOf({ kind }: Timeline<unknown>, { scope, vendorId }: Subject<unknown>): string {
  return `${scope}/${kind}:${vendorId}`;
}

/** The gaps that no later look has ended: what stood in one that was mended stands there today. */
export function lasting(gaps: readonly Gap[], horizon: Instant): readonly Gap[] {
  return counted(gaps, horizon).filter((gap) => gap.until === FOREVER);
}
