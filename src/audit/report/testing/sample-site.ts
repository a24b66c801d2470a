import type { AssessmentSummary } from '../../assessment.ts';
import { samplePeriod } from '../../exports/testing/sample-parts.ts';
import type { ProgramReport } from '../../program-report.ts';
import type { GivenResponse } from '../../results/report-input.ts';
import { axisOf } from '../axis.ts';
import type { PageFile } from '../check-page.ts';
import { controlsWithPages } from '../control-links.ts';
import { clockOf } from '../instants.ts';
import { notesFrom } from '../management.ts';
import { renderPage, type Site } from '../page.ts';

interface SiteChanges extends Partial<AssessmentSummary> {
  readonly responses?: readonly GivenResponse[];
}

/** A site over these results; without results, over a summary from before controls were sealed with it. */
export function sampleSite(results: ProgramReport | null, { responses = [], ...changes }: SiteChanges = {}): Site {
  const summary: AssessmentSummary = {
    format: 'tickmark-assessment/1',
    tickmark: '0.1.0',
    organization: results?.organization ?? { id: 'o', name: 'Example' },
    program: results === null ? { id: 'program', title: 'Program', categories: ['security', 'availability'] } : results.program,
    period: results?.period ?? samplePeriod,
    treeSize: 10,
    controls: [],
    checks: [],
    populations: [],
    exclusions: [],
    coverage: [],
    files: [],
    ...changes,
  };
  const { zone } = summary.period;
  const controlPages = controlsWithPages({ summary, results });
  return { summary, clock: clockOf(zone), axis: axisOf(summary.period), results, notesOn: notesFrom(results, responses), controlPages };
}

/** The whole page as text. */
export async function markupOfPage(site: Site, { page, content }: PageFile): Promise<string> {
  let markup = '';
  for await (const piece of renderPage(site, page, content)) markup += piece;
  return markup;
}

/** Its text without markup, as it reads: spaces made one, and none before a stop. */
export function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.;:)])/g, '');
}
