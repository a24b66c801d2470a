import type { WrittenGap } from '../assessment.ts';
import type { ControlPart, ProgramReport, StateRun } from '../program-report.ts';
import { periodText } from '../report/instants.ts';
import { counted, listed } from '../report/wording.ts';
import { kindsOf } from './catalogue.ts';
import { dayOf, daysBetween, lastDayOf } from './dates.ts';
import { sentence } from './wording.ts';

const shownRuns = 4;

/** `Not known for 12 days (3 – 14 Mar 2025): the code host did not answer.`; null where every day of the part is known. */
export function unknownDays(part: ControlPart, report: ProgramReport): string | null {
  const runs = part.states.filter((run) => run.state === 'unknown');
  if (runs.length === 0) return null;
  const days = runs.reduce((sum, run) => sum + daysBetween(run.first, run.last), 0);
  const when = runs.slice(0, shownRuns).map(({ first, last }) => periodText(first, last));
  const more = runs.length > shownRuns ? [counted(runs.length - shownRuns, 'further span')] : [];
  const reasons = reasonsFor(part, report, runs);
  return `Not known for ${counted(days, 'day')} (${listed([...when, ...more])})${reasons === '' ? ': the findings say why, item by item.' : `: ${reasons}`}`;
}

/** Why nobody could see the facts that the checks of the part rest on, on the days that are not known. */
function reasonsFor(part: ControlPart, { coverage, period }: ProgramReport, runs: readonly StateRun[]): string {
  const kinds = new Set(part.checks.flatMap((one) => kindsOf(one.check)));
  const gaps = coverage.filter((one) => kinds.has(one.kind)).flatMap((one) => one.gaps);
  const whys = gaps.filter((gap) => runs.some((run) => overlaps(gap, run, period.zone))).map((gap) => gap.why);
  return [...new Set(whys)].map(sentence).join(' ');
}

function overlaps(gap: WrittenGap, run: StateRun, zone: string): boolean {
  return dayOf(gap.from, zone) <= run.last && lastDayOf(gap.until, zone) >= run.first;
}
