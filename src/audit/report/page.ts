import { SIMULATED_NOTE } from '../../verify/package/manifest.ts';
import type { AssessmentSummary } from '../assessment.ts';
import type { ProgramReport } from '../program-report.ts';
import type { Axis } from './axis.ts';
import { type Html, html, markupOf, named, type Part } from './html.ts';
import { type Clock, periodText } from './instants.ts';
import type { NotesOn } from './management.ts';
import { markSymbols } from './marks.ts';

/** What every page of one report shares. */
export interface Site {
  readonly summary: AssessmentSummary;
  readonly clock: Clock;
  readonly axis: Axis;
  /** By control and criterion; null where the assessment is from before controls were sealed with it. */
  readonly results: ProgramReport | null;
  readonly notesOn: NotesOn;
  /** Ids of the controls that have a page. */
  readonly controlPages: ReadonlySet<string>;
}

export interface Page {
  /** `index.html`, or a path below `report/`. */
  readonly path: string;
  readonly title: string;
  /** Which entry of the navigation it belongs to. */
  readonly section: SectionName;
  /** Where it stands, above the heading. */
  readonly crumb?: Html | undefined;
  readonly heading: Part;
  readonly sub: Part;
}

const sections = [
  { name: 'overview', title: 'Overview', path: 'index.html' },
  { name: 'exceptions', title: 'Exceptions', path: 'report/exceptions.html' },
  { name: 'unknowns', title: 'Unknown', path: 'report/unknowns.html' },
  { name: 'exclusions', title: 'Exclusions', path: 'report/exclusions.html' },
  { name: 'criteria', title: 'Criteria', path: 'report/criteria.html' },
  { name: 'controls', title: 'Controls', path: 'report/controls.html' },
  { name: 'checks', title: 'Checks', path: 'report/checks.html' },
  { name: 'populations', title: 'Populations', path: 'report/populations.html' },
  { name: 'looks', title: 'Looks', path: 'report/looks.html' },
  { name: 'verify', title: 'Verify', path: 'report/verify.html' },
] as const;

export type SectionName = (typeof sections)[number]['name'];

/** The way from one page to another file of the package. Both paths are ours: letters, digits, dots, dashes and slashes. */
export function href(from: string, to: string): string {
  const depth = from.split('/').length - 1;
  return '../'.repeat(depth) + to;
}

/**
 * Nothing but files of the package is loaded, no inline style or script runs, and no form or frame is possible. `file:` stands beside
 * 'self' because browsers differ in what 'self' is for a page opened from a disk.
 */
const policy =
  "default-src 'none'; style-src 'self' file:; font-src 'self' file:; img-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

/** A whole page, in pieces: what stands above `main`'s content, the content, what stands below. */
export async function* renderPage(site: Site, page: Page, content: Iterable<Html> | AsyncIterable<Html>): AsyncGenerator<string> {
  yield markupOf(top(site, page));
  for await (const part of content) yield `${part.markup}\n`;
  yield markupOf(bottom(site));
}

function top(site: Site, page: Page): Html {
  const asset = (name: string) => href(page.path, `report/assets/${name}`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${page.title}</title>
<link rel="icon" href="${asset('mark.svg')}">
<link rel="stylesheet" href="${asset('tokens.css')}"><link rel="stylesheet" href="${asset('positions.css')}"><link rel="stylesheet" href="${asset('report.css')}">
<script src="${asset('filter.js')}" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${markSymbols}
${chrome(site, page)}
<main id="main">
<div class="head"><div>${page.crumb !== undefined && html`<p class="crumb">${page.crumb}</p>`}<h1>${page.heading}</h1><p class="sub">${page.sub}</p></div></div>
`;
}

function chrome({ summary }: Site, page: Page): Html {
  const { organization, period } = summary;
  const links = sections.map(({ name, title, path }) => {
    const count = name === 'exceptions' ? summary.checks.reduce((sum, check) => sum + check.fail, 0) : 0;
    return html`<a href="${href(page.path, path)}"${name === page.section && html` aria-current="page"`}>${title}${count > 0 && html`<span class="c">${count}</span>`}</a>`;
  });
  return html`<div class="top"><a class="brand" href="${href(page.path, 'index.html')}"><svg viewBox="0 0 32 32" aria-hidden="true"><path class="logo-g" d="M2 20.6h2.9v6.6H2zM8 20.6h2.9v6.6H8z"/><path class="logo-t" d="M13.4 18.6 19 25.4 30 5"/></svg>Tickmark</a><span class="org">${named(organization.name)}</span><nav class="nav" aria-label="Report">${links}</nav></div>
${
  summary.simulated === true &&
  html`<p class="simulated" role="note">${SIMULATED_NOTE}</p>
`
}<div class="timebar"><div class="per"><b>${periodText(period.first, period.last)}</b> <span class="n">Type ${period.type}</span></div><div class="n">Times: ${period.zone}, UTC beside</div></div>
<div class="running" aria-hidden="true">${organization.name} · ${periodText(period.first, period.last)} · Type ${period.type}</div>
`;
}

function bottom({ summary, clock }: Site): Html {
  return html`<footer class="foot">Written by Tickmark ${summary.tickmark} for a SOC 2 examination. Judged up to ${clock.written(summary.period.horizon)}, on entries 0 to ${Math.max(0, summary.treeSize - 1)} of the ledger. Tickmark gives no opinion: that is the auditor’s.</footer>
</main>
</body>
</html>
`;
}

/** Rows on one page at most. */
export const ROWS_PER_PAGE = 2_000;

/** How many pages a number of rows fills: at least one. */
export function pageCount(rows: number): number {
  return Math.max(1, Math.ceil(rows / ROWS_PER_PAGE));
}

/** `report/checks/x.html`, then `report/checks/x-2.html` … */
export function numbered(stem: string, page: number): string {
  return `${stem}${page === 1 ? '' : `-${page}`}.html`;
}

/** The way to the other pages of the same list; nothing when there is only one. */
export function pager(path: string, stem: string, page: number, pages: number, rows: number): Html {
  if (pages === 1) return html``;
  const first = (page - 1) * ROWS_PER_PAGE + 1;
  const links = Array.from({ length: pages }, (_, at) => at + 1).map((one) =>
    one === page ? html`<b>${one}</b>` : html`<a href="${href(path, numbered(stem, one))}">${one}</a>`,
  );
  return html`<nav class="pager" aria-label="Pages"><span class="n">Rows ${first} to ${Math.min(rows, page * ROWS_PER_PAGE)} of ${rows}</span><span>${links}</span></nav>`;
}
