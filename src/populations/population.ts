import type { Facts, Reads } from '../facts/reads.ts';
import type { Gap } from '../facts/timeline.ts';
import type { CalendarDate, Zone } from '../kernel/calendar.ts';
import type { Instant, Span } from '../kernel/time.ts';
import type { Settings } from './settings.ts';

/** `state`: subjects that existed. `events`: things that happened. `calendar`: occurrences that fell due. */
export type Mode = 'state' | 'events' | 'calendar';

/** What a population or a check is given: facts of the whole history, unclipped, and the period to answer for. */
export interface Context<R extends Reads> {
  readonly facts: Facts<R>;
  readonly settings: Settings;
  readonly period: Span;
  /** The end of the period, or the last look if that is earlier. Nothing is known from here on. */
  readonly horizon: Instant;
  readonly zone: Zone;
  /** The first day of the program; windows of cadences count from here. */
  readonly since: CalendarDate;
}

/** One member of a population. `data` is what the population already worked out, for its checks. */
export interface Item<D> {
  /** Stable and readable, as reports print it: `api@2f1e…`, `main-db/2025-06-30`. */
  readonly key: string;
  readonly title: string;
  /** Why it is a member. */
  readonly because: string;
  /** When it happened, existed, or was to be done. */
  readonly span: Span;
  readonly data: D;
  /** It fell due before the period and was still broken when the period began. */
  readonly carriedIn?: boolean;
  /** Ledger places of the facts it rests on. */
  readonly leaves: readonly number[];
}

/** A second source held against the first, and what differs. */
export interface Reconciliation {
  readonly source: string;
  readonly expected: number;
  readonly counted: number;
  readonly differences: readonly string[];
}

/** The full set of items a control applies to in a period. */
export interface Population<R extends Reads = Reads, D = unknown> {
  readonly id: string;
  readonly title: string;
  readonly mode: Mode;
  /** One sentence: what belongs in it. */
  readonly definition: string;
  readonly reads: R;
  items(context: Context<R>): readonly Item<D>[];
  /** Spans inside the period in which further items may have stood unseen. */
  unseen(context: Context<R>): readonly Gap[];
  reconcile?(context: Context<R>): readonly Reconciliation[];
}

export function definePopulation<const R extends Reads, D>(population: Population<R, D>): Population<R, D> {
  return population;
}
