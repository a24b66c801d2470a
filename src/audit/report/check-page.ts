import { newFailures } from '../../verify/package/failure.ts';
import type { PackageFiles } from '../../verify/package/files.ts';
import { type FindingRow, readFindings } from '../../verify/package/rows.ts';
import { findingsFile } from '../../verify/package/summary.ts';
import type { CheckResult } from '../assessment.ts';
import { type Html, html, named } from './html.ts';
import { axisLegend, type MarkName, mark } from './marks.ts';
import { href, numbered, type Page, pageCount, pager, ROWS_PER_PAGE, type Site } from './page.ts';
import { countFigures, figures, gapNotes, lengthOf, properties, section, settingValue, timeline } from './parts.ts';
import { entryPlace, type Places } from './places.ts';
import { checkStem, controlStem, populationStem } from './site-paths.ts';
import { stretchesOf, strip } from './strip.ts';
import { readItemSpans } from './tally.ts';
import { counted } from './wording.ts';

export interface CheckInput {
  readonly site: Site;
  readonly files: PackageFiles;
  readonly check: CheckResult;
  readonly places: Places;
}

export interface PageFile {
  readonly page: Page;
  readonly content: AsyncIterable<Html>;
}

/** The pages of one check: its question, its settings, and every item with its spans and its sentence. */
export async function* checkPages(input: CheckInput): AsyncGenerator<PageFile> {
  const { check, files } = input;
  const pages = pageCount(check.items);
  const findings = readFindings(files, findingsFile(check.id), newFailures(0));
  const spans = await readItemSpans(files, check.population);
  for (let number = 1; number <= pages; number++) {
    const rows: FindingRow[] = [];
    while (rows.length < ROWS_PER_PAGE) {
      const next = await findings.next();
      if (next.done === true) break;
      rows.push(next.value.row);
    }
    const page = checkPage(input, number);
    yield { page, content: checkContent(input, page, number, rows, spans) };
  }
}

function checkPage({ site, check }: CheckInput, number: number): Page {
  const stem = checkStem(check.id);
  const path = numbered(stem, number);
  const population = site.summary.populations.find((one) => one.population === check.population);
  return {
    path,
    title: check.title,
    section: 'checks',
    crumb: html`<a href="${href(path, 'report/checks.html')}">Checks</a> / <span class="mono">${check.id}</span> version ${check.version}`,
    heading: check.asks,
    sub: html`Asked of each of ${counted(check.items, 'item')} of <a href="${href(path, `${populationStem(check.population)}.html`)}">${population?.title ?? check.population}</a>, over the whole period. An item is as good as its worst span.`,
  };
}

async function* checkContent(
  input: CheckInput,
  page: Page,
  number: number,
  rows: readonly FindingRow[],
  spans: Awaited<ReturnType<typeof readItemSpans>>,
): AsyncGenerator<Html> {
  const { site, check } = input;
  const stem = checkStem(check.id);
  const pages = pager(page.path, stem, number, pageCount(check.items), check.items);
  yield figures(countFigures(check));
  yield html`<div class="cols"><div>
`;
  if (check.unseen.length > 0) yield section('What could not be seen', counted(check.unseen.length, 'gap'), gapNotes(site, check.unseen), true);
  yield html`<section class="sec${check.unseen.length === 0 && ' first'}" data-filter="rows"><header><h2>Items over time</h2><span class="n">${counted(check.items, 'item')}</span></header>${pages}
`;
  if (check.items === 0) yield html`<p class="none">${emptySentence(check)}</p>`;
  else
    yield timeline(
      site,
      rows.map((row) => findingRow(input, page, row, spans)),
      blindBands(site, check),
    );
  yield html`${axisLegend}${pages}</section></div><aside>
`;
  yield aside(input, page);
  yield html`</aside></div>
`;
}

/** An empty list that was observed and one that was not are two different sentences. */
function emptySentence({ unseen }: CheckResult): string {
  if (unseen.length === 0) return 'It did not occur: the whole period was seen, and there was nothing to judge.';
  return 'Nothing was found to judge, and not all of the period was seen: whether it occurred cannot be told.';
}

