import { type Html, html, type Part } from './html.ts';
import { href, type Site } from './page.ts';
import { controlStem } from './site-paths.ts';

export const criteriaPath = 'report/criteria.html';

/** The controls that have a page: those of the results, and whatever else the assessment has. */
export function controlsWithPages({ summary, results }: Pick<Site, 'summary' | 'results'>): ReadonlySet<string> {
  return new Set([...(results?.controls ?? []), ...summary.controls].map((one) => one.id));
}

/** A control by name, with the way to its page where it has one. */
export function controlLink(site: Site, from: string, control: string, text: Part): Html {
  if (!site.controlPages.has(control)) return html`<span class="q">${text}</span>`;
  return html`<a class="q" href="${href(from, `${controlStem(control)}.html`)}">${text}</a>`;
}

/** A criterion by its id, with the way to its place among all. */
export function criterionLink(from: string, criterion: string): Html {
  return html`<a class="q" href="${href(from, criteriaPath)}#${criterion}">${criterion}</a>`;
}
