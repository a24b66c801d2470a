import { Refusal } from '../../kernel/refusal.ts';

/** Up to this many items the calculations of a finite population are held against exact ones. Above, `population: null` answers. */
export const LARGEST_POPULATION = 1_000_000;

/** A whole number of `what` from `least` to `most`, both included, or the refusal `sampling/<code>`. */
export function whole(code: string, what: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && least <= value && value <= most) return value;
  throw new Refusal(`sampling/${code}`, `${what} is ${value}. Give a whole number from ${least} to ${most}.`);
}
