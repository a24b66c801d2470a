import { z } from 'zod';
import { type Instant, instant, parseInstant } from '../../../kernel/time.ts';

/** `2025-03-01T09:30:00Z` */
export const instantText = z.iso.datetime({ offset: true }).transform((text) => parseInstant(text));

/** Some answers give seconds since the epoch where most give text. */
export const anyInstant = z.union([instantText, z.int().transform((seconds): Instant => instant(seconds * 1_000))]);

/** Whoever did something; null when the account is deleted, or GitHub did it itself. */
export const userShape = z.object({ login: z.string(), node_id: z.string(), type: z.string() });
export type User = z.infer<typeof userShape>;

/** `account:` and the node id; `''` where nobody is known. */
export function accountRef(user: Pick<User, 'node_id'> | null | undefined): string {
  return user ? `account:${user.node_id}` : '';
}

export function instantOrNull(at: Instant | null | undefined): Instant | null {
  return at ?? null;
}
