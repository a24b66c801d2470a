import type { CheckResult } from '../audit/assessment.ts';
import { Refusal } from '../kernel/refusal.ts';

/** What the exit code of a command says. */
export const exitCodes = { clear: 0, exceptions: 1, couldNotLook: 2, onlyUnknown: 3, signerNotPinned: 4 } as const;

export type FailOn = 'exceptions' | 'unknown' | 'never';

export function failOn(text: string): FailOn {
  if (text === 'exceptions' || text === 'unknown' || text === 'never') return text;
  throw new Refusal('cli/fail-on', `--fail-on takes exceptions, unknown or never, not "${text}".`);
}

/**
 * `unknown` (the default) tells exceptions (1) and only unknown (3) apart from clear (0); `exceptions` lets unknown pass as 0;
 * `never` is 0 whatever was found.
 */
export function exitCodeOf({ checks }: { readonly checks: readonly Pick<CheckResult, 'outcome'>[] }, on: FailOn): number {
  if (on === 'never') return exitCodes.clear;
  if (checks.some((one) => one.outcome === 'fail')) return exitCodes.exceptions;
  if (on === 'unknown' && checks.some((one) => one.outcome === 'unknown')) return exitCodes.onlyUnknown;
  return exitCodes.clear;
}
