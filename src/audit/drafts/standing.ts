import type { ControlReport, State } from '../program-report.ts';

/**
 * How a control stood, where silence never passes: `unasked` where no check asks whether it operated, `not-in-force` where it was promised on no
 * day of the period. `no-items` is left for a control that was asked about and had nothing to act on.
 */
export type Standing = State | 'unasked' | 'not-in-force';

export function standingOf({ parts, outcome }: Pick<ControlReport, 'parts' | 'outcome'>): Standing {
  if (parts.length === 0) return 'not-in-force';
  return parts.some((part) => part.checks.length > 0) ? outcome : 'unasked';
}
