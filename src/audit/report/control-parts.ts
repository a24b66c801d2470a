import { dateAt, zone as zoneOf } from '../../kernel/calendar.ts';
import { parseInstant, plus } from '../../kernel/time.ts';
import { share } from '../drafts/wording.ts';
import type { CheckReport, ControlPart, ExceptionReport } from '../program-report.ts';
import type { ControlInput } from './control-input.ts';
import { rateWords } from './control-words.ts';
import { type Html, html, named } from './html.ts';
import { periodText } from './instants.ts';
import { axisLegend, type MarkName, mark } from './marks.ts';
import { href, type Site } from './page.ts';
import { section, timeline } from './parts.ts';
import { seenBadge } from './seen-by.ts';
import { checkStem } from './site-paths.ts';
import { isOpen, stretchesOfStates } from './state-strip.ts';
import { strip } from './strip.ts';
import { figure } from './wording.ts';

/** One version of the control over its part of the period: the promise of those days, the worst on each day, and the rate of each check. */
export function partSection(input: ControlInput, part: ControlPart, first: boolean): Html {
  const { site, control } = input;
  const own = part.promise === control.promise ? null : html`<p class="promise">${named(part.promise)}</p>`;
  const body = part.checks.length === 0 ? noChecks(control.documents.length > 0) : partTimeline(input, part);
  return section(`Version ${part.version}`, html`${partDays(site, part)} · ${knownWords(site, part)}`, html`${own}${body}`, first);
}

/** Of all parts together, from 0 to 1. */
export function knownShare(parts: readonly ControlPart[]): number {
  const length = (one: ControlPart) => parseInstant(one.until) - parseInstant(one.from);
  const whole = parts.reduce((sum, one) => sum + length(one), 0);
  return parts.reduce((sum, one) => sum + one.known * length(one), 0) / whole;
}

function noChecks(documented: boolean): Html {
  return html`<p class="none">No check asks whether it operated${documented ? ': what there is of it are documents' : ''}.</p>`;
}

function partDays({ summary }: Site, { from, until }: ControlPart): string {
  const zone = zoneOf(summary.period.zone);
  return periodText(dateAt(parseInstant(from), zone), dateAt(plus(parseInstant(until), -1), zone));
}

function knownWords({ summary }: Site, { from, known, checks }: ControlPart): Html | string {
  if (checks.length === 0) return 'not tested';
  if (from >= summary.period.horizon) return 'begins after what was seen';
  if (known >= 1) return 'all of it known';
  return html`<b class="unknown">${known === 0 ? 'nothing of it' : `${share(known)} of it`} known</b>`;
}

function partTimeline(input: ControlInput, part: ControlPart): Html {
  const { site, control } = input;
  const whole = html`<div class="row whole"><span class="lab">${mark(part.outcome)}<b>On each day, the worst</b></span>${wholeStrip(site, part, control.exceptions)}<span></span></div>
`;
  const rows = part.checks.map((check) => checkInPart(input, part, check));
  return html`${timeline(site, [part.checks.length > 1 && whole, ...rows])}${axisLegend}`;
}

function wholeStrip({ axis }: Site, part: ControlPart, exceptions: readonly ExceptionReport[]): Html {
  return strip(stretchesOfStates(owed(part) ? part.states : [], axis, isOpen(exceptions)), `Version ${part.version}: ${part.outcome}`);
}

/** Whether anything was tested, or is unknown: where nothing was owed, there is nothing to draw. */
function owed({ checks, outcome }: ControlPart): boolean {
  return outcome !== 'pass' || checks.some((one) => one.pass > 0);
}

function checkInPart(input: ControlInput, part: ControlPart, check: CheckReport): Html {
  const name: MarkName = isUnowed(check) ? 'not-owed' : check.outcome;
  const words = rateWords(check);
  const beside = [
    check.excluded > 0 ? `${figure(check.excluded)} excluded` : '',
    check.notOwed > 0 && check.rate.tested > 0 ? `${figure(check.notOwed)} not owed` : '',
  ];
  const more = beside.filter((one) => one !== '').join(', ');
  const label = html`<span class="two"><span class="t"><a class="q" href="${href(input.path, `${checkStem(check.check)}.html`)}">${named(check.title)}</a></span><span class="n">${seenBadge(check.by)}</span></span>`;
  const rate =
    check.outcome === 'fail' || check.outcome === 'unknown' ? html`<b class="${check.outcome}">${words}</b>` : html`<span class="n">${words}</span>`;
  return html`<div class="row"><span class="lab">${mark(name)}${label}</span>${checkStrip(input, part, check)}<span class="rate">${rate}${more !== '' && html`<span class="n also">${more}</span>`}</span></div>
`;
}

function isUnowed({ outcome, pass }: CheckReport): boolean {
  return outcome === 'pass' && pass === 0;
}

function checkStrip({ site, control, checkStates }: ControlInput, part: ControlPart, check: CheckReport): Html {
  const runs = isUnowed(check) ? [] : checkStates(part, check.check);
  const open = isOpen(control.exceptions.filter((one) => one.check === check.check));
  return strip(stretchesOfStates(runs, site.axis, open), `${check.title}: ${rateWords(check)}`);
}
