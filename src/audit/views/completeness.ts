import type { CompletenessSheet, SheetLook } from '../assessment.ts';
import { joinSpans } from './join-spans.ts';
import { matrixOf } from './matrix.ts';
import { type Page, type PageWanted, pageOf } from './page.ts';
import type { View } from './view.ts';

/** Differences that are told with a population; the sheet holds all of them. */
const TOLD = 50;

/** Whether everything that belongs in a population could have been seen, and whether second sources agree. */
export function completenessOf({ unseen, reconciliations, looks }: CompletenessSheet) {
  const blind = joinSpans(unseen.map((one) => [Date.parse(one.from), Date.parse(one.until)]));
  return {
    gaps: unseen.length,
    unseen: blind.reduce((sum, [from, until]) => sum + until - from, 0),
    sources: reconciliations.length,
    agreeing: reconciliations.filter(agrees).length,
    looks: looks.length,
  };
}

/** Why there is no item; null where there are items. What was not seen may have held some. */
export function emptyBecause({ items, unseen, looks }: CompletenessSheet): 'did-not-occur' | 'not-observed' | null {
  if (items > 0) return null;
  return unseen.length > 0 || looks.length === 0 ? 'not-observed' : 'did-not-occur';
}

type Reconciliation = CompletenessSheet['reconciliations'][number];

function agrees({ expected, counted, differences }: Reconciliation): boolean {
  return expected === counted && differences.length === 0;
}

export function reconciliationsOf({ reconciliations }: CompletenessSheet) {
  return reconciliations.map((one) => ({
    ...{ source: one.source, expected: one.expected, counted: one.counted, left: one.expected - one.counted, agrees: agrees(one) },
    differences: one.differences.slice(0, TOLD),
    differing: one.differences.length,
  }));
}

/** What was asked of whom, by connection. */
export function seenBy({ looks }: CompletenessSheet) {
  const byConnection = Map.groupBy(looks, (one) => JSON.stringify([one.connection, one.connector]));
  return { ...summed(looks), ...timesOf(looks), sources: [...byConnection.values()].map(sourceOf) };
}

function sourceOf(looks: readonly SheetLook[]) {
  const { connection = '', connector = '' } = looks[0] ?? {};
  const { first, last } = timesOf(looks);
  return {
    ...{ connection, connector },
    identities: [...new Set(looks.map((one) => one.identity))].sort(),
    feeds: [...new Set(looks.flatMap((one) => one.feeds))].sort(),
    ...summed(looks),
    first: first ?? '',
    last: last ?? '',
  };
}

function summed(looks: readonly SheetLook[]) {
  const sum = (of: (look: SheetLook) => number) => looks.reduce((total, one) => total + of(one), 0);
  return { looks: looks.length, requests: sum((one) => one.requests), rows: sum((one) => one.rows) };
}

function timesOf(looks: readonly SheetLook[]): { readonly first: string | null; readonly last: string | null } {
  let first: string | null = null;
  let last: string | null = null;
  for (const { startedAt } of looks) {
    if (first === null || startedAt < first) first = startedAt;
    if (last === null || startedAt > last) last = startedAt;
  }
  return { first, last };
}

/** The looks that a population rests on, the newest first. @throws Refusal `populations/unknown`, `page/cursor` */
export function populationLooks(view: View, { population, ...wanted }: { readonly population: string } & PageWanted): Page<ShownLook> {
  const { sheet } = matrixOf(view, population);
  const looks = view.once(`looks ${population}`, () =>
    sheet.looks.toSorted((a, b) => (a.startedAt === b.startedAt ? b.leaf - a.leaf : a.startedAt < b.startedAt ? 1 : -1)),
  );
  return pageOf(view, `looks ${population}`, looks, wanted, (one) => ({ ...one, feeds: [...one.feeds] }));
}

interface ShownLook extends Omit<SheetLook, 'feeds'> {
  readonly feeds: string[];
}

/** The whole sheet. @throws Refusal `populations/unknown` */
export function populationSheet(view: View, { population }: { readonly population: string }): CompletenessSheet {
  return matrixOf(view, population).sheet;
}
