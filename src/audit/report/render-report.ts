import { newFailures } from '../../verify/package/failure.ts';
import { reportAssets } from './assets.ts';
import { axisOf } from './axis.ts';
import { checkPages, type PageFile } from './check-page.ts';
import { controlsWithPages } from './control-links.ts';
import { controlPage } from './control-page.ts';
import { controlsPage } from './controls-page.ts';
import { criteriaPage } from './criteria-page.ts';
import { checksPage, looksPage, populationsPage, sealedControlsPage, verifyPage } from './index-pages.ts';
import { clockOf } from './instants.ts';
import { exceptionPages, exclusionsPage, unknownPages } from './list-pages.ts';
import { notesFrom } from './management.ts';
import { overviewContent, overviewPage } from './overview-page.ts';
import { renderPage, type Site } from './page.ts';
import { populationPages } from './population-page.ts';
import type { ReportFile, ReportInput, ReportResults } from './report-input.ts';
import { sealedControlPage } from './sealed-control-page.ts';
import { type CheckTally, tallyFindings } from './tally.ts';

type Tallies = ReadonlyMap<string, CheckTally>;

/** The report for people: static pages that open from the file system, and what they are drawn with. Says nothing that the sealed rows do not say. */
export async function* renderReport(input: ReportInput): AsyncGenerator<ReportFile> {
  const site = siteOf(input);
  for await (const { page, content } of reportPages(input, site)) yield { path: page.path, pieces: renderPage(site, page, content) };
  yield* reportAssets();
}

function siteOf({ summary, results: found, responses }: ReportInput): Site {
  const results = found?.report ?? null;
  const controlPages = controlsWithPages({ summary, results });
  const clock = clockOf(summary.period.zone);
  return { summary, clock, axis: axisOf(summary.period), results, notesOn: notesFrom(results, responses), controlPages };
}

async function* reportPages({ files, summary, parsed, log, places, results }: ReportInput, site: Site): AsyncGenerator<PageFile> {
  const tallies = await tallyFindings(files, summary, site.axis);
  const from = { files, summary: parsed, failures: newFailures(0) };
  yield { page: overviewPage(site), content: overviewContent({ site, tallies, log, from }) };
  yield* exceptionPages(site, from, tallies);
  yield* unknownPages(site, from, tallies);
  yield exclusionsPage(site);
  yield criteriaPage(site);
  yield* controlPages(site, results, tallies);
  yield checksPage(site, tallies);
  for (const check of summary.checks) yield* checkPages({ site, files, check, places });
  yield populationsPage(site);
  for (const sheet of summary.populations) yield* populationPages({ site, files, sheet, places });
  yield looksPage(site, places);
  yield verifyPage(site, log);
}

/** All controls, from the results where there are some; what only the summary has, from the summary. */
function* controlPages(site: Site, results: ReportResults | null, tallies: Tallies): Generator<PageFile> {
  if (results === null) yield sealedControlsPage(site);
  else yield* reportedControls(site, results, tallies);
  const reported = new Set(results?.report.controls.map((one) => one.id));
  for (const control of site.summary.controls) if (!reported.has(control.id)) yield sealedControlPage(site, control, tallies);
}

function* reportedControls(site: Site, { report, checkStates }: ReportResults, tallies: Tallies): Generator<PageFile> {
  yield controlsPage(site, report.controls);
  for (const control of report.controls) yield controlPage({ site, control, tallies, checkStates });
}
