import type { ControlResult } from '../assessment.ts';
import type { PageFile } from './check-page.ts';
import { criteriaServed } from './control-lists.ts';
import { type Html, html } from './html.ts';
import { axisLegend } from './marks.ts';
import { href, numbered, type Page, type Site } from './page.ts';
import { checkRow, countFigures, figures, properties, section, timeline } from './parts.ts';
import { controlStem, populationStem } from './site-paths.ts';
import type { CheckTally } from './tally.ts';

/** The page of one control from the sealed summary alone: what is promised, which criteria it serves and why, and how its checks came out. */
export function sealedControlPage(site: Site, control: ControlResult, tallies: ReadonlyMap<string, CheckTally>): PageFile {
  const path = numbered(controlStem(control.id), 1);
  const page: Page = {
    path,
    title: `${control.id} ${control.title}`,
    section: 'controls',
    crumb: html`<a href="${href(path, 'report/controls.html')}">Controls</a> / ${control.id}`,
    heading: control.title,
    sub: control.promise,
  };
  return { page, content: controlContent(site, page, control, tallies) };
}

async function* controlContent(site: Site, { path }: Page, control: ControlResult, tallies: ReadonlyMap<string, CheckTally>): AsyncGenerator<Html> {
  const checks = site.summary.checks.filter((one) => control.checks.includes(one.id));
  const populations = site.summary.populations.filter((one) => checks.some((check) => check.population === one.population));
  yield figures(countFigures(control));
  yield html`<div class="cols"><div>
`;
  yield section(
    'Its checks over the period',
    'the worst of all items',
    html`${timeline(
      site,
      checks.map((check) => checkRow(site, path, check, tallies.get(check.id) as CheckTally)),
    )}${axisLegend}`,
    true,
  );
  yield criteriaServed(path, control.criteria);
  yield html`</div><aside>
`;
  const links = populations.map(
    (one, at) => html`${at > 0 && ', '}<a href="${href(path, `${populationStem(one.population)}.html`)}">${one.title}</a>`,
  );
  yield section(
    'About this control',
    '',
    properties([
      { name: 'Control', value: control.id },
      { name: 'Populations', value: links },
    ]),
    true,
  );
  yield html`</aside></div>
`;
}
