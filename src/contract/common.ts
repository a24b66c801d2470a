import { z } from 'zod';

/** An instant, written as ISO 8601, UTC, milliseconds. */
export const iso = z.iso.datetime({ offset: true, error: 'an instant such as 2025-06-30T12:00:00Z' });

/** A calendar date in the program's zone. */
export const day = z.iso.date('a date such as 2025-06-30');

/** An instant, or a day, which means its first instant in the program's zone. */
export const moment = z.union([iso, day], 'an instant such as 2025-06-30T12:00:00Z, or a day such as 2025-06-30');

/** What is said of a control, a check or a whole program over a span. */
export const state = z.enum(['pass', 'fail', 'unknown', 'no-items']);

/** One item under one check. `excluded` lies over an outcome and never changes it, so it is no outcome. */
export const outcome = z.enum(['pass', 'fail', 'unknown', 'not-owed']);

/** By what it is seen that something operated. */
export const seenBy = z.enum(['automated', 'record', 'document', 'open']);

/** An id in the field's own alphabet, longer than any that exists. */
export const id = z.string('an id').min(1, 'an id').max(1000, 'an id of at most 1,000 characters');

/** Days, both inclusive, in the program's zone, on all of which the state was the same. */
export const stateRun = z.object({ first: day, last: day, state });

/** Time in which something was not seen. */
export const gap = z.object({ from: iso, until: iso, reason: z.string(), why: z.string() });
