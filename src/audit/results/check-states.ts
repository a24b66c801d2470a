import type { ControlPart, StateRun } from '../program-report.ts';
import { controlPart } from './control-part.ts';
import { instantOf, judgedDays } from './judged-days.ts';
import { readChecks } from './members.ts';
import type { ReportInput } from './report-input.ts';

/** The state of one check alone on every judged day of a part of a control; nothing where it was not asked. */
export type CheckStates = (part: Pick<ControlPart, 'version' | 'promise' | 'from' | 'until'>, check: string) => readonly StateRun[];

/** Works the days of single checks out as those of their controls are, when they are asked for. */
export function checkStatesOf(input: ReportInput): CheckStates {
  const days = judgedDays(input.summary.period);
  const checks = readChecks(input, days);
  return ({ version, promise, from, until }, check) => {
    const rows = checks.get(check);
    return rows === undefined ? [] : controlPart({ version, promise, from: instantOf(from), until: instantOf(until) }, [rows], days).states;
  };
}
