import { type Instant, parseInstant } from '../../../kernel/time.ts';

/** An instant as GitHub writes it; null for what is none. */
export function instantOf(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined) return null;
  try {
    return parseInstant(text);
  } catch {
    return null;
  }
}
