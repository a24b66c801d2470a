import { type DeriveFrom, exceptions } from '../../verify/package/derive.ts';
import type { AssessmentSummary } from '../assessment.ts';
import { exceptionRow } from './exception-rows.ts';
import { type Html, html, named, type Part } from './html.ts';
import { dateText, periodText } from './instants.ts';
import { axisLegend, mark } from './marks.ts';
import type { Page, Site } from './page.ts';
import { checkRow, figures, properties, section, timeline } from './parts.ts';
import type { ReportLog } from './report-input.ts';
import { seriesSection } from './series-strips.ts';
import { checkStem, controlStem, populationStem } from './site-paths.ts';
import type { CheckTally } from './tally.ts';
import { counted, figure, listed, outcomeWords, reasonTitles } from './wording.ts';

export const overviewPath = 'index.html';

export interface Overview {
  readonly site: Site;
  readonly tallies: ReadonlyMap<string, CheckTally>;
  readonly log: ReportLog;
  readonly from: DeriveFrom;
}

export function overviewPage({ summary }: Site): Page {
  const { organization, period, program } = summary;
  const kind = period.type === 1 ? html`on ${dateText(period.first)}` : html`${periodText(period.first, period.last)}`;
  const sub = html`${named(organization.name)}, Type ${period.type}, ${kind}, ${period.zone}.${program === null ? ' No program was connected: Tickmark’s defaults were judged by.' : html` Program: ${named(program.title)}; ${listed([...program.categories])}.`} Each check was judged over the whole period, and what nobody saw counts as unknown, not as a pass.`;
  return {
    path: overviewPath,
    title: `Audit package: ${organization.name}, ${periodText(period.first, period.last)}`,
    section: 'overview',
    heading: finding(summary),
    sub,
  };
}

/** The finding, as a sentence. */
export function finding({ checks }: AssessmentSummary): string {
  const count = (outcome: string) => checks.filter((one) => one.outcome === outcome).length;
  const clear = count('pass') + count('no-items');
  const rest = [
    count('fail') > 0 ? `${count('fail')} ${count('fail') === 1 ? 'has' : 'have'} exceptions` : '',
    count('unknown') > 0 ? `${count('unknown')} cannot be told` : '',
  ].filter((part) => part !== '');
  const whole =
    clear === checks.length && checks.length > 0
      ? `All ${checks.length} checks stand without exceptions`
      : `${clear} of ${checks.length} checks stand without exceptions`;
  return rest.length === 0 ? `${whole}.` : `${whole}; ${listed(rest)}.`;
}

export async function* overviewContent(overview: Overview): AsyncGenerator<Html> {
  const { site } = overview;
  yield figures(overviewFigures(overview));
  yield html`<div class="cols"><div>
`;
  yield seriesSection(
    site,
    overviewPath,
    html`<a href="report/criteria.html">each criterion and what bears on it</a> · <a href="report/controls.html">each control</a>`,
  );
  yield section(
    'Checks over the period',
    'the worst of all items, true to scale',
    html`${timeline(site, checkRows(overview))}${axisLegend}`,
    site.results === null,
  );
  yield* exceptionSection(overview);
  yield unknownSection(overview);
  if (site.results === null) yield controlSection(site);
  yield html`</div><aside>
`;
  yield about(overview);
  yield populationSection(site);
  yield coverageSection(site);
  yield exclusionSection(site);
  yield html`</aside></div>
`;
}

function overviewFigures({ site, tallies }: Overview): Parameters<typeof figures>[0] {
  const { checks, period } = site.summary;
  const total = (field: 'items' | 'fail' | 'unknown' | 'excluded' | 'notOwed') => checks.reduce((sum, one) => sum + one[field], 0);
  const all = [...tallies.values()];
  const open = all.reduce((sum, one) => sum + one.open, 0);
  const spans = all.reduce((sum, one) => sum + one.exceptions, 0);
  const days = Math.round((Date.parse(period.until) - Date.parse(period.from)) / 86_400_000);
  return [
    { name: 'Period', value: counted(days, 'day'), note: `Type ${period.type}` },
    { name: 'Answers', value: figure(total('items')), note: `of ${checks.length} checks` },
    { name: 'Exceptions', value: figure(spans), note: `${figure(open)} open, ${figure(spans - open)} ended`, mark: 'fail' },
    { name: 'Unknown', value: figure(total('unknown')), note: 'items', mark: 'unknown' },
    { name: 'Excluded', value: figure(total('excluded')), note: 'each with a reason', mark: 'excluded' },
    { name: 'Not owed', value: figure(total('notOwed')), note: 'items', mark: 'not-owed' },
  ];
}

