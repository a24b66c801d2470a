import { outcomesByItem } from '../../verify/package/derive.ts';
import { newFailures } from '../../verify/package/failure.ts';
import type { PackageFiles } from '../../verify/package/files.ts';
import { type ItemRow, readItems } from '../../verify/package/rows.ts';
import { findingsFile, populationFile } from '../../verify/package/summary.ts';
import type { CheckResult, CompletenessSheet } from '../assessment.ts';
import type { PageFile } from './check-page.ts';
import { type Html, html, named } from './html.ts';
import { type MarkName, mark, markLegend } from './marks.ts';
import { href, numbered, type Page, pageCount, pager, ROWS_PER_PAGE, type Site } from './page.ts';
import { gapNotes, properties, section } from './parts.ts';
import { entryPlace, type Places } from './places.ts';
import { checkStem, populationStem } from './site-paths.ts';
import { counted, figure } from './wording.ts';

export interface PopulationInput {
  readonly site: Site;
  readonly files: PackageFiles;
  readonly sheet: CompletenessSheet;
  readonly places: Places;
}

/** The pages of one population: items by checks, a tickmark in each cell, and the completeness sheet. */
export async function* populationPages(input: PopulationInput): AsyncGenerator<PageFile> {
  const { sheet, files, site } = input;
  const checks = site.summary.checks.filter((one) => one.population === sheet.population);
  const outcomes = [];
  for (const check of checks) outcomes.push({ check, cells: await outcomesByItem(files, findingsFile(check.id), newFailures(0)) });
  const items = readItems(files, populationFile(sheet.population), newFailures(0));
  for (let number = 1; number <= pageCount(sheet.items); number++) {
    const rows: ItemRow[] = [];
    while (rows.length < ROWS_PER_PAGE) {
      const next = await items.next();
      if (next.done === true) break;
      rows.push(next.value.row);
    }
    const page = populationPage(input, number);
    yield { page, content: populationContent(input, page, number, rows, outcomes) };
  }
}

function populationPage({ sheet }: PopulationInput, number: number): Page {
  const path = numbered(populationStem(sheet.population), number);
  return {
    path,
    title: sheet.title,
    section: 'populations',
    crumb: html`<a href="${href(path, 'report/populations.html')}">Populations</a> / <span class="mono">${sheet.population}</span>`,
    heading: `${sheet.title}: ${counted(sheet.items, 'item')}`,
    sub: sheet.definition,
  };
}

interface Column {
  readonly check: CheckResult;
  readonly cells: ReadonlyMap<string, string>;
}

async function* populationContent(
  input: PopulationInput,
  page: Page,
  number: number,
  rows: readonly ItemRow[],
  columns: readonly Column[],
): AsyncGenerator<Html> {
  const { sheet } = input;
  const pages = pager(page.path, populationStem(sheet.population), number, pageCount(sheet.items), sheet.items);
  yield html`<div class="cols"><section class="sec" data-filter="rows">${pages}
`;
  if (sheet.items === 0)
    yield html`<p class="none">${sheet.unseen.length === 0 ? 'It did not occur: the whole period was seen, and there was no item.' : 'No item was found, and not all of the period was seen.'}</p>`;
  else {
    yield matrixHead(page, columns);
    for (const row of rows) yield matrixRow(input, row, columns);
    yield matrixFoot(columns);
  }
  yield html`${columns.length > 0 ? markLegend : unasked}${pages}</section><aside>
`;
  yield completeness(input, page);
  yield html`</aside></div>
`;
}

/** In place of the legend where no check asks anything of the items. */
const unasked: Html = html`<p class="n">No check asks anything of this population: it is a list, to be read.</p>`;

function letter(at: number): string {
  return String.fromCharCode(65 + at);
}

function matrixHead({ path }: Page, columns: readonly Column[]): Html {
  const heads = columns.map(
    ({ check }, at) =>
      html`<th scope="col" class="c"><b>${letter(at)}</b><a class="q" href="${href(path, `${checkStem(check.id)}.html`)}">${check.title}</a></th>`,
  );
  return html`<div class="grid" tabindex="0" role="region" aria-label="${columns.length > 0 ? 'Items by checks' : 'Items'}"><table><thead><tr><th scope="col" class="ch">Item</th><th scope="col" class="o">When</th>${heads}</tr></thead><tbody>
`;
}

function matrixRow({ site }: PopulationInput, row: ItemRow, columns: readonly Column[]): Html {
  const cells = columns.map(({ cells: held }, at) => cell(held.get(row.item) ?? '', letter(at)));
  const worst = worstOf(columns.map(({ cells: held }) => held.get(row.item) ?? ''));
  const moment = Date.parse(row.until) - Date.parse(row.from) <= 1;
  const end = row.until.startsWith('9999-') ? 'and on' : html`to ${site.clock.written(row.until)}`;
  return html`<tr data-outcome="${worst}"><th scope="row"><span class="two"><span class="t">${named(row.title)}</span><span class="n mono">${row.item}</span><span class="n said-print">${row.because}</span></span></th><td class="o">${site.clock.written(row.from)}${!moment && html`<br><span class="n">${end}</span>`}</td>${cells}</tr>
`;
}

