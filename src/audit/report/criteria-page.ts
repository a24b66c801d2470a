import { categoryTitles } from '../drafts/wording.ts';
import type { SeenBy } from '../program-report.ts';
import type { PageFile } from './check-page.ts';
import { criteriaPath } from './control-links.ts';
import { criterionArticle, outOfScopeRow, stoodLegend } from './criterion-rows.ts';
import { type CriterionView, criterionViews } from './criterion-views.ts';
import { type Html, html, nothing } from './html.ts';
import type { Page, Site } from './page.ts';
import { type Figure, figures, section } from './parts.ts';
import { seenByOrder, seenCount, seenLegend, seenTally } from './seen-by.ts';
import { seriesSection } from './series-strips.ts';
import { counted, listed } from './wording.ts';

/** All criteria: those in scope by category and series, each with how it is seen and what bears on it; then what the program does not commit to. */
export function criteriaPage(site: Site): PageFile {
  const views = criterionViews(site.summary, site.results);
  const page: Page = { path: criteriaPath, title: 'Criteria', section: 'criteria', heading: headingOf(views), sub: subOf(site) };
  return { page, content: criteriaContent(site, views) };
}

function seenBys(views: readonly CriterionView[]): readonly SeenBy[] {
  return views.flatMap((one) => one.by ?? []);
}

function headingOf(views: readonly CriterionView[]): string {
  const scope = views.filter((one) => one.inScope);
  const bys = seenBys(scope);
  if (bys.length === 0) {
    const borne = scope.filter((one) => one.controls.length > 0).length;
    return `${borne} of ${counted(scope.length, 'criterion', 'criteria')} in scope have controls that were assessed.`;
  }
  const open = seenCount(bys, 'open');
  if (open === 0) return `All ${counted(scope.length, 'criterion', 'criteria')} in scope are seen.`;
  return `${scope.length - open} of ${counted(scope.length, 'criterion', 'criteria')} in scope are seen; ${open} ${open === 1 ? 'is' : 'are'} open.`;
}

function subOf({ summary, results }: Site): Html {
  const { program } = summary;
  const scope =
    program === null
      ? 'No program is known, so only the criteria of security are in scope.'
      : `The program commits to ${listed(program.categories.map(categoryTitle)).toLowerCase()}.`;
  const how =
    results === null
      ? 'This assessment is from before Tickmark sealed how each control is seen: here stands what it holds.'
      : 'A criterion is as well seen as the control that is seen best; how a control stood over the period is another question, and stands beside it.';
  return html`${scope} ${how} What each criterion asks is in Tickmark’s own words.`;
}

function categoryTitle(category: string): string {
  return (categoryTitles as Readonly<Record<string, string>>)[category] ?? category;
}

async function* criteriaContent(site: Site, views: readonly CriterionView[]): AsyncGenerator<Html> {
  const scope = views.filter((one) => one.inScope);
  yield figures(countLine(views));
  if (site.results !== null) yield seriesSection(site, criteriaPath, '');
  for (const [category, its] of Map.groupBy(scope, (one) => one.category)) {
    yield html`<section class="sec cat"><header><h2>${categoryTitles[category]}</h2><span class="n">${tally(its)}</span></header>
`;
    for (const [series, ofSeries] of Map.groupBy(its, (one) => one.series)) yield seriesArticles(site, series, ofSeries);
    yield html`${seenBys(its).length > 0 && seenLegend}${stoodLegend}</section>
`;
  }
  yield outOfScope(
    site,
    views.filter((one) => !one.inScope),
  );
}

/** How many of each; zeros too: what is not there is said. */
function countLine(views: readonly CriterionView[]): readonly Figure[] {
  const scope = views.filter((one) => one.inScope);
  const bys = seenBys(scope);
  const out: Figure = { name: 'Out of scope', value: views.length - scope.length, note: `of ${views.length}` };
  if (bys.length === 0) {
    const borne = scope.filter((one) => one.controls.length > 0).length;
    return [
      { name: 'In scope', value: scope.length },
      { name: 'With controls', value: borne },
      { name: 'Without', value: scope.length - borne },
      out,
    ];
  }
  const counts = seenByOrder.map((by): Figure => ({ name: countNames[by], value: seenCount(bys, by), seen: by }));
  return [{ name: 'In scope', value: scope.length }, ...counts, out];
}

const countNames: Readonly<Record<SeenBy, string>> = { automated: 'Automated', record: 'By record', document: 'By document', open: 'Open' };

function tally(views: readonly CriterionView[]): string {
  const bys = seenBys(views);
  const count = counted(views.length, 'criterion', 'criteria');
  return bys.length === 0 ? count : `${count}: ${seenTally(bys)}`;
}

function seriesArticles(site: Site, series: string, views: readonly CriterionView[]): Html {
  return html`<section class="series" id="${seriesId(series)}"><h3>${series}</h3>
${views.map((one) => criterionArticle(site, criteriaPath, one))}</section>
`;
}

/** `CC6 Logical and physical access` → `CC6` */
function seriesId(series: string): string {
  return series.split(' ')[0] as string;
}

function outOfScope(site: Site, views: readonly CriterionView[]): Html {
  if (views.length === 0) return nothing;
  const groups = [...Map.groupBy(views, (one) => one.category)].map(([category, its]) => {
    const span = `${its[0]?.criterion} to ${its.at(-1)?.criterion}`;
    return html`<details class="beyond"><summary><b>${categoryTitles[category]}</b> <span class="n">${counted(its.length, 'criterion', 'criteria')}, ${span}</span></summary><ul class="list criteria">${its.map((one) => outOfScopeRow(site, criteriaPath, one))}</ul></details>
`;
  });
  return section(
    'Out of scope',
    counted(views.length, 'criterion', 'criteria'),
    html`<p class="none">The program does not commit to these categories. What bears on them is listed, and counts for nothing.</p>${groups}`,
  );
}