function checkRows({ site, tallies }: Overview): Html {
  return html`${site.summary.checks.map((check) => checkRow(site, overviewPath, check, tallies.get(check.id) as CheckTally))}`;
}

const SHOWN = 40;

async function* exceptionSection({ site, tallies, from }: Overview): AsyncGenerator<Html> {
  const total = [...tallies.values()].reduce((sum, one) => sum + one.exceptions + one.excluded, 0);
  const failed = [...tallies.values()].reduce((sum, one) => sum + one.exceptions, 0);
  const rows: Html[] = [];
  if (total > 0) {
    for await (const one of exceptions(from)) {
      rows.push(exceptionRow(site, overviewPath, one));
      if (rows.length === SHOWN) break;
    }
  }
  const more =
    total > rows.length &&
    html`<p class="more"><a href="report/exceptions.html">All ${figure(total)} exceptions</a> · <a href="exceptions.csv">CSV</a> · <a href="exceptions.json">JSON</a></p>`;
  const note =
    total === 0
      ? 'none in the period'
      : html`<a href="report/exceptions.html">${figure(total)} in all</a>${total > failed && `, ${figure(total - failed)} excluded`}; repair ends one, nothing erases it`;
  yield section(
    'Exceptions',
    note,
    total === 0 ? html`<p class="none">No item failed in the part of the period that was seen.</p>` : html`${timeline(site, rows)}${more}`,
  );
}

/** Grouped by reason, because a reason is what somebody can mend. */
function unknownSection({ site, tallies }: Overview): Html {
  const { checks } = site.summary;
  const rows: Html[] = [];
  for (const reason of Object.keys(reasonTitles)) {
    const lists = checks.filter((check) => check.unseen.some((gap) => gap.reason === reason));
    const items = checks.filter((check) => (tallies.get(check.id)?.reasons.get(reason) ?? 0) > 0);
    if (lists.length + items.length > 0) rows.push(reasonRow(reason, lists, items));
  }
  const note = rows.length === 0 ? 'nothing' : html`<a href="report/unknowns.html">every span with its sentence</a>`;
  const body = rows.length === 0 ? html`<p class="none">Somebody was looking for all of the period.</p>` : html`<ul class="list wide">${rows}</ul>`;
  return section('Unknown', note, body);

  function reasonRow(reason: string, lists: typeof checks, items: typeof checks): Html {
    const link = (check: (typeof checks)[number]) => html`<a href="${checkStem(check.id)}.html">${check.title}</a>`;
    const counts = items.map((check) => html`${link(check)} (${counted(tallies.get(check.id)?.reasons.get(reason) ?? 0, 'item')})`);
    const gaps = lists.map((check) => link(check));
    return html`<li><span class="lead">${mark('unknown')}</span><div><b>${reasonTitles[reason] ?? reason}</b>${counts.length > 0 && html`<p>Items: ${joined(counts)}</p>`}${gaps.length > 0 && html`<p>Further items could have stood unseen: ${joined(gaps)}</p>`}</div></li>
`;
  }
}

function joined(parts: readonly Html[]): Part {
  return parts.map((part, at) => html`${at > 0 && ', '}${part}`);
}

