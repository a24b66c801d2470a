import type { Exception, Unknown } from '../../verify/package/derive.ts';
import { type Html, html, named } from './html.ts';
import { answered, repeated } from './management.ts';
import { mark } from './marks.ts';
import { href, type Site } from './page.ts';
import { lengthOf } from './parts.ts';
import { checkStem } from './site-paths.ts';
import { strip } from './strip.ts';
import { reasonTitles } from './wording.ts';

/** What is shown of an exception, in any list of them. */
export type ShownException = Omit<Exception, 'claimed' | 'recordedLate'> & Partial<Pick<Exception, 'claimed' | 'recordedLate'>>;

/** An exception as a row of a timeline, with its sentence under it, how often it failed before, and what management says to it. */
export function exceptionRow(site: Site, path: string, one: ShownException): Html {
  const { axis, clock, summary } = site;
  const notes = site.notesOn(one);
  const check = summary.checks.find(({ id }) => id === one.check);
  const excluded = one.excludedBy !== null;
  const until = one.until === null ? axis.horizon : axis.place(one.until);
  const drawn = strip([{ paint: excluded ? 'x' : 'f', from: axis.place(one.from), until, open: one.until === null && !excluded }], one.because);
  return html`<div class="row said"><span class="lab">${mark(excluded ? 'excluded' : 'fail')}<span class="two"><span class="t">${named(one.title)}</span><a class="n" href="${href(path, `${checkStem(one.check)}.html`)}">${check?.title ?? one.check}</a></span></span>${drawn}<span>${lengthCell(one)}</span><p class="why">${one.because} ${when(site, one)}${excluded && html` <b>Excluded by ${named(one.excludedBy as string)}; would fail.</b>`}${repeated(notes)}${remarks(one)}${answered(notes, clock)}</p></div>
`;

  function lengthCell({ from, until: end }: ShownException): Html {
    if (end === null) return html`<b class="fail">${from < summary.period.horizon && `${lengthOf(from, summary.period.horizon)}, `}open</b>`;
    return isMoment(from, end) ? clock.day(from) : html`${lengthOf(from, end)}`;
  }
}

function when({ clock }: Site, { from, until }: ShownException): Html {
  if (until === null) return html`<span class="s2">Since ${clock.written(from)}, open at the end.</span>`;
  if (isMoment(from, until)) return html`<span class="s2">At ${clock.written(from)}.</span>`;
  return html`<span class="s2">From ${clock.written(from)} to ${clock.written(until)}.</span>`;
}

/** An event fails in the millisecond in which it happened. */
function isMoment(from: string, until: string): boolean {
  return Date.parse(until) - Date.parse(from) <= 1;
}

const DAY = 86_400_000;

function remarks({ claimed = false, recordedLate = 0, from }: ShownException): Html {
  const late =
    recordedLate > DAY && html` Written down ${lengthOf(from, new Date(Date.parse(from) + recordedLate).toISOString())} after it happened.`;
  return html`<span class="n">${late}${claimed && ' Times as claimed by the repository’s history.'}</span>`;
}

/** An unknown span as a row of a table. */
export function unknownRow({ summary, clock }: Site, path: string, one: Unknown): Html {
  const check = summary.checks.find(({ id }) => id === one.check);
  const until = one.until === null ? html`open at the end` : clock.written(one.until);
  return html`<tr><td>${mark('unknown')}</td><th scope="row">${one.item === null ? html`<b>The list of items itself</b>` : named(one.title ?? one.item)}</th><td><a class="q" href="${href(path, `${checkStem(one.check)}.html`)}">${check?.title ?? one.check}</a></td><td>${reasonTitles[one.reason] ?? one.reason}</td><td>${clock.written(one.from)}</td><td>${until}</td><td class="say-why">${one.because}</td></tr>
`;
}
