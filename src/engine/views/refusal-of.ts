import { Refusal } from '../../kernel/refusal.ts';
import type { ToldRefusal } from './thread-messages.ts';

/** An error as it goes from one thread to another. */
export function refusalOf(error: unknown): ToldRefusal {
  if (error instanceof Refusal) return { code: error.code, sentence: error.message, stack: null };
  const known = error instanceof Error;
  return { code: null, sentence: known ? error.message : String(error), stack: known ? (error.stack ?? null) : null };
}

/** And back. */
export function errorFrom({ code, sentence, stack }: ToldRefusal): Error {
  if (code !== null) return new Refusal(code, sentence);
  const error = new Error(sentence);
  if (stack !== null) error.stack = stack;
  return error;
}
