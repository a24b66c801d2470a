import type { CheckResult } from '../assessment.ts';
import type { ControlInput } from './control-input.ts';
import { exceptionRow } from './exception-rows.ts';
import { type Html, html, named, nothing } from './html.ts';
import { axisLegend, mark } from './marks.ts';
import { href } from './page.ts';
import { gapNotes, section, timeline } from './parts.ts';
import { checkStem } from './site-paths.ts';
import { counted, figure, reasonTitles } from './wording.ts';

/** Exceptions on one page of a control at most; the pages of its checks have all of them. */
const SHOWN = 200;

/** Every exception of the days on which it was in force, with how often it failed before and what management says to it. */
export function controlExceptions({ site, path, control, tallies }: ControlInput): Html {
  const all = control.exceptions;
  if (control.parts.every((part) => part.checks.length === 0)) return nothing;
  if (all.length === 0) return section('Exceptions', 'none', html`<p class="none">Nothing failed in the part of its days that was seen.</p>`);
  const counts = all.filter((one) => one.excludedBy === null);
  const answered = counts.filter((one) => site.notesOn(one).response !== null).length;
  const rows = all.slice(0, SHOWN).map((one) => exceptionRow(site, path, one));
  const claimed = all.some((one) => (tallies.get(one.check)?.claimed ?? 0) > 0);
  const note = html`${counted(counts.length, 'exception')}${all.length > counts.length && `, ${figure(all.length - counts.length)} excluded`}${answered > 0 && `; management has answered ${figure(answered)}`}`;
  return section('Exceptions', note, html`${timeline(site, rows)}${more(all.length, path)}${axisLegend}${claimed && claimedNote}`);
}

const claimedNote: Html = html`<p class="n more">Where times are as claimed by a repository’s history, the page of the check says so, item by item.</p>`;

function more(total: number, path: string): Html | null {
  if (total <= SHOWN) return null;
  return html`<p class="more">The first ${SHOWN} of ${figure(total)}. <a href="${href(path, 'report/exceptions.html')}">All exceptions</a></p>`;
}

/** Why something is not known: items by their reasons, and each gap once in which further items could have stood unseen. */
export function controlUnknowns({ site, path, control, tallies }: ControlInput): Html {
  const asked = new Set(control.parts.flatMap((part) => part.checks.map((one) => one.check)));
  const checks = site.summary.checks.filter((one) => asked.has(one.id));
  const gaps = new Map(checks.flatMap((one) => one.unseen).map((gap) => [JSON.stringify(gap), gap]));
  const rows = Object.keys(reasonTitles).flatMap((reason) => itemsUnknown(reason, checks, path, tallies));
  if (gaps.size + rows.length === 0) return nothing;
  const list = rows.length > 0 && html`<ul class="list wide">${rows}</ul>`;
  return section('Not known', 'over the whole period', html`${list}${gapNotes(site, [...gaps.values()])}`);
}

function itemsUnknown(reason: string, checks: readonly CheckResult[], path: string, tallies: ControlInput['tallies']): Html[] {
  const counts = checks.flatMap((check) => {
    const items = tallies.get(check.id)?.reasons.get(reason) ?? 0;
    return items === 0 ? [] : [html`<a href="${href(path, `${checkStem(check.id)}.html`)}">${named(check.title)}</a> (${counted(items, 'item')})`];
  });
  if (counts.length === 0) return [];
  const links = counts.map((one, at) => html`${at > 0 && ', '}${one}`);
  return [
    html`<li><span class="lead">${mark('unknown')}</span><div><b>${reasonTitles[reason] ?? reason}</b><p>${links}</p></div></li>
`,
  ];
}
