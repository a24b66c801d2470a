import type { Counts } from '../assessment.ts';

/** `limit`: within what time. `cadence`: how often. `other`: anything else that is asked for. */
export type Measure = 'limit' | 'cadence' | 'other';

/** `access-removal.within` is a limit, `access-review.every` a cadence. */
export function measureOf(setting: string): Measure {
  return setting.endsWith('.within') ? 'limit' : setting.endsWith('.every') ? 'cadence' : 'other';
}

/** How long items failed, in milliseconds; of what failed to the end of what is known, until then. */
export interface Delays {
  /** Items that failed. */
  readonly items: number;
  /** Of these, those that had not ended at the last known instant. */
  readonly open: number;
  readonly longest: number;
  /** Whether the longest had begun before the period, so that it is longer than that. */
  readonly atLeast: boolean;
  readonly median: number;
}

/** What a check found of that which a parameter promises. */
export interface CheckReality {
  readonly check: string;
  readonly title: string;
  readonly measure: Measure;
  /** Null where the check was not asked. Where it is judged by several limits, those of the items to which this one applied. */
  readonly counts: Counts | null;
  /** Items of which nothing tells which of several limits applied. */
  readonly notToldApart: number;
  /** How long after they fell due items failed, of limits and cadences; null where none did. Excluded ones too: an exclusion changes nothing beneath. */
  readonly late: Delays | null;
  /** From the start of the clock to when the slowest item was done, in milliseconds; null where nothing tells. */
  readonly slowest: { readonly milliseconds: number; readonly ended: boolean } | null;
  /** The same of the item in the middle, of all that were done; null where rows do not tell when those that were in time were. */
  readonly median: number | null;
  /** All of this in a sentence. */
  readonly says: string;
}
