import { z } from 'zod';
import { calendarDate, endOfDay, startOfDay, type Zone } from '../../kernel/calendar.ts';
import { type Instant, parseInstant } from '../../kernel/time.ts';

/** What each field of a record may hold; the message completes "expected …". */

const idShape = /^[\p{L}\p{N}][\p{L}\p{N}._:/#+-]*$/u;

export const id = z
  .string('an id')
  .max(100, 'an id of at most 100 characters')
  .regex(idShape, 'an id of letters, digits and . _ - : / # +, such as p-001');
export const text = z.string('a text').min(1, 'a text that is not empty');
export const notes = z.string('a text').default('');
export const flag = z.boolean('true or false').default(false);
export const count = z.int('a whole number').min(0, 'a whole number, 0 or more');
export const email = z.email('an e-mail address');

export const date = z.string('a day, such as 2025-12-31').refine(isDate, 'a day of the calendar, such as 2025-12-31');
export const moment = z.string('an instant').refine(isMoment, 'an instant with its offset, such as 2025-03-31T17:00:00+02:00');
export const dayOrMoment = z
  .string('an instant or a day')
  .refine((value) => isDate(value) || isMoment(value), 'an instant with its offset, such as 2025-03-31T17:00:00+02:00, or a day, such as 2025-03-31');

/** Where nobody knows, the bare word `unknown`. */
export const dayOrMomentOrUnknown = z
  .string('an instant, a day, or the word unknown')
  .refine(
    (value) => value === 'unknown' || isDate(value) || isMoment(value),
    'an instant with its offset, such as 2025-03-31T17:00:00+02:00, a day, such as 2025-03-31, or the word unknown',
  );
export const sha = z.string('a commit').regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'the full sha of a commit, 40 digits');

export function listOf<S extends z.ZodType>(item: S, what: string) {
  return z.array(item, what);
}

export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, `one of: ${words.join(', ')}`);
}

function isDate(value: string): boolean {
  return succeeds(() => calendarDate(value));
}

function isMoment(value: string): boolean {
  return succeeds(() => parseInstant(value));
}

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** Days as instants, in one zone. */
export interface Days {
  /** A day means its start; an instant means itself. */
  begins(value: string): Instant;
  /** A day means its end; an instant means itself. */
  completes(value: string): Instant;
}

export function daysIn(zone: Zone): Days {
  const read = (value: string, ofDay: (day: ReturnType<typeof calendarDate>, inZone: Zone) => Instant) =>
    isDate(value) ? ofDay(calendarDate(value), zone) : parseInstant(value);
  return {
    begins: (value) => read(value, startOfDay),
    completes: (value) => read(value, endOfDay),
  };
}
