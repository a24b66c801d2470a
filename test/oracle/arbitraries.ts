import fc from 'fast-check';
import { startOf } from '../../src/checks/testing/instants.ts';
import { DAY, HOUR, type Instant, plus } from '../../src/kernel/time.ts';

const begins = startOf('2025-01-01');

/** Instants at whole hours, from half a year before 2025 to half a year after it. */
export const moments = fc.integer({ min: -180 * 24, max: 545 * 24 }).map((hours) => plus(begins, hours * HOUR));

/** When everything was last looked at: inside the period, or after it. */
export const looks = moments.filter((one) => one > begins);

/** When a source was changed, in order. */
export function commits(atMost: number) {
  return fc.uniqueArray(moments, { minLength: 1, maxLength: atMost }).map((all) => all.sort((a, b) => a - b));
}

/** Days around 2025. */
export const days = fc.integer({ min: -100, max: 300 }).map(dayAfter);

/** The day some days after the first of the period. */
export function dayAfter(offset: number): string {
  return new Date(begins + offset * DAY + 12 * HOUR).toISOString().slice(0, 10);
}

/** A removal counts where it came after the last version. */
export function removal(removed: Instant | null, versions: readonly { readonly from: Instant }[]): Instant | null {
  return removed !== null && versions.every((one) => one.from < removed) ? removed : null;
}

/** When something ended: not, at an instant, or nobody tells. */
export const ends = fc.oneof(fc.constant(null), fc.constant('untold' as const), moments);