/** A failed or unknown cell is tinted, the row is not. */
function cell(outcome: string, name: string): Html {
  if (outcome === '') return html`<td class="c"></td>`;
  if (outcome.endsWith(', excluded')) return html`<td class="c" title="${name}: ${outcome}">${mark('excluded')}</td>`;
  const tint = outcome === 'fail' ? ' f' : outcome === 'unknown' ? ' u' : '';
  return html`<td class="c${tint}">${mark(outcome as MarkName)}</td>`;
}

function worstOf(outcomes: readonly string[]): string {
  const found = ['fail', 'unknown'].find((one) => outcomes.includes(one));
  return found ?? (outcomes.some((one) => one.endsWith('excluded')) ? 'excluded' : 'pass');
}

function matrixFoot(columns: readonly Column[]): Html {
  if (columns.length === 0)
    return html`</tbody></table></div>
`;
  const totals = columns.map(({ check }) => html`<td class="c nw"><b>${figure(check.fail)}</b> · ${figure(check.unknown)}</td>`);
  return html`</tbody><tfoot><tr><th scope="row" class="n">Whole population</th><td class="o r n">fail · unknown</td>${totals}</tr></tfoot></table></div>
`;
}

/** What proves that the population is complete: printed with it. */
function completeness({ site, sheet, places }: PopulationInput, page: Page): Html {
  const looks = sheet.looks.slice(-SHOWN_LOOKS).map(
    (
      look,
    ) => html`<li><span class="mono">${look.connector} ${named(look.connection)}</span><span class="r">${figure(look.rows)} rows</span><p>${site.clock.written(look.startedAt)}; ${counted(look.requests, 'request')}, ${counted(look.scopes, 'scope')}; as ${named(look.identity)}; ${entryPlace(places, page.path, look.leaf)}</p></li>
`,
  );
  const earlier =
    sheet.looks.length > SHOWN_LOOKS &&
    html`<p class="n">The last ${SHOWN_LOOKS} of ${figure(sheet.looks.length)} looks. <a href="${href(page.path, 'report/looks.html')}">All of them</a></p>`;
  return html`${section(
    'Completeness sheet',
    html`<a href="${href(page.path, `${populationFile(sheet.population).replace(/\.ndjson$/, '')}.sheet.json`)}">JSON</a>`,
    properties([
      { name: 'Definition', value: sheet.definition },
      { name: 'Items', value: figure(sheet.items) },
      {
        name: 'Rows',
        value: html`<a href="${href(page.path, populationFile(sheet.population))}">sealed</a>, <a href="${href(page.path, `${populationFile(sheet.population).replace(/\.ndjson$/, '')}.csv`)}">CSV</a>`,
      },
      { name: 'SHA-256', value: html`<span class="mono">${sheet.sha256}</span>` },
    ]),
    true,
  )}${section('Gaps', sheet.unseen.length === 0 ? 'none' : counted(sheet.unseen.length, 'gap'), sheet.unseen.length === 0 ? html`<p class="none">Nothing could have stood unseen.</p>` : gapNotes(site, sheet.unseen))}${reconciliations(sheet.reconciliations)}${section('Looks', figure(sheet.looks.length), html`${looks.length === 0 ? html`<p class="none">Nobody looked.</p>` : html`<ul class="req">${looks}</ul>`}${earlier}`)}`;
}

const SHOWN_LOOKS = 12;

/** Second sources in one table, what differs below it. */
function reconciliations(all: CompletenessSheet['reconciliations']): Html {
  if (all.length === 0) return html``;
  const agree = all.filter(agrees).length;
  const rows = all.map(
    (
      one,
    ) => html`<tr><td>${mark(agrees(one) ? 'pass' : 'fail')}</td><th scope="row">${one.source}</th><td class="r">${figure(one.counted)} of ${figure(one.expected)}</td></tr>
`,
  );
  const differences = all.flatMap((one) => one.differences);
  return section(
    'Held against a second source',
    agree === all.length ? 'all agree' : html`<b class="fail">${all.length - agree} of ${all.length} differ</b>`,
    html`<table class="sum"><tbody>${rows}</tbody></table>${differences.slice(0, SHOWN_DIFFERENCES).map((one) => html`<p class="note f">${one}</p>`)}${differences.length > SHOWN_DIFFERENCES && html`<p class="n">and ${figure(differences.length - SHOWN_DIFFERENCES)} more, in the sheet</p>`}`,
  );
}

const SHOWN_DIFFERENCES = 50;

function agrees({ expected, counted: found, differences }: CompletenessSheet['reconciliations'][number]): boolean {
  return expected === found && differences.length === 0;
}
