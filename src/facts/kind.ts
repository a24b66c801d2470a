import type { z } from 'zod';

/**
 * A type of fact: a word of the vocabulary that all vendors share.
 *
 * `volatile` fields are kept in the raw response only; a change in them makes no version.
 */
export interface Kind<S = unknown> {
  readonly id: string;
  readonly title: string;
  readonly schema: z.ZodType<S>;
  readonly volatile: readonly string[];
}

export function defineKind<S>(kind: { id: string; title: string; schema: z.ZodType<S>; volatile?: readonly string[] }): Kind<S> {
  return { volatile: [], ...kind };
}
