import type { ControlReport } from '../program-report.ts';
import type { PageFile } from './check-page.ts';
import { controlLink, criterionLink } from './control-links.ts';
import { checkTotals, markOf, rateWords, type Stood, stoodOf, stoodOrder, stoodTitles, stoodWords } from './control-words.ts';
import { type Html, html } from './html.ts';
import { one } from './list-pages.ts';
import { axisLegend, mark } from './marks.ts';
import type { Page, Site } from './page.ts';
import { type Figure, figures } from './parts.ts';
import { seenBadge, seenLegend } from './seen-by.ts';
import { isOpen, stretchesOfStates } from './state-strip.ts';
import { strip } from './strip.ts';
import { counted, figure, listed } from './wording.ts';

const path = 'report/controls.html';

/** Every control by how it stood, each with how it is seen, its rate in words, and its days. */
export function controlsPage(site: Site, controls: readonly ControlReport[]): PageFile {
  const groups = stoodOrder.map((stood) => ({ stood, its: controls.filter((control) => stoodOf(control) === stood) }));
  const page: Page = {
    path,
    title: 'Controls',
    section: 'controls',
    heading: headingOf(groups),
    sub: 'A control is what the company promises to do. It stands as the worst of its checks does, over the days on which it was in force. One that the program does not say it keeps is in Tickmark’s catalogue, adopted by nobody.',
  };
  const line = groups.map(({ stood, its }): Figure => ({ name: figureNames[stood], value: its.length, mark: markOf(stood) }));
  const sections = groups.filter(({ its }) => its.length > 0).map(({ stood, its }) => group(site, stood, its));
  return { page, content: one(html`${figures(line)}${sections}${axisLegend}${seenLegend}`) };
}

interface Group {
  readonly stood: Stood;
  readonly its: readonly ControlReport[];
}

const figureNames: Readonly<Record<Stood, string>> = {
  fail: 'With exceptions',
  unknown: 'Not known',
  pass: 'Without exceptions',
  'not-owed': 'Nothing owed',
  'no-items': 'Did not occur',
  'not-tested': 'Not tested',
};

/** `2 of 57 controls have exceptions, 17 cannot be told and 31 were not tested.` */
function headingOf(groups: readonly Group[]): string {
  const count = (stood: Stood) => groups.find((group) => group.stood === stood)?.its.length ?? 0;
  const whole = counted(
    groups.reduce((sum, group) => sum + group.its.length, 0),
    'control',
  );
  const [fail, unknown, untested] = [count('fail'), count('unknown'), count('not-tested')];
  const rest = [unknown > 0 ? `${unknown} cannot be told` : '', untested > 0 ? `${untested} ${untested === 1 ? 'was' : 'were'} not tested` : ''];
  const first = fail === 0 ? `No exceptions in ${whole}` : `${fail} of ${whole} ${fail === 1 ? 'has' : 'have'} exceptions`;
  return `${listed([first, ...rest.filter((part) => part !== '')])}.`;
}

/** Where nothing was tested there is nothing to draw, and no axis. */
function group(site: Site, stood: Stood, its: readonly ControlReport[]): Html {
  const drawn = stood === 'fail' || stood === 'unknown' || stood === 'pass';
  const heads = html`<span class="heads"><span></span><span>Control</span><span>Seen</span><span>Outcome</span><span>Rate</span></span>`;
  const axis = html`<div class="axis">${heads}<div class="ticks">${drawn && site.axis.ticks}</div><span></span></div>`;
  return html`<section class="sec"><header><h2>${stoodTitles[stood]}</h2><span class="n">${counted(its.length, 'control')}</span></header>
<div class="tl ctl h${site.axis.horizon}${!drawn && ' undrawn'}">${axis}
${its.map((control) => controlRow(site, control, stood, drawn))}${drawn && html`<div class="now"></div>`}</div></section>
`;
}

function controlRow(site: Site, control: ControlReport, stood: Stood, drawn: boolean): Html {
  const { id, title, criteria, adopted, by } = control;
  const links = criteria.map((mapped, at) => html`${at > 0 && ' '}${criterionLink(path, mapped.criterion)}`);
  const name = html`<span class="two"><span class="t">${controlLink(site, path, id, title)}</span><span class="n">${links}${!adopted && ' · adopted by nobody'}</span></span>`;
  return html`<div class="row" data-outcome="${stood}"><span class="lab">${mark(markOf(stood))}${name}${seenBadge(by)}<span class="stood ${stood}">${stoodWords[stood]}</span>${rateCell(control)}</span>${drawn && controlStrip(site, control)}<span></span></div>
`;
}

function controlStrip({ axis }: Site, control: ControlReport): Html {
  const runs = control.parts.flatMap((part) => part.states);
  return strip(stretchesOfStates(runs, axis, isOpen(control.exceptions)), `${control.title}: ${stoodWords[stoodOf(control)]}`);
}

/** The rate of its worst check, and of how many it is the worst. */
function rateCell(control: ControlReport): Html {
  const totals = checkTotals(control);
  const [worst] = totals;
  if (worst === undefined) return html`<span class="rate n">${control.parts.length === 0 ? 'not in force in the period' : 'no check asks'}</span>`;
  const { length } = totals;
  const of = worst.outcome === 'fail' ? `the worst of ${length} checks` : `${length} checks`;
  const notes = [length > 1 ? of : '', worst.excluded > 0 && worst.rate.tested > 0 ? `${figure(worst.excluded)} excluded` : ''];
  const note = notes.filter((one) => one !== '').join(', ');
  return html`<span class="rate">${rateWords(worst)}${note !== '' && html`<br><span class="n">${note}</span>`}</span>`;
}
