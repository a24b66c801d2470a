import { latest, type Subject, type Timeline } from '../facts/timeline.ts';
import type { Instant, Span } from '../kernel/time.ts';
import type { Item } from './population.ts';
import { type Standing, spanOf, standingOf, standsIn } from './standing.ts';

/** A thing in some state; how it was is asked of the facts by its subject. */
export interface StandingItem {
  readonly subject: string;
  readonly standing: Standing;
}

interface Described {
  readonly key: string;
  readonly title: string;
  readonly because: string;
  /** When the source says that it was made. */
  readonly began?: Instant;
}

/** Whatever stood, or may have stood, in the judged part of the period: the items of a population of state. */
export function standingItems<S>(
  timeline: Timeline<S>,
  context: { readonly period: Span; readonly horizon: Instant },
  describe: (state: S, subject: Subject<S>) => Described,
): readonly Item<StandingItem>[] {
  return timeline.subjects.flatMap((subject): Item<StandingItem>[] => {
    const { state, leaf } = latest(subject);
    const { began, ...described } = describe(state, subject);
    const standing = standingOf(timeline, subject, { horizon: context.horizon, ...(began === undefined ? {} : { began }) });
    if (!standsIn(standing, context)) return [];
    return [{ ...described, span: spanOf(standing), leaves: [leaf], data: { subject: subject.id, standing } }];
  });
}