/** The controls of an assessment from before they were sealed with it: those of others stand in a table of their own. */
function controlSection({ summary }: Site): Html {
  const rows = summary.controls.map(
    (
      control,
    ) => html`<tr><td>${mark(control.outcome)}</td><td class="nw b">${control.id}</td><th scope="row"><a class="q" href="${controlStem(control.id)}.html">${control.title}</a></th><td class="n nw opt">${listed(control.criteria.map((one) => one.criterion))}</td><td class="r">${figure(control.items)}</td><td class="r">${control.pass > 0 && figure(control.pass)}</td><td class="r fail">${control.fail > 0 && figure(control.fail)}</td><td class="r unknown">${control.unknown > 0 && figure(control.unknown)}</td><td class="r excluded">${control.excluded > 0 && figure(control.excluded)}</td></tr>
`,
  );
  const head = html`<thead><tr><th></th><th>Control</th><th></th><th class="opt">Criteria</th><th class="r">Answers</th><th class="r">Pass</th><th class="r">Fail</th><th class="r">Unknown</th><th class="r">Excluded</th></tr></thead>`;
  return section(
    'Controls',
    counted(summary.controls.length, 'control'),
    html`<div class="scroll"><table>${head}<tbody>${rows}</tbody></table></div>`,
  );
}

function about({ site, log }: Overview): Html {
  const { summary, clock } = site;
  const { period } = summary;
  return section(
    'About this package',
    '',
    html`${properties([
      { name: 'Judged up to', value: clock.written(period.horizon) },
      { name: 'On facts', value: html`entries 0 to ${summary.treeSize - 1} of the ledger` },
      { name: 'Sealed', value: html`as entry ${log.assessmentLeaf}, recorded ${clock.written(log.assessmentRecorded)}` },
      { name: 'Checkpoint', value: html`${log.size} entries, root <span class="mono">${log.root}</span>` },
      { name: 'Log', value: html`<span class="mono">${log.origin}</span>` },
      { name: 'Verify', value: html`<a href="report/verify.html">How to verify this package</a>, offline` },
    ])}`,
    true,
  );
}

function populationSection({ summary }: Site): Html {
  const rows = summary.populations.map(
    (
      one,
    ) => html`<li><span class="lead">${figure(one.items)}</span><div><a href="${populationStem(one.population)}.html">${one.title}</a><p>${one.unseen.length === 0 ? 'Complete as far as it could be seen.' : html`<span class="unknown">${counted(one.unseen.length, 'gap')}: further items could have stood unseen.</span>`}</p></div></li>
`,
  );
  return section('Populations', 'items', html`<ul class="list">${rows}</ul>`);
}

/** `covered from …`: since when anybody saw anything. */
function coverageSection({ summary, clock }: Site): Html {
  const rows = summary.coverage.map(
    (one) =>
      html`<dt>${one.kind}</dt><dd>${one.from === null ? html`<span class="unknown">never seen</span>` : isAlways(one.from) ? html`covered throughout` : html`covered from ${clock.short(one.from)}`}${one.gaps.length > 0 && one.from !== null && html`, <span class="unknown">${counted(one.gaps.length, 'gap')} in the period</span>`}</dd>`,
  );
  return section('Coverage', 'by kind of fact', html`<dl class="kv">${rows}</dl>`);
}

/** A history that holds everything is covered from before all time. */
function isAlways(from: string): boolean {
  return from.startsWith('0001-');
}

function exclusionSection({ summary, clock }: Site): Html {
  const rows = summary.exclusions.map(
    (
      one,
    ) => html`<li><span class="lead">${mark('excluded')}</span><div><a href="report/exclusions.html">${named(one.id)}</a>, ${one.inForce ? html`until ${clock.short(one.until)}` : html`<span class="fail">not in force</span>`}<p>${named(one.reason)}</p></div></li>
`,
  );
  const body = rows.length === 0 ? html`<p class="none">Nothing was excluded.</p>` : html`<ul class="list">${rows}</ul>`;
  return section('Exclusions', rows.length === 0 ? '' : counted(rows.length, 'exclusion'), body);
}

export function checksHeading(summary: AssessmentSummary): string {
  return `${counted(summary.checks.length, 'check')}: ${listed(Object.keys(outcomeWords).flatMap((outcome) => wordsFor(summary, outcome)))}`;
}

function wordsFor({ checks }: AssessmentSummary, outcome: string): string[] {
  const count = checks.filter((one) => one.outcome === outcome).length;
  return count === 0 ? [] : [`${count} ${outcome === 'fail' ? 'with exceptions' : outcomeWords[outcome]}`];
}
