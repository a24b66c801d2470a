import type { Coverage, Fact } from '../../src/facts/fact.ts';
import { newUuid, subjectId, systemId } from '../../src/kernel/ids.ts';
import { BEGINNING, type Instant, parseInstant } from '../../src/kernel/time.ts';

export const system = systemId('github', '42');
export const noon = parseInstant('2025-06-01T12:00:00.123Z');

/** Midnight, UTC, of the day with this number of 2025, counted from 0. */
export function day(number: number): Instant {
  return (Date.UTC(2025, 0, 1) + number * 86_400_000) as Instant;
}

/** An account seen by a look on a day. */
export function accountFact(vendorId: string, from: number, state: Fact['state'], more: Partial<Fact> = {}): Fact {
  const subject = subjectId(system, 'account', vendorId);
  const base = {
    kind: 'account',
    subject,
    vendorId,
    system,
    feed: 'accounts',
    scope: '',
    notBefore: BEGINNING,
    basis: 'look',
    look: newUuid(),
  } as const;
  return { ...base, validFrom: day(from), state, ...more };
}

export function coverageOf(scope: string, from: number, until: number, look = newUuid()): Coverage {
  return { system, feed: 'accounts', scope, from: day(from), until: day(until), look };
}

export async function collected<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}
