import { Refusal } from '../../kernel/refusal.ts';
import { clip, lengthOf, minus, or, spansOf } from '../../kernel/spans.ts';
import { isoInstant, type Span } from '../../kernel/time.ts';
import type { CheckResult, WrittenFinding, WrittenItem } from '../assessment.ts';
import { instantOf } from '../results/judged-days.ts';
import type { Member } from '../results/members.ts';
import { exclusionShown, exclusionsOver, siblingsOf } from './check.ts';
import { checkNamed, daysOf, rowsOfCheck } from './check-results.ts';
import { type PageWanted, pageOf } from './page.ts';
import { holdsText } from './text.ts';
import type { View } from './view.ts';

/** How an item is counted: an exclusion that lies over it comes before whatever is beneath. */
export type ItemCell = WrittenFinding['outcome'] | 'excluded';

export interface ItemsWanted extends PageWanted {
  readonly check: string;
  readonly outcome?: ItemCell | undefined;
  readonly text?: string | undefined;
  readonly sort: 'worst' | 'time' | 'title';
}

/** An item of a check with what lists sort it by. */
interface Judged {
  readonly finding: WrittenFinding;
  readonly cell: ItemCell;
  readonly span: Span;
  /** In milliseconds of the judged part of the period. */
  readonly lasted: number;
  readonly failed: number;
  readonly unknown: number;
}

/** A part of the items of a check, filtered and sorted. @throws Refusal `checks/unknown`, `page/cursor` */
export function checkItemsOf(view: View, { check, outcome, text, sort, ...part }: ItemsWanted) {
  const result = checkNamed(view, check);
  const sorted = sortedItems(view, result, sort);
  const found = text === undefined ? sorted : sorted.filter(({ finding: { item, title, because } }) => holdsText(text, item, title, because));
  const rows = outcome === undefined ? found : found.filter((one) => one.cell === outcome);
  return { ...pageOf(view, JSON.stringify(['items', check, outcome, text, sort]), rows, part, itemRow), counts: countsOf(found) };
}

function countsOf(items: readonly Judged[]) {
  const count = (cell: ItemCell) => items.filter((one) => one.cell === cell).length;
  return {
    items: items.length,
    ...{ pass: count('pass'), fail: count('fail'), unknown: count('unknown') },
    ...{ notOwed: count('not-owed'), excluded: count('excluded') },
  };
}

/** @throws Refusal `checks/unknown`, `items/unknown` */
export function checkItemOf(view: View, { check, item: key }: { readonly check: string; readonly item: string }) {
  const result = checkNamed(view, check);
  const all = itemsOf(view, result);
  const place = placesOf(view, result).get(key);
  const judged = place === undefined ? undefined : all[place];
  const member = membersOf(view, result.population).get(key);
  if (place === undefined || judged === undefined || member === undefined)
    throw new Refusal('items/unknown', `The check "${check}" judged no item "${key}" in this period. All that it judged stand on its page.`);
  const { excludedBy, leaves } = judged.finding;
  const exclusion = exclusionsOver(view, check).find((one) => one.id === excludedBy);
  return {
    ...itemRow(judged),
    ...{ place: place + 1, of: all.length, member: member.because, leaves: [...leaves], memberLeaves: [...member.leaves] },
    exclusion: exclusion === undefined ? null : exclusionShown(exclusion),
    exceptions: exceptionsOver(view, check, key),
    siblings: siblingsOf(view, result).flatMap((one) => siblingAnswer(view, one, key, place)),
  };
}

/** What management says to the failures of an item, once each, though several controls may rest on the check. */
function exceptionsOver({ report }: View, check: string, item: string) {
  const found = report.controls.flatMap((one) => one.exceptions.filter((exception) => exception.check === check && exception.item === item));
  return [...new Map(found.map(({ from, until, repeats, response }) => [from, { from, until, repeats, response }])).values()];
}

/** Findings stand in the order of the population, so the same place is usually the same item. */
function siblingAnswer(view: View, { id, asks }: CheckResult, key: string, place: number) {
  const findings = view.findings(id);
  const found = findings[place]?.item === key ? findings[place] : findings.find((one) => one.item === key);
  return found === undefined ? [] : [{ check: id, asks, outcome: found.outcome, excludedBy: found.excludedBy }];
}

function itemRow({ finding, span, lasted, failed, unknown }: Judged) {
  const { item, title, outcome, excludedBy, because, spans, due, recordedLate, claimed } = finding;
  return {
    ...{ item, title, outcome, excludedBy, because, due, recordedLate, claimed, lasted, failed, unknown },
    from: isoInstant(span.from),
    until: isoInstant(span.until),
    spans: spans.map((one) => ({ ...one })),
  };
}

function itemsOf(view: View, result: CheckResult): readonly Judged[] {
  return view.once(`items ${result.id}`, () => {
    const items = membersOf(view, result.population);
    return rowsOfCheck(view, result).members.map((member) => judged(view, member, items.get(member.finding.item) as WrittenItem));
  });
}

function membersOf(view: View, population: string): ReadonlyMap<string, WrittenItem> {
  return view.once(`members ${population}`, () => new Map(view.items(population).map((one) => [one.item, one])));
}

function placesOf(view: View, result: CheckResult): ReadonlyMap<string, number> {
  return view.once(`item-places ${result.id}`, () => new Map(itemsOf(view, result).map(({ finding }, place) => [finding.item, place])));
}

function judged(view: View, { finding, failed, unknown }: Member, { from, until }: WrittenItem): Judged {
  const { period, horizon } = daysOf(view);
  const inside = { from: period.from, until: horizon };
  const span = { from: instantOf(from), until: instantOf(until) };
  const cell = finding.excludedBy === null ? finding.outcome : 'excluded';
  const existed = clip([span], inside);
  if (failed.length + unknown.length === 0) return { finding, cell, span, lasted: lengthOf(existed), failed: 0, unknown: 0 };
  const broken = clip(spansOf(failed), inside);
  const hidden = minus(clip(unknown, inside), broken);
  const lasted = lengthOf(or(existed, or(broken, hidden)));
  return { finding, cell, span, lasted, failed: lengthOf(broken), unknown: lengthOf(hidden) };
}

const ranks: Readonly<Record<ItemCell, number>> = { fail: 1, unknown: 2, excluded: 3, pass: 4, 'not-owed': 5 };

function sortedItems(view: View, result: CheckResult, sort: ItemsWanted['sort']): readonly Judged[] {
  const all = itemsOf(view, result);
  if (sort === 'time') return all;
  return view.once(`items ${result.id} by ${sort}`, () => all.toSorted(sort === 'worst' ? byWorst : byTitle));
}

/** What fails now before what failed; the longest first; else as the population has it. */
function byWorst(a: Judged, b: Judged): number {
  return rankOf(a) - rankOf(b) || b.failed - a.failed || b.unknown - a.unknown;
}

function rankOf({ cell, finding }: Judged): number {
  return cell === 'fail' && finding.spans.some((one) => one.outcome === 'fail' && one.until === null) ? 0 : ranks[cell];
}

const collator = new Intl.Collator('en', { numeric: true });

function byTitle(a: Judged, b: Judged): number {
  return collator.compare(a.finding.title, b.finding.title);
}
