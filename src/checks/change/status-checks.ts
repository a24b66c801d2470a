import type { KindState } from '../../facts/kinds/index.ts';
import type { Instant } from '../../kernel/time.ts';

type StatusCheck = Extract<KindState<'change'>['statusChecks'], readonly unknown[]>[number];
export type RequiredCheck = Extract<KindState<'branch-protection'>['requiredChecks'], readonly unknown[]>[number];

/** What one required check had come to by an instant. */
export interface Result {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  /** As a part of a sentence. */
  readonly because: string;
}

/** A check that was skipped, or that came to no judgement, holds nothing up on a code host. */
const passing: ReadonlySet<StatusCheck['outcome']> = new Set(['success', 'neutral', 'skipped']);

/**
 * Had a required check passed by then? The last result completed by then tells. Where there is none, but a later one, a run that was repeated
 * may have overwritten it: nobody knows. Where there is no result at all, it never ran.
 */
export function resultOf(required: RequiredCheck, results: readonly StatusCheck[], by: Instant): Result {
  const own = results.filter((one) => one.name === required.name && (required.app === null || one.app === null || one.app === required.app));
  const certain = own.filter((one) => required.app === null || one.app === required.app);
  const last = certain
    .filter((one) => one.completedAt !== null && one.completedAt <= by)
    .sort(byCompletion)
    .at(-1);
  if (last) {
    if (passing.has(last.outcome)) return { outcome: 'pass', because: '' };
    return { outcome: 'fail', because: `the required check "${required.name}" had ended with "${last.outcome}"` };
  }
  if (certain.length > 0) {
    return {
      outcome: 'unknown',
      because: `the required check "${required.name}" has only a result that came after landing, and may have had another before`,
    };
  }
  if (own.length > 0) return { outcome: 'unknown', because: `nobody tells which app reported the required check "${required.name}"` };
  return { outcome: 'fail', because: `the required check "${required.name}" had not run` };
}

/** Of two that completed at the same instant, the one that did not pass counts as the later. */
function byCompletion(a: StatusCheck, b: StatusCheck): number {
  return (a.completedAt ?? 0) - (b.completedAt ?? 0) || Number(passing.has(b.outcome)) - Number(passing.has(a.outcome));
}
