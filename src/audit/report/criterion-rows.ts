import { controlLink } from './control-links.ts';
import { markOf, stoodOrder, stoodWords } from './control-words.ts';
import type { Bearing, CriterionView } from './criterion-views.ts';
import { type Html, html } from './html.ts';
import { bareMark, mark } from './marks.ts';
import type { Site } from './page.ts';
import { seenBadge } from './seen-by.ts';

/** One criterion: what it asks, how it is seen, and the controls that bear on it, each with why and how it stood. */
export function criterionArticle(site: Site, path: string, { criterion, asks, by, controls }: CriterionView): Html {
  const body =
    controls.length === 0
      ? html`<p class="none">No control ${by === null ? 'that was assessed' : 'in force'} bears on it.</p>`
      : html`<ul class="bears">${controls.map((one) => bearingRow(site, path, one))}</ul>`;
  return html`<article class="crit" id="${criterion}"><header><h4>${criterion}</h4><p>${asks}</p>${by !== null && seenBadge(by)}</header>${body}</article>
`;
}

function bearingRow(site: Site, path: string, { control, title, reason, by, stood, adopted }: Bearing): Html {
  const stands = html`<span class="stood ${stood}">${stoodWords[stood]}</span>`;
  return html`<li data-outcome="${stood}">${mark(markOf(stood))}<span class="t">${controlLink(site, path, control, title)}${!adopted && html` <span class="n">adopted by nobody</span>`}</span><p>${reason}</p>${by !== null && seenBadge(by)}${stands}</li>
`;
}

/** A criterion that the program does not commit to. */
export function outOfScopeRow(site: Site, path: string, { criterion, asks, controls }: CriterionView): Html {
  const links = controls.map((one, at) => html`${at > 0 && ', '}${controlLink(site, path, one.control, one.title)}`);
  return html`<li id="${criterion}"><span class="lead">${criterion}</span><div><p>${asks}</p>${links.length > 0 && html`<p class="n">Would bear on it: ${links}</p>`}</div></li>
`;
}

/** The marks of controls with their words. */
export const stoodLegend: Html = html`<div class="legend">${stoodOrder.map((one) => html`<span>${bareMark(markOf(one))} ${stoodWords[one]}</span>`)}</div>`;
