import type { ControlReport } from '../program-report.ts';
import type { View } from './view.ts';

/** The controls that ask a check, in any part of the period, in their own order. */
export function controlsOfCheck({ report }: Pick<View, 'report'>, check: string): readonly ControlReport[] {
  return report.controls.filter((one) => asksCheck(one, check));
}

function asksCheck({ parts }: Pick<ControlReport, 'parts'>, check: string): boolean {
  return parts.some((part) => part.checks.some((asked) => asked.check === check));
}
