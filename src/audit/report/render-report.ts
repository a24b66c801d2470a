import { newFailures } from '../../verify/package/failure.ts';
import { reportAssets } from './assets.ts';
import { axisOf } from './axis.ts';
import { checkPages, type PageFile } from './check-page.ts';
import { controlPage } from './control-page.ts';
import { checksPage, controlsPage, looksPage, populationsPage, verifyPage } from './index-pages.ts';
import { clockOf } from './instants.ts';
import { exceptionPages, exclusionsPage, unknownPages } from './list-pages.ts';
import { overviewContent, overviewPage } from './overview-page.ts';
import { renderPage, type Site } from './page.ts';
import { populationPages } from './population-page.ts';
import type { ReportFile, ReportInput } from './report-input.ts';
import { tallyFindings } from './tally.ts';

/** The report for people: static pages that open from the file system, and what they are drawn with. Says nothing that the sealed rows do not say. */
export async function* renderReport(input: ReportInput): AsyncGenerator<ReportFile> {
  const { summary } = input;
  const site: Site = { summary, clock: clockOf(summary.period.zone), axis: axisOf(summary.period) };
  for await (const { page, content } of reportPages(input, site)) yield { path: page.path, pieces: renderPage(site, page, content) };
  yield* reportAssets();
}

async function* reportPages({ files, summary, parsed, log, places }: ReportInput, site: Site): AsyncGenerator<PageFile> {
  const tallies = await tallyFindings(files, summary, site.axis);
  const from = { files, summary: parsed, failures: newFailures(0) };
  yield { page: overviewPage(site), content: overviewContent({ site, tallies, log, from }) };
  yield* exceptionPages(site, from, tallies);
  yield* unknownPages(site, from, tallies);
  yield exclusionsPage(site);
  yield controlsPage(site);
  for (const control of summary.controls) yield controlPage(site, control, tallies);
  yield checksPage(site, tallies);
  for (const check of summary.checks) yield* checkPages({ site, files, check, places });
  yield populationsPage(site);
  for (const sheet of summary.populations) yield* populationPages({ site, files, sheet, places });
  yield looksPage(site, places);
  yield verifyPage(site, log);
}
