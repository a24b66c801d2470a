import { z } from 'zod';

/** What the source does not tell. Stored as it is, so that nobody later mistakes it for "none". */
export interface Untold {
  readonly untold: string;
}

export type Told<T> = T | Untold;

/** A schema for a value that the source may not tell. */
export function told<S extends z.ZodType>(schema: S) {
  return z.union([z.strictObject({ untold: z.string() }), schema]);
}

export function untold(why: string): Untold {
  return { untold: why };
}

export function isUntold(value: unknown): value is Untold {
  return typeof value === 'object' && value !== null && 'untold' in value;
}

/** Thrown by `known`; the engine turns it into the outcome `unknown`, reason `not-told`. */
export class NotTold extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotTold';
  }
}

/** The value, or the end of this judgement: what is not told neither passes nor fails. */
export function known<T>(value: Told<T>): T {
  if (isUntold(value)) throw new NotTold(value.untold);
  return value;
}
