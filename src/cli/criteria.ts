import type { Command } from 'commander';
import { catalogueCriteria } from '../audit/results/coverage-table.ts';
import { allControls } from '../controls/index.ts';
import { Refusal } from '../kernel/refusal.ts';
import { isUnassessed, type ReportHere, withReport } from './assessed.ts';
import { assessedCriteriaPage, catalogueCriteriaPage } from './criteria-text.ts';
import type { Io } from './io.ts';
import { withAssessmentChoice, withData } from './options.ts';
import { pageFor } from './page.ts';
import { seenByCounts } from './seen-by.ts';
import type { Session } from './session.ts';

interface CriteriaOptions {
  readonly audit?: string;
  readonly period?: string;
  readonly catalogue?: boolean;
  readonly data?: string;
  readonly config: string;
  readonly json?: boolean;
}

export function registerCriteria(program: Command, { io }: Session): void {
  const command = program
    .command('criteria')
    .description(
      'Which criterion is covered by what: by what systems tell, by records, by a document alone, or by nothing; with the controls that bear on it.',
    )
    .option('--catalogue', 'what the catalogue could cover, whatever was assessed; so too where nothing is assessed yet')
    .option('--json', 'print it as JSON, and nothing else, on standard output');
  withAssessmentChoice(withData(command)).action((options: CriteriaOptions) => criteria(io, options));
}

async function criteria(io: Io, options: CriteriaOptions): Promise<void> {
  const reported = await chosen(io, options);
  if (reported === null) return catalogue(io, options);
  const { report } = reported;
  if (!options.json) return io.out(assessedCriteriaPage(report, pageFor(io, report.period.zone)));
  const inScope = report.criteria.filter((one) => one.inScope);
  const told = {
    from: 'assessment',
    ...(report.simulated === true && { simulated: true }),
    program: report.program,
    period: report.period,
    counts: { inScope: inScope.length, ...seenByCounts(inScope.map((one) => one.by)) },
    criteria: report.criteria,
  };
  io.out(`${JSON.stringify(told, null, 2)}\n`);
}

/** The results to speak of; null for the catalogue's, which are spoken of too where nothing is assessed and nothing special is asked for. */
async function chosen(io: Io, options: CriteriaOptions): Promise<ReportHere | null> {
  const asked = options.audit ?? options.period;
  if (options.catalogue) {
    if (asked === undefined) return null;
    throw new Refusal('criteria/catalogue', 'The catalogue knows no audits and no periods. Give --catalogue, or --audit or --period.');
  }
  try {
    return await withReport(io, options, async (reported) => reported);
  } catch (error) {
    if (asked === undefined && isUnassessed(error)) return null;
    throw error;
  }
}

function catalogue(io: Io, options: CriteriaOptions): void {
  const all = catalogueCriteria(allControls);
  if (!options.json) {
    io.out(catalogueCriteriaPage(all, pageFor(io, 'UTC'), options.catalogue === true));
    return;
  }
  const told = { from: 'catalogue', counts: { criteria: all.length, ...seenByCounts(all.map((one) => one.couldBeSeenBy)) }, criteria: all };
  io.out(`${JSON.stringify(told, null, 2)}\n`);
}
