import { sha256 } from '../src/kernel/hash.ts';

/** A repeatable source of chance: the same seed gives the same draws on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** An independent source with a name: drawing from it moves no other source, so one part can grow without shifting the rest. */
  fork(label: string): Random;
}

/** sfc32 (Chris Doty-Humphrey's small fast counter, 128 bits of state), seeded from the SHA-256 of a text. */
export function randomFrom(seed: string): Random {
  const next = smallFastCounter(sha256(seed));
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (list) => pick(list, integer),
    shuffled: (list) => shuffled(list, integer),
    fork: (label) => randomFrom(`${seed}/${label}`),
  };
}

function smallFastCounter(digest: Buffer): () => number {
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let counter = digest.readUInt32LE(12);
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
}

function pick<T>(list: readonly T[], integer: (low: number, high: number) => number): T {
  if (list.length === 0) throw new RangeError('Nothing to pick from');
  return list[integer(0, list.length - 1)] as T;
}

function shuffled<T>(list: readonly T[], integer: (low: number, high: number) => number): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = integer(0, last);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
