import { type Gap, gapsWithin, latest, type Subject } from '../facts/timeline.ts';
import { DAY, FOREVER, type Instant, type Span } from '../kernel/time.ts';

/**
 * How long after its last look a source still counts as seen: connections are looked at one after the other,
 * so the last look at one always lies a little before the last look at all of them.
 */
const FRESHNESS = DAY;

interface Judged {
  readonly period: Span;
  readonly horizon: Instant;
}

/** The part of the period that has been seen; null while nothing of it has. */
export function judgedSpan({ period, horizon }: Judged): Span | null {
  return horizon > period.from ? { from: period.from, until: horizon } : null;
}

/** The gaps inside the judged part of the period: there, further things of this kind could stand unseen. */
export function unseenWithin(gaps: readonly Gap[], context: Judged): readonly Gap[] {
  const judged = judgedSpan(context);
  return judged ? gapsWithin(counted(gaps, context.horizon), judged) : [];
}

/**
 * The gaps that could hide an answer (a review, a drill, an approval) whose absence is an exception: those in which nobody could see its source
 * at the instant that decides. Entries carry their own instants, so a source that was mended before that instant, or broke after it, hides
 * nothing. Before the first look nobody was writing such things down, and after the last one nobody has seen what was.
 */
export function gapsHidingAnswers(gaps: readonly Gap[], due: Instant, horizon: Instant): readonly Gap[] {
  return counted(gaps, horizon).filter((gap) => gap.from <= due && due < gap.until);
}

/**
 * The gaps in which more of what a list holds could have stood unseen at an instant. A gap that was mended hides nothing, because what was
 * written in it stands there today; one that no look has ended does, and so does the time before the list was first kept.
 */
export function gapsHidingMore(gaps: readonly Gap[], at: Instant, horizon: Instant): readonly Gap[] {
  const end = lastSeen(gaps);
  const lasting = (gap: Gap) => gap.reason === 'stale' || gap.reason === 'before-first-look' || gap.until >= end;
  return counted(gaps, horizon).filter((gap) => gap.from <= at && at < gap.until && lasting(gap));
}

/** From when on nobody knows what became of a subject: its record was taken out, or can no longer be read. */
export function lostSight(subject: Subject<unknown>, horizon: Instant): Gap | undefined {
  const last = latest(subject);
  const end = lastSeen(subject.gaps);
  const lost = counted(subject.gaps, horizon)
    .filter((gap) => gap.reason === 'stale' || gap.until >= end)
    .map((gap): Gap => ({ ...gap, until: FOREVER }));
  if (last.until < FOREVER)
    lost.push({ from: last.until, until: FOREVER, reason: 'lost-sight', why: 'The record was taken out without saying how it ended.' });
  return lost.sort((a, b) => a.from - b.from)[0];
}

/** The gaps of a subject in which nobody could see its state. */
export function blindTo(subject: Subject<unknown>, horizon: Instant): readonly Gap[] {
  return counted(subject.gaps, horizon);
}

/** A source that was last seen less than a day before the horizon is not stale. */
export function counted(gaps: readonly Gap[], horizon: Instant): readonly Gap[] {
  return gaps.filter((gap) => gap.reason !== 'stale' || gap.from < horizon - FRESHNESS);
}

/** Where the gap begins that no look has ended yet. */
function lastSeen(gaps: readonly Gap[]): Instant {
  const open = gaps.filter((gap) => gap.reason !== 'before-first-look' && gap.until === FOREVER);
  return open.reduce((end, gap) => (gap.from < end ? gap.from : end), FOREVER);
}
