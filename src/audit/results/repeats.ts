import { covers } from '../../kernel/spans.ts';
import type { Instant } from '../../kernel/time.ts';
import { instantOf, type JudgedDays } from './judged-days.ts';
import type { CheckRows, Member } from './members.ts';
import type { EarlierException } from './report-input.ts';

/** How often the item of a span failed before: for the span's place among those in which the member failed. */
export type Repeats = (member: Member, place: number) => number;

/** Counts the failures before one, in this period and in earlier ones; of what falls due at a cadence, also the occurrences missed before. */
export function repeatsOf({ members, mode }: CheckRows, earlier: readonly EarlierException[], { period }: JudgedDays): Repeats {
  const before = earlier.filter((one) => instantOf(one.from) <= period.from);
  const byItem = Map.groupBy(before, (one) => one.item);
  const missed = mode === 'calendar' ? missedOccurrences(members, before) : new Map<string, readonly Missed[]>();
  return (member, place) => {
    const { item } = member.finding;
    return (
      episodeOf(member, place) + failedEarlier(member, byItem.get(item) ?? [], period.from) + missedBefore(member, missed.get(subjectOf(item)) ?? [])
    );
  };
}

/** The place of the episode that a span belongs to: not knowing in between does not begin another. */
function episodeOf({ failed, unknown }: Member, place: number): number {
  let episode = 0;
  for (let at = 1; at <= place; at++) {
    const between = { from: failed[at - 1]?.until as Instant, until: failed[at]?.from as Instant };
    if (!covers(unknown, between)) episode += 1;
  }
  return episode;
}

/** Failures of the same item in earlier periods. One that was still open, and goes on as this period begins, is the same and no other. */
function failedEarlier({ failed }: Member, earlier: readonly EarlierException[], from: Instant): number {
  const begun = [...new Map(earlier.map((one) => [one.from, one])).values()].filter((one) => instantOf(one.from) < from);
  const last = begun.reduce<EarlierException | undefined>((a, b) => (a !== undefined && a.from > b.from ? a : b), undefined);
  const goesOn = last !== undefined && (last.until ?? null) === null && (failed[0]?.from as Instant) <= from;
  return begun.length - (goesOn ? 1 : 0);
}

interface Missed {
  readonly item: string;
  readonly due: Instant;
}

function missedOccurrences(members: readonly Member[], before: readonly EarlierException[]): ReadonlyMap<string, readonly Missed[]> {
  const now = members.filter((one) => one.failed.length > 0).map(({ finding, span }): Missed => ({ item: finding.item, due: span.until }));
  const then = before.map(({ item, from }): Missed => ({ item, due: instantOf(from) }));
  return Map.groupBy([...now, ...then], (one) => subjectOf(one.item));
}

function missedBefore({ finding, span }: Member, missed: readonly Missed[]): number {
  return new Set(missed.filter((one) => one.item !== finding.item && one.due < span.until).map((one) => one.item)).size;
}

/** `main-db/2025-06-30` → `main-db`; all occurrences without a subject are of one. */
function subjectOf(item: string): string {
  return item.slice(0, Math.max(0, item.lastIndexOf('/')));
}
