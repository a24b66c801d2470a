import type { SeenBy } from '../program-report.ts';
import { type Html, html } from './html.ts';

export type MarkName = 'pass' | 'fail' | 'unknown' | 'excluded' | 'not-owed' | 'no-items';

/** The marks of the page, drawn once and used by name. */
export const markSymbols: Html = html`<svg class="symbols" aria-hidden="true" width="0" height="0"><symbol id="pass" viewBox="0 0 14 14"><path d="M1.6 8 5 11.7 12.4 1.8" fill="none" stroke="currentColor" stroke-width="1.9"/></symbol><symbol id="fail" viewBox="0 0 14 14"><path d="M.5.5h13v13H.5z" class="m-solid"/><path d="m4 4 6 6m0-6-6 6" class="m-cross" stroke-width="1.7"/></symbol><symbol id="unknown" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5.6" class="m-ring" stroke-width="1.6" stroke-dasharray="2.2 2.2"/></symbol><symbol id="excluded" viewBox="0 0 14 14"><circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M3.2 10.8 10.8 3.2" stroke="currentColor" stroke-width="1.4"/></symbol><symbol id="not-owed" viewBox="0 0 14 14"><path d="M3.5 7h7" stroke="currentColor" stroke-width="1.5"/></symbol><symbol id="no-items" viewBox="0 0 14 14"><path d="M3.5 7h7" stroke="currentColor" stroke-width="1.5"/></symbol>${graduations('automated', 3)}${graduations('record', 2)}${graduations('document', 1)}${graduations('open', 0)}</svg>`;

/** Three graduations of a ruler; the first ones are solid, the others bare. */
function graduations(by: SeenBy, solid: number): Html {
  const bars = [0, 1, 2].map((at) => {
    const height = 4.5 + at * 4;
    return html`<path d="M${1 + at * 4.5} ${13 - height}h2.6v${height}h-2.6z" class="${at < solid ? 'g-solid' : 'g-bare'}"/>`;
  });
  return html`<symbol id="seen-${by}" viewBox="0 0 14 14">${bars}</symbol>`;
}

const words: Readonly<Record<MarkName, string>> = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  excluded: 'excluded',
  'not-owed': 'not owed',
  'no-items': 'did not occur',
};

/** A mark with its word for whoever cannot see it. */
export function mark(name: MarkName): Html {
  return html`<svg class="m ${name}" role="img" aria-label="${words[name]}"><use href="#${name}"/></svg>`;
}

/** A mark beside a word that says the same. */
export function bareMark(name: MarkName): Html {
  return html`<svg class="m ${name}" aria-hidden="true"><use href="#${name}"/></svg>`;
}

/** The legend that stands under every table and axis that uses marks. */
export const axisLegend: Html = html`<div class="legend"><span><span class="sw"><i class="s p"></i></span>Pass</span><span><span class="sw"><i class="s f"></i></span>Fail</span><span><span class="sw"><i class="s u"></i></span>Unknown</span><span><span class="sw"><i class="s x"></i></span>Excluded; would fail</span><span>Bare: not owed, or not yet</span></div>`;

export const markLegend: Html = html`<div class="legend"><span>${bareMark('pass')} pass</span><span>${bareMark('fail')} fail: an exception</span><span>${bareMark('unknown')} unknown</span><span>${bareMark('excluded')} excluded; changes nothing beneath</span><span>${bareMark('not-owed')} not owed</span></div>`;

/** How strongly something is seen, beside a word that says the same. */
export function seenMark(by: SeenBy): Html {
  return html`<svg class="m g" aria-hidden="true"><use href="#seen-${by}"/></svg>`;
}
