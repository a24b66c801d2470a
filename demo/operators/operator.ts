import type { Instant } from '../../src/kernel/time.ts';
import { YEAR } from '../clock.ts';
import type { World } from '../company/world.ts';
import type { Random } from '../random.ts';

export type Check =
  | 'access/review-on-time'
  | 'access/review-complete'
  | 'people/leaver-access-removed'
  | 'governance/policy-reviewed'
  | 'governance/policy-approved'
  | 'vulnerability/fixed-within-limit'
  | 'change/ticket-reference'
  | 'change/approved-by-another'
  | 'continuity/restore-tested'
  | 'incident/tabletop-documented'
  | `record/${string}`;

/** `until` is null where the exception is still open at the end of the year. A change's item is its id (`api#12`) until expectedFindings puts its sha there. */
export interface ExpectedException {
  readonly check: Check;
  readonly item: string;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** `item` is null where a whole list could not be seen. */
export interface ExpectedUnknown {
  readonly check: Check;
  readonly item: string | null;
  readonly reason: string;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** What must be found, and nothing else. What is excluded fails beneath its exclusion and is not counted among the exceptions. */
export interface Expected {
  readonly exceptions: readonly ExpectedException[];
  readonly unknowns: readonly ExpectedUnknown[];
  readonly excluded: readonly ExpectedException[];
}

export interface Outcome {
  readonly world: World;
  readonly expected: Expected;
}

/** Lays one defect over a world at a random place where none was laid before. */
export interface Operator {
  readonly id: string;
  /** What is wrong afterwards, in one sentence. */
  readonly tells: string;
  /** @returns null where the world has no place left for it */
  readonly apply: (world: World, random: Random) => Outcome | null;
}

export const NOTHING: Expected = { exceptions: [], unknowns: [], excluded: [] };

export const found = (...exceptions: ExpectedException[]): Expected => ({ ...NOTHING, exceptions });
export const unknown = (...unknowns: ExpectedUnknown[]): Expected => ({ ...NOTHING, unknowns });

/** The end of an exception: null where it reaches the end of the year. */
export function endOrOpen(until: Instant | null): Instant | null {
  return until === null || until >= YEAR.until ? null : until;
}

/** Claims items (`change:api#12`, `policy:privacy`, `file:records/people.yaml`) for a defect, and changes the world. */
export function claim(world: World, items: readonly string[], changed: Partial<World>): World {
  return { ...world, ...changed, touched: [...world.touched, ...items] };
}

export function isFree(world: World, item: string): boolean {
  return !world.touched.includes(item);
}

/** One of a list that no defect has claimed; null where none is left. */
export function pickFree<T>(world: World, random: Random, list: readonly T[], itemOf: (one: T) => string): T | null {
  const free = list.filter((one) => isFree(world, itemOf(one)));
  return free.length === 0 ? null : random.pick(free);
}

/** The list with one element put in the place of another. */
export function replaced<T>(list: readonly T[], old: T, ...fresh: readonly T[]): T[] {
  return list.flatMap((one) => (one === old ? fresh : [one]));
}
