import { type DeriveFrom, exceptions, unknowns } from '../../verify/package/derive.ts';
import type { PageFile } from './check-page.ts';
import { exceptionRow, unknownRow } from './exception-rows.ts';
import { type Html, html, named } from './html.ts';
import { axisLegend, mark } from './marks.ts';
import { numbered, pageCount, pager, ROWS_PER_PAGE, type Site } from './page.ts';
import { gapNotes, section, timeline } from './parts.ts';
import type { CheckTally } from './tally.ts';
import { counted } from './wording.ts';

type Tallies = ReadonlyMap<string, CheckTally>;

function sum(tallies: Tallies, count: (tally: CheckTally) => number): number {
  return [...tallies.values()].reduce((total, one) => total + count(one), 0);
}

/** Takes up to a page's worth of rows. */
async function take<T>(rows: AsyncGenerator<T>): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < ROWS_PER_PAGE) {
    const next = await rows.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** Every exception, excluded ones too. */
export async function* exceptionPages(site: Site, from: DeriveFrom, tallies: Tallies): AsyncGenerator<PageFile> {
  const failed = sum(tallies, (one) => one.exceptions);
  const excluded = sum(tallies, (one) => one.excluded);
  const total = failed + excluded;
  const stem = 'report/exceptions';
  const rows = exceptions(from);
  for (let number = 1; number <= pageCount(total); number++) {
    const path = numbered(stem, number);
    const here = (await take(rows)).map((one) => exceptionRow(site, path, one));
    const page = {
      path,
      title: 'Exceptions',
      section: 'exceptions' as const,
      heading:
        total === 0
          ? 'No item failed in the part of the period that was seen.'
          : `${counted(failed, 'exception')} in the period${excluded > 0 ? `, and ${excluded} excluded` : ''}`,
      sub: html`An exception is a span in which an item failed. Repair ends it; nothing erases it. The same as <a href="${'../exceptions.csv'}">CSV</a> and <a href="${'../exceptions.json'}">JSON</a>.`,
    };
    const pages = pager(path, stem, number, pageCount(total), total);
    yield {
      page,
      content: one(html`<section class="sec" data-filter="rows">${pages}${total > 0 && timeline(site, here)}${axisLegend}${pages}</section>`),
    };
  }
}

/** Every span in which nobody knows. */
export async function* unknownPages(site: Site, from: DeriveFrom, tallies: Tallies): AsyncGenerator<PageFile> {
  const total = sum(tallies, (one) => one.unknownSpans);
  const stem = 'report/unknowns';
  const rows = unknowns(from);
  const head = html`<thead><tr><th></th><th>Item</th><th>Check</th><th>Reason</th><th>From</th><th>To</th><th>Why</th></tr></thead>`;
  for (let number = 1; number <= pageCount(total); number++) {
    const path = numbered(stem, number);
    const here = (await take(rows)).map((one) => unknownRow(site, path, one));
    const page = {
      path,
      title: 'Unknown',
      section: 'unknowns' as const,
      heading: total === 0 ? 'Somebody was looking for all of the period.' : `${counted(total, 'span')} in which nobody knows`,
      sub: html`Not knowing neither passes nor fails. Each span has its reason. The same as <a href="${'../unknowns.json'}">JSON</a>.`,
    };
    const pages = pager(path, stem, number, pageCount(total), total);
    yield {
      page,
      content: one(
        html`<section class="sec" data-filter="rows">${pages}${total > 0 && html`<div class="scroll"><table class="unknowns">${head}<tbody>${here}</tbody></table></div>`}${pages}</section>`,
      ),
    };
  }
}

export function exclusionsPage(site: Site): PageFile {
  const { summary, clock } = site;
  const path = 'report/exclusions.html';
  const rows = summary.exclusions.map(
    (
      one,
    ) => html`<tr><td>${mark(one.inForce ? 'excluded' : 'fail')}</td><th scope="row">${named(one.id)}</th><td class="mono">${one.check}</td><td>${one.items.length === 0 ? 'all items' : one.items.map((item, at) => html`${at > 0 && ', '}${named(item)}`)}</td><td class="say-why">${named(one.reason)}</td><td>${named(one.requestedBy)}</td><td>${one.approvedBy === null ? 'nobody' : named(one.approvedBy)}${one.approvedAt !== null && html`<br><span class="n">${clock.written(one.approvedAt)}</span>`}</td><td>${clock.written(one.until)}</td><td>${one.inForce ? 'in force' : html`<b class="fail">not in force</b>`}${one.remark !== '' && html`<br>${one.remark}`}</td></tr>
`,
  );
  const head = html`<thead><tr><th></th><th>Exclusion</th><th>Check</th><th>Items</th><th>Reason</th><th>Asked by</th><th>Approved by</th><th>Until</th><th></th></tr></thead>`;
  const page = {
    path,
    title: 'Exclusions',
    section: 'exclusions' as const,
    heading: rows.length === 0 ? 'Nothing was excluded.' : counted(rows.length, 'exclusion'),
    sub: 'An exclusion is an approved, reasoned, ending decision to accept a finding. It lies over an outcome and never changes it.',
  };
  return { page, content: one(html`${rows.length > 0 && html`<div class="scroll"><table>${head}<tbody>${rows}</tbody></table></div>`}`) };
}

/** Since when anybody saw anything, kind by kind, with each gap and its sentence. */
export function coverageOf(site: Site): Html {
  const gaps = site.summary.coverage.filter((one) => one.gaps.length > 0);
  return html`${gaps.map((one) => section(html`<span class="mono">${one.kind}</span>`, counted(one.gaps.length, 'gap'), gapNotes(site, one.gaps)))}`;
}

export async function* one(content: Html): AsyncGenerator<Html> {
  yield content;
}
