import type { Uuid } from '../kernel/ids.ts';
import type { Spans } from '../kernel/spans.ts';
import { spansOf } from '../kernel/spans.ts';
import type { Instant, Span } from '../kernel/time.ts';
import type { Basis } from './fact.ts';

/** Why something is not known. */
export type UnknownReason = 'before-first-look' | 'lost-sight' | 'denied' | 'stale' | 'held' | 'not-told' | 'looked-too-rarely' | 'timed-out';

/** A span in which somebody could not see, with the reason and a sentence for the person who mends it. */
export interface Gap extends Span {
  readonly reason: UnknownReason;
  readonly why: string;
  /** The one part of a list that was not seen (`file:policies/privacy.md`); not given where it was the list itself, or several parts. */
  readonly part?: string;
}

/** One state of a subject, in force during `[from, until)`; unclipped, so that grace periods do not restart with the period. */
export interface Version<S> {
  readonly state: S;
  readonly from: Instant;
  readonly until: Instant;
  /** It may have begun as early as this. */
  readonly notBefore: Instant;
  /** It may have ended as early as this. */
  readonly endsNotBefore: Instant;
  readonly basis: Basis;
  /** Its place in the ledger. */
  readonly leaf: number;
}

/** The thing that facts are about, with its versions in order. Where no version is in force, it was gone. */
export interface Subject<S> {
  readonly id: Uuid;
  readonly vendorId: string;
  readonly system: Uuid;
  readonly feed: string;
  readonly scope: string;
  /** At least one, sorted, disjoint. */
  readonly versions: readonly Version<S>[];
  /** When this subject's own scope was not seen. */
  readonly gaps: readonly Gap[];
  /** When looks saw this subject's own scope, in order. Left out where nobody tells. */
  readonly looks?: readonly Instant[];
}

/**
 * The versions of all subjects of one kind, with what was not seen.
 *
 * `gaps` are spans in which further subjects of this kind could have stood unseen: the list itself, or any scope of it, was not looked at.
 */
export interface Timeline<S> {
  readonly kind: string;
  readonly subjects: readonly Subject<S>[];
  readonly gaps: readonly Gap[];
}

/** The version in force at an instant. */
export function versionAt<S>(subject: Subject<S>, at: Instant): Version<S> | undefined {
  return subject.versions.find((one) => one.from <= at && at < one.until);
}

/** What was last said of a subject. For facts that carry their own instants (a review's signature, a fix), this is what is known today. */
export function latest<S>(subject: Subject<S>): Version<S> {
  return subject.versions[subject.versions.length - 1] as Version<S>;
}

/** The first look after an instant, as far as looks are told; otherwise the first version after it. Undefined where nobody has looked since. */
export function nextLook({ looks, versions }: Subject<unknown>, after: Instant): Instant | undefined {
  return looks?.find((one) => one > after) ?? versions.find((one) => one.from > after)?.from;
}

/** When the subject existed. */
export function existed<S>(subject: Subject<S>): Spans {
  return spansOf(subject.versions);
}

/** The gaps that touch `[from, until)`, clipped to it. */
export function gapsWithin(gaps: readonly Gap[], within: Span): readonly Gap[] {
  return gaps.flatMap((gap) => {
    const from = gap.from > within.from ? gap.from : within.from;
    const until = gap.until < within.until ? gap.until : within.until;
    return from < until ? [{ ...gap, from, until }] : [];
  });
}

/** The gaps in force at an instant. */
export function gapsAt(gaps: readonly Gap[], at: Instant): readonly Gap[] {
  return gaps.filter((gap) => gap.from <= at && at < gap.until);
}
