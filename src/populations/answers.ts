import type { Gap, Subject, Version } from '../facts/timeline.ts';
import { between, minus, type Spans, spansOf } from '../kernel/spans.ts';
import { FOREVER, type Instant, later } from '../kernel/time.ts';
import { gapsHidingAnswers } from './knowledge.ts';
import type { Occurrence } from './occurrences.ts';

/** Something written down that may answer what fell due. */
export interface Answer {
  readonly id: string;
  readonly at: Instant;
  /** Does it answer? Where nobody can tell, the gap that hides it. */
  readonly counts: boolean | Gap;
  /** What it lacks, as the end of a sentence; empty where nothing is lacking. */
  readonly lacks: string;
  /** When it was first written down. */
  readonly recorded: Instant;
  readonly leaf: number;
}

/** What became of an obligation: its first answer, and since when it is broken or nobody knows. */
export interface Settled {
  readonly answer: Answer | undefined;
  readonly broken: Spans;
  readonly unknown: readonly Gap[];
}

/** When the first version that says something was written down. */
export function firstSaid<S>(subject: Subject<S>, says: (state: S) => boolean): Instant {
  const first = subject.versions.find((one) => says(one.state)) ?? (subject.versions[0] as Version<S>);
  return first.from;
}

/** From `due` on it is broken until the first answer that counts; from a doubtful answer on, or where a gap could hide one, nobody knows. */
export function settle(due: Instant, answers: readonly Answer[], hiding: readonly Gap[]): Settled {
  const sorted = [...answers].sort((a, b) => a.at - b.at);
  const answer = sorted.find((one) => one.counts === true);
  const end = answer?.at ?? FOREVER;
  const doubtful = sorted.flatMap(({ at, counts }) => (typeof counts === 'object' && at < end ? fromOn(counts, later(due, at), end) : []));
  const hidden = answer ? [] : hiding.flatMap((gap) => fromOn(gap, due, FOREVER));
  const unknown = [...doubtful, ...hidden];
  return { answer, broken: minus(between(due, end), spansOf(unknown)), unknown };
}

/** Is something that fell due before the period still broken in it? What fell due before anybody looked is not carried along. */
export function reachesInto(settled: Settled, from: Instant): boolean {
  return settled.broken.some((one) => one.until > from) || settled.unknown.some((gap) => gap.reason !== 'before-first-look' && gap.until > from);
}

/** The gaps that could hide an answer to an occurrence. */
export function hidingAnswers(gaps: readonly Gap[], { due }: Occurrence, horizon: Instant): readonly Gap[] {
  return gapsHidingAnswers(gaps, due, horizon);
}

function fromOn(gap: Gap, from: Instant, until: Instant): Gap[] {
  return from < until ? [{ reason: gap.reason, why: gap.why, from, until }] : [];
}
