import { randomFrom } from '../demo/random.ts';
import { DAY, HOUR, type Instant, instant, plus } from '../src/kernel/time.ts';

export const FIRST = instant(Date.UTC(2025, 0, 1));
export const END = instant(Date.UTC(2026, 0, 1));
export const CONTROLS = 200;
export const VERSIONS_PER_SUBJECT = 10;
/** Whole numbers from 0 to 9. */
export const columns = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7'] as const;
export type Column = (typeof columns)[number];

export type State = Readonly<Record<Column, number>>;

export interface MadeVersion {
  readonly subject: number;
  readonly from: Instant;
  readonly until: Instant;
  readonly state: State;
}

/** Broken while the column is below the threshold, once it has been so for longer than the grace. */
export interface Rule {
  readonly column: Column;
  readonly threshold: number;
  /** Milliseconds. */
  readonly grace: number;
}

export const rules: readonly Rule[] = Array.from({ length: CONTROLS }, (_, at) => ({
  column: columns[at % columns.length] as Column,
  threshold: 1 + (Math.floor(at / columns.length) % 5),
  grace: (Math.floor(at / (columns.length * 5)) % 5) * 3 * DAY,
}));

/** Subjects with ten versions each over the year, one after the other at whole hours. */
export function* madeVersions(size: number): Generator<MadeVersion> {
  const random = randomFrom('bench/intervals');
  for (let subject = 0; subject < size / VERSIONS_PER_SUBJECT; subject++) {
    const hours = new Set<number>([0]);
    while (hours.size < VERSIONS_PER_SUBJECT) hours.add(random.integer(1, 364 * 24));
    const starts = [...hours].sort((a, b) => a - b).map((hour) => plus(FIRST, hour * HOUR));
    for (const [place, from] of starts.entries()) {
      const state = Object.fromEntries(columns.map((name) => [name, random.integer(0, 9)])) as unknown as State;
      yield { subject, from, until: starts[place + 1] ?? END, state };
    }
  }
}

/** What a contender found, so that two lists can be held against each other without keeping either: how many, and sums over every field. */
export interface Checksum {
  count: number;
  from: bigint;
  until: bigint;
  subjects: bigint;
}

export function checksumText({ count, from, until, subjects }: Checksum): string {
  return `${count} exceptions, ${from} ${until} ${subjects}`;
}

export function emptyChecksum(): Checksum {
  return { count: 0, from: 0n, until: 0n, subjects: 0n };
}

/** Subject and control are told apart by a weight of their own. */
export function weightOf(subject: number, control: number): number {
  return (subject + 1) * (control + 1);
}
