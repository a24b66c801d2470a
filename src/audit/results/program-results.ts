import type { WrittenExclusion } from '../assessment.ts';
import type { ProgramReport } from '../program-report.ts';
import { type AskedCheck, controlReport } from './control-report.ts';
import { bearsOnScope, categoriesInScope, criterionReports } from './criterion-report.ts';
import { exceptionsOf } from './exceptions.ts';
import { instantOf, type JudgedDays, judgedDays } from './judged-days.ts';
import { readChecks } from './members.ts';
import type { ReportInput } from './report-input.ts';
import { upcomingOf } from './upcoming.ts';

/** The results by control and criterion, from a sealed assessment, its rows, and what the program says it keeps. */
export function programReport(input: ReportInput): ProgramReport {
  const { summary, controls, standing, documents } = input;
  const { tickmark, organization, simulated, program, period, treeSize, exclusions, coverage } = summary;
  const days = judgedDays(period);
  const checks = askedChecks(input, days);
  const all = controls.map((one) => controlReport(one, { days, checks, standing, documents }));
  const criteria = criterionReports(all, categoriesInScope(program));
  return {
    format: 'tickmark-results/1',
    tickmark,
    organization,
    ...(simulated !== undefined && { simulated }),
    program,
    period,
    treeSize,
    controls: all.filter((one) => bearsOnScope(one, criteria)),
    criteria,
    exclusions: exclusions.filter((one) => touchesPeriod(one, days)),
    coverage,
  };
}

function askedChecks(input: ReportInput, days: JudgedDays): ReadonlyMap<string, AskedCheck> {
  const { earlier, responses } = input;
  return new Map(
    [...readChecks(input, days)].map(([id, rows]): [string, AskedCheck] => [
      id,
      { rows, exceptions: exceptionsOf(rows, { days, earlier, responses }), upcoming: upcomingOf(rows, days) },
    ]),
  );
}

/** One that was approved after the period stands here, too: its remark says that it does not count. */
function touchesPeriod({ until }: WrittenExclusion, { period }: JudgedDays): boolean {
  return instantOf(until) > period.from;
}
