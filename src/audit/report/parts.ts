import { durationText } from '../../kernel/calendar.ts';
import type { CheckResult, Counts, WrittenGap, WrittenSetting } from '../assessment.ts';
import type { SeenBy } from '../program-report.ts';
import { type Html, html, named, type Part } from './html.ts';
import { bareMark, type MarkName, mark, seenMark } from './marks.ts';
import type { Site } from './page.ts';
import { href } from './page.ts';
import { checkStem } from './site-paths.ts';
import { strip } from './strip.ts';
import type { CheckTally } from './tally.ts';
import { figure, reasonTitles } from './wording.ts';

/** One figure of the ruled line under the heading. */
export interface Figure {
  readonly name: string;
  readonly value: Part;
  readonly note?: Part;
  readonly mark?: MarkName;
  /** How strongly it is seen, in place of a mark. */
  readonly seen?: SeenBy;
}

export function figures(all: readonly Figure[]): Html {
  return html`<dl class="figs">${all.map(
    (one) =>
      html`<div><dt>${one.name}</dt><dd>${one.mark !== undefined && bareMark(one.mark)}${one.seen !== undefined && seenMark(one.seen)} ${one.value}${one.note !== undefined && html` <small>${one.note}</small>`}</dd></div>`,
  )}</dl>
`;
}

/** The counts of a check or a control as figures, zeros too: what is not there is said. */
export function countFigures(counts: Counts): readonly Figure[] {
  return [
    { name: 'Items', value: figure(counts.items) },
    { name: 'Pass', value: figure(counts.pass), mark: 'pass' },
    { name: 'Fail', value: figure(counts.fail), mark: 'fail' },
    { name: 'Unknown', value: figure(counts.unknown), mark: 'unknown' },
    { name: 'Not owed', value: figure(counts.notOwed), mark: 'not-owed' },
    { name: 'Excluded', value: figure(counts.excluded), mark: 'excluded' },
  ];
}

export function section(title: Part, note: Part, body: Part, first = false): Html {
  return html`<section class="sec${first && ' first'}"><header><h2>${title}</h2><span class="n">${note}</span></header>
${body}
</section>
`;
}

export interface Property {
  readonly name: string;
  readonly value: Part;
}

export function properties(all: readonly Property[]): Html {
  return html`<dl class="kv">${all.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
`;
}

/** The axis above rows, with the line where knowledge ends. */
export function timeline(site: Site, rows: Part, extra: Part = null): Html {
  return html`<div class="tl h${site.axis.horizon}"><div class="axis"><span></span><div class="ticks">${site.axis.ticks}</div><span></span></div>
${extra}${rows}<div class="now"></div></div>
`;
}

/** A check as one row of a timeline. */
export function checkRow(site: Site, path: string, check: CheckResult, tally: CheckTally): Html {
  const label = `${check.title}: ${check.fail} of ${check.items} items failed, ${check.unknown} unknown`;
  const stretches = check.outcome === 'no-items' || owesNothing(check) ? [] : tally.pile.stretches(site.axis.horizon);
  return html`<div class="row"><span class="lab">${mark(check.outcome)}<a class="q" href="${href(path, `${checkStem(check.id)}.html`)}">${named(check.title)}</a></span>${strip(stretches, label)}<span>${share(check)}</span></div>
`;
}

/** Nothing was owed of any item: there is nothing to draw. */
function owesNothing({ items, notOwed, outcome }: CheckResult): boolean {
  return outcome === 'pass' && items === notOwed;
}

/** `3 of 2,014 failed`: words that never round a failure away. */
export function share({ outcome, items, fail, unknown, notOwed }: CheckResult | (Counts & { readonly outcome: CheckResult['outcome'] })): Html {
  if (outcome === 'no-items') return html`<span class="n">did not occur</span>`;
  if (fail > 0) return html`<b class="fail">${figure(fail)} of ${figure(items)}</b>`;
  if (outcome === 'unknown')
    return unknown > 0 ? html`<b class="unknown">${figure(unknown)} of ${figure(items)}</b>` : html`<b class="unknown">not all seen</b>`;
  return html`<span class="n">${items === notOwed ? `none of ${figure(items)} owed` : figure(items)}</span>`;
}

/** Gaps as sentences. */
export function gapNotes({ clock }: Site, gaps: readonly WrittenGap[]): Html {
  return html`${gaps.map(
    (gap) =>
      html`<p class="note u"><b>${reasonTitles[gap.reason] ?? gap.reason}.</b> ${clock.written(gap.from)} to ${clock.written(gap.until)}, ${lengthOf(gap.from, gap.until)}. ${gap.why}</p>
`,
  )}`;
}

export function settingValue({ clock }: Site, setting: WrittenSetting): Html {
  const { policy } = setting;
  if (policy === null) return html`<b>${setting.written}</b>: Tickmark’s default, adopted by nobody`;
  return html`<b>${setting.written}</b>, from policy ${named(policy.id)}, version ${policy.version}, in force since ${clock.short(setting.since)}`;
}

/** `9 d 21 h` */
export function lengthOf(from: string, until: string): string {
  return durationText(Date.parse(until) - Date.parse(from));
}
