/** Milliseconds since the epoch, UTC. The only form in which time travels through the program. */
export type Instant = number & { readonly __instant: unique symbol };

/** Half-open `[from, until)`. Never empty: `from < until`. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** Before everything. Finite, so that it survives JSON and `timestamptz`: 0001-01-01T00:00:00.000Z. */
export const BEGINNING = -62135596800000 as Instant;
/** After everything: 9999-12-31T00:00:00.000Z. */
export const FOREVER = 253402214400000 as Instant;

/** @throws RangeError for anything but whole milliseconds between BEGINNING and FOREVER. */
export function instant(milliseconds: number): Instant {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < BEGINNING || milliseconds > FOREVER) {
    throw new RangeError(`Not an instant: ${milliseconds}`);
  }
  return milliseconds as Instant;
}

const isoShape = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads an ISO 8601 instant with an offset. Digits below a millisecond are dropped.
 * @throws RangeError for a text without offset, for a day or a time of day that does not exist (30 February, 24:00, a leap second), and beyond
 * BEGINNING and FOREVER.
 */
export function parseInstant(text: string): Instant {
  const milliseconds = isoShape.test(text) ? Date.parse(text.replace(/(\.\d{3})\d+/, '$1')) : Number.NaN;
  if (Number.isNaN(milliseconds) || !dayExists(text)) throw new RangeError(`Not an instant with an offset: ${text}`);
  return instant(milliseconds);
}

function dayExists(text: string): boolean {
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00.000Z`).toISOString().startsWith(day);
}

/** `2025-03-01T09:30:00.000Z` */
export function isoInstant(at: Instant): string {
  return new Date(at).toISOString();
}

export function span(from: Instant, until: Instant): Span {
  if (!(from < until)) throw new RangeError(`Not a span: from ${from} until ${until}`);
  return { from, until };
}

/** The millisecond in which something happened, as a span. */
export function momentSpan(at: Instant): Span {
  return { from: at, until: (at + 1) as Instant };
}

export function holds(within: Span, at: Instant): boolean {
  return within.from <= at && at < within.until;
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

/** Adds a length in milliseconds; stays at the ends of time instead of leaving them. */
export function plus(at: Instant, milliseconds: number): Instant {
  return Math.min(FOREVER, Math.max(BEGINNING, at + milliseconds)) as Instant;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
