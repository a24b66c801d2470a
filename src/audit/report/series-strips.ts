import type { ControlReport, CriterionReport, ProgramReport } from '../program-report.ts';
import { criteriaPath } from './control-links.ts';
import { markOf, type Stood, stoodOf, stoodOrder, stoodWords } from './control-words.ts';
import { type Html, html, nothing, type Part } from './html.ts';
import { axisLegend, mark } from './marks.ts';
import { href, type Site } from './page.ts';
import { section, timeline } from './parts.ts';
import { isOpen, stretchesOfStates } from './state-strip.ts';
import { strip } from './strip.ts';
import { counted } from './wording.ts';

/** The controls that bear on each series of criteria in scope, over the period: on each day the worst of them. */
export function seriesSection(site: Site, path: string, note: Part): Html {
  const { results } = site;
  if (results === null) return nothing;
  const series = Map.groupBy(
    results.criteria.filter((one) => one.inScope),
    (one) => one.series,
  );
  const rows = [...series].map(([title, criteria]) => seriesRow(site, path, title, controlsOf(results, criteria)));
  const said = note === '' ? 'the worst of the controls that bear on each' : note;
  return section('Controls by criteria', said, html`${timeline(site, rows)}${axisLegend}`, true);
}

function controlsOf({ controls }: ProgramReport, criteria: readonly CriterionReport[]): readonly ControlReport[] {
  const bearing = new Set(criteria.flatMap((one) => one.controls.map((control) => control.control)));
  return controls.filter((one) => bearing.has(one.id));
}

function seriesRow({ axis }: Site, path: string, series: string, controls: readonly ControlReport[]): Html {
  const [id = '', ...words] = series.split(' ');
  const all = controls.map(stoodOf);
  const worst = stoodOrder.find((one) => all.includes(one)) ?? 'not-tested';
  const open = controls.some((one) => isOpen(one.exceptions));
  const runs = controls.filter((_, at) => all[at] !== 'not-owed').flatMap((one) => one.parts.flatMap((part) => part.states));
  const figure = worstFigure(worst, all);
  const drawn = strip(stretchesOfStates(runs, axis, open), `${series}: ${stoodWords[worst]}`);
  return html`<div class="row"><span class="lab">${mark(markOf(worst))}<a class="q" href="${href(path, criteriaPath)}#${id}"><b>${id}</b> ${words.join(' ')}</a></span>${drawn}<span>${figure}</span></div>
`;
}

/** `3 of 12 controls`, of the worst there is; all of them where nothing failed and all is known. */
function worstFigure(worst: Stood, all: readonly Stood[]): Html {
  const count = all.filter((one) => one === worst).length;
  if (worst === 'fail' || worst === 'unknown') return html`<b class="${worst}">${count} of ${counted(all.length, 'control')}</b>`;
  return html`<span class="n">${counted(all.length, 'control')}</span>`;
}