/** A gap is drawn through all rows that it blinds. */
function blindBands({ axis }: Site, { unseen }: CheckResult): Html {
  return html`${unseen.map((gap) => html`<div class="blind a${axis.place(gap.from)} b${axis.place(gap.until)}"></div>`)}`;
}

function findingRow({ site, places }: CheckInput, page: Page, row: FindingRow, spans: Awaited<ReturnType<typeof readItemSpans>>): Html {
  const item = spans.get(row.item) ?? { from: site.summary.period.from, until: site.summary.period.from };
  const excluded = row.excludedBy !== null;
  const name: MarkName = excluded ? 'excluded' : row.outcome;
  const stretches = stretchesOf(row, item, site.axis);
  return html`<div class="row said" data-outcome="${name}"><span class="lab">${mark(name)}<span class="two"><span class="t">${named(row.title)}</span><span class="n mono">${row.item}</span></span></span>${strip(stretches, `${row.title}: ${row.outcome}`)}<span>${outcomeCell(site, row)}</span><p class="why">${row.because}${due(site, row)}${excluded && html` <b>Excluded by ${named(row.excludedBy as string)}${row.outcome === 'fail' && '; would fail'}.</b>`}<span class="n">${row.claimed && ' Times as claimed by the repository’s history.'} ${row.leaves.length > 0 && html`Rests on ${row.leaves.slice(0, SHOWN_LEAVES).map((leaf, at) => html`${at > 0 && ', '}${entryPlace(places, page.path, leaf)}`)}${row.leaves.length > SHOWN_LEAVES && ` and ${row.leaves.length - SHOWN_LEAVES} more`}.`}</span></p></div>
`;
}

const SHOWN_LEAVES = 8;

function due({ clock }: Site, { due: at, outcome }: FindingRow): Html | null {
  return at === null || outcome === 'not-owed' ? null : html` <span class="s2">Due ${clock.written(at)}.</span>`;
}

function outcomeCell({ summary }: Site, { outcome, spans, excludedBy }: FindingRow): Html {
  if (excludedBy !== null) return html`<span class="excluded">excluded</span>`;
  if (outcome === 'not-owed') return html`<span class="n">not owed</span>`;
  if (outcome === 'pass') return html`<span class="n">pass</span>`;
  const worst = spans.filter((one) => one.outcome === outcome);
  const open = worst.some((one) => one.until === null);
  const length = worst.reduce((sum, one) => sum + Date.parse(one.until ?? summary.period.horizon) - Date.parse(one.from), 0);
  const text = length <= 1 ? outcome : lengthOf(new Date(0).toISOString(), new Date(length).toISOString());
  return html`<b class="${outcome}">${text}${open && outcome === 'fail' && ', open'}</b>`;
}

function aside({ site, check }: CheckInput, page: Page): Html {
  const { summary } = site;
  const controls = summary.controls.filter((one) => one.checks.includes(check.id));
  const settings = check.settings.map((one) => ({ name: html`<span class="mono">${one.name}</span>`, value: settingValue(site, one) }));
  return html`${section(
    'About this check',
    '',
    properties([
      { name: 'Check', value: html`<span class="mono">${check.id}</span>, version ${check.version}` },
      { name: 'Population', value: html`<a href="${href(page.path, `${populationStem(check.population)}.html`)}">${check.population}</a>` },
      {
        name: 'Controls',
        value: controls.map(
          (one, at) => html`${at > 0 && ', '}<a href="${href(page.path, `${controlStem(one.id)}.html`)}">${one.id}</a> ${one.title}`,
        ),
      },
      { name: 'Mends it', value: check.mend },
      { name: 'Sealed rows', value: html`<a href="${href(page.path, findingsFile(check.id))}">${findingsFile(check.id)}</a>` },
    ]),
    true,
  )}${settings.length > 0 && section('Settings', 'at the end of what was seen', html`<dl class="kv">${settings.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`)}`;
}
