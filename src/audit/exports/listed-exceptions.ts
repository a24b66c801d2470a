import type { CheckReport, ControlReport, ExceptionReport, ProgramReport } from '../program-report.ts';

/** An exception with the control under which it stands. */
export interface ListedException {
  readonly control: ControlReport;
  readonly exception: ExceptionReport;
}

/** Every exception of the report, in the order of its controls. */
export function listedExceptions(report: ProgramReport): readonly ListedException[] {
  return report.controls.flatMap((control) => control.exceptions.map((exception) => ({ control, exception })));
}

/** The checks of the report, each once, as it was in the last part that asked it. */
export function checksOf(controls: readonly ControlReport[]): ReadonlyMap<string, CheckReport> {
  return new Map(controls.flatMap((control) => control.parts.flatMap((part) => part.checks.map((check) => [check.check, check] as const))));
}
