import { categoryTitles } from '../audit/drafts/wording.ts';
import type { CriterionReport, ProgramReport, SeenBy } from '../audit/program-report.ts';
import type { CatalogueCriterion } from '../audit/results/coverage-table.ts';
import type { Category } from '../controls/criteria.ts';
import { clockNote, counted, type Page, paragraph } from './page.ts';
import { printable, signs } from './paint.ts';
import { periodLines } from './period-lines.ts';
import { type Standing, standingOf } from './results-parts.ts';
import { seenByOrder, seenByTally, seenByWord } from './seen-by.ts';

/** A criterion as it is shown; the controls with their outcome, where there is one. */
interface Row extends Pick<CriterionReport, 'criterion' | 'series' | 'asks' | 'by'> {
  readonly controls: readonly { readonly control: string; readonly by: SeenBy; readonly sign: string | null }[];
}

const legend =
  'automated: by what systems tell. by record: by records that people made. by document: by an adopted policy alone. open: by nothing. Each at best; the sign of a control says how it stood over the period.';

/** Which criterion the program covered by what, from a sealed assessment; what it does not commit to stands apart, at the end. */
export function assessedCriteriaPage(report: ProgramReport, page: Page): string {
  const { criteria, program, organization, simulated } = report;
  const inScope = criteria.filter((one) => one.inScope);
  const title = `${program?.title ?? organization.name}: ${counted(inScope.length, 'criterion', 'criteria')} in scope: ${seenByTally(inScope.map((one) => one.by))}`;
  const head = [page.paint.bold(paragraph(page, 0, title)), ...periodLines(report.period, page)];
  if (program === null) head.push(paragraph(page, 0, 'No program is known, so only the criteria of security are in scope.'));
  const parts = [
    head.join('\n'),
    ...seriesParts(signed(inScope, report), page),
    outOfScope(report, page),
    page.paint.dim(paragraph(page, 0, legend)),
  ];
  return `${clockNote(page, simulated === true)}${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function signed(criteria: readonly CriterionReport[], { controls }: ProgramReport): Row[] {
  const standings = new Map(controls.map((one) => [one.id, standingOf(one)]));
  return criteria.map((one) => ({
    ...one,
    controls: one.controls.map(({ control, by }) => ({ control, by, sign: signOf(standings.get(control)) })),
  }));
}

function signOf(standing: Standing | undefined): string {
  return signs[standing === undefined || standing === 'not-tested' ? 'no-items' : standing];
}

/** What the catalogue could cover at best; nothing in it was adopted, or looked at. `asked`: whether that was asked for. */
export function catalogueCriteriaPage(criteria: readonly CatalogueCriterion[], page: Page, asked: boolean): string {
  const rows = criteria.map((one): Row => {
    const controls = one.controls.map(({ control, couldBeSeenBy }) => ({ control, by: couldBeSeenBy, sign: null }));
    return { criterion: one.criterion, series: one.series, asks: one.asks, by: one.couldBeSeenBy, controls };
  });
  const note = 'What the catalogue could cover in a program that keeps all of it; nothing here was adopted, or looked at.';
  const head = [
    page.paint.bold(paragraph(page, 0, `${counted(rows.length, 'criterion', 'criteria')}: ${seenByTally(rows.map((one) => one.by))}`)),
    paragraph(page, 0, asked ? note : `Nothing is assessed yet. ${note}`),
  ];
  return `${[head.join('\n'), ...seriesParts(rows, page)].join('\n\n')}\n`;
}

function seriesParts(rows: readonly Row[], page: Page): string[] {
  const width = Math.max(...rows.map((one) => one.criterion.length), 0);
  return [...Map.groupBy(rows, (one) => one.series)].map(([series, its]) =>
    [page.paint.bold(paragraph(page, 0, series)), ...its.flatMap((one) => rowLines(one, width, page))].join('\n'),
  );
}

const BY_WIDTH = Math.max(...seenByOrder.map((by) => seenByWord[by].length));

/** `CC8.1  automated    Changes are …`, under it the controls, the strongest seen first. */
function rowLines({ criterion, asks, by, controls }: Row, width: number, page: Page): string[] {
  const indent = width + BY_WIDTH + 6;
  const word = seenByWord[by].padEnd(BY_WIDTH);
  const head = `  ${page.paint.bold(criterion.padEnd(width))}  ${by === 'open' ? page.paint.state('unknown', word) : word}  `;
  return [`${head}${paragraph(page, indent, asks).trimStart()}`, ...controlLines(controls, indent, page)];
}

/** A space at which no line is broken: a sign stays with its control. */
const TOGETHER = '\u00a0';

function controlLines(controls: Row['controls'], indent: number, page: Page): string[] {
  const groups = seenByOrder.flatMap((by) => {
    const its = controls.filter((one) => one.by === by);
    return its.length === 0 ? [] : [{ by, names: its.map(nameOf) }];
  });
  return groups.map(({ by, names }) =>
    page.paint.dim(paragraph(page, indent, `${groups.length > 1 ? `${seenByWord[by]}: ` : ''}${names.join(', ')}`).replaceAll(TOGETHER, ' ')),
  );
}

function nameOf({ control, sign }: Row['controls'][number]): string {
  return sign === null ? control : `${sign}${TOGETHER}${control}`;
}

/** `Out of scope: … Availability: A1.1 A1.2 A1.3` */
function outOfScope({ criteria, program }: ProgramReport, page: Page): string {
  const out = criteria.filter((one) => !one.inScope);
  if (out.length === 0) return '';
  const lines = [...Map.groupBy(out, (one) => one.category)].map(([category, its]) => categoryLine(category, its, page));
  const why = `${program === null ? 'no' : 'the'} program ${program === null ? 'commits' : 'does not commit'} to these categories`;
  return [page.paint.bold(paragraph(page, 0, `Out of scope: ${why}`)), ...lines].join('\n');
}

function categoryLine(category: Category, its: readonly CriterionReport[], page: Page): string {
  return paragraph(page, 2, `${categoryTitles[category]} (${its.length}): ${its.map((one) => printable(one.criterion)).join(' ')}`);
}
