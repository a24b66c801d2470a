import { Refusal } from '../../kernel/refusal.ts';
import type { WrittenFinding, WrittenItem } from '../assessment.ts';
import { attributeName, type Column, cellsAt, type Matrix, matrixOf } from './matrix.ts';
import { listName, type MatrixWanted, orderOf } from './matrix-order.ts';
import { type Page, type PageWanted, pageOf, type Sliced } from './page.ts';
import type { View } from './view.ts';

/** A sample that an auditor drew of a population, as far as a view needs to know it. */
export interface GivenSample {
  readonly engagement: string;
  readonly control: string;
  /** In the order in which they were drawn; those added later follow. */
  readonly items: readonly string[];
}

/** What is asked of one population, with the samples that were drawn of it: a view of facts knows of none. */
export interface RowsWanted extends MatrixWanted {
  readonly population: string;
  readonly samples: readonly GivenSample[];
}

export interface MatrixRow {
  readonly item: string;
  readonly title: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly cells: string;
  readonly sample: string | null;
}

/** A page of the matrix. @throws Refusal `populations/unknown`, `populations/attribute`, `page/cursor` */
export function populationRows(view: View, { samples, ...wanted }: RowsWanted & PageWanted): Page<MatrixRow> {
  const matrix = matrixOf(view, wanted.population);
  const numbers = numbersOf(samples);
  const sampled = new Set(numbers.keys());
  const order = orderOf(view, matrix, wanted, sampled);
  return pageOf(view, listName(wanted.population, wanted, sampled), sliced(order), wanted, (place) => rowAt(matrix, place, numbers));
}

function sliced(order: Uint32Array): Sliced<number> {
  return { length: order.length, slice: (from, until) => Array.from(order.subarray(from, until)) };
}

function rowAt(matrix: Matrix, place: number, numbers: ReadonlyMap<string, string>): MatrixRow {
  const { item, title, from, until } = matrix.items[place] as WrittenItem;
  return { item, title, from: beginOf(from), until: endOf(until), cells: cellsAt(matrix, place), sample: numbers.get(item) ?? null };
}

/** Null where nobody knows since when: it was there before anything was known. */
export function beginOf(from: string): string | null {
  return from.startsWith('0001-') ? null : from;
}

/** Null where it goes on. */
export function endOf(until: string): string | null {
  return until.startsWith('9999-') ? null : until;
}

/** The number of each item that was drawn, `S07`: its place in the draw. An item of two samples has the number of the first. */
export function numbersOf(samples: readonly GivenSample[]): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  for (const { items } of samples) for (const [at, item] of items.entries()) if (!numbers.has(item)) numbers.set(item, sampleNumber(at));
  return numbers;
}

function sampleNumber(at: number): string {
  return `S${String(at + 1).padStart(2, '0')}`;
}

/** @throws Refusal `populations/unknown`, `populations/item-unknown`, `populations/attribute` */
export function populationItem(view: View, { item, samples, ...wanted }: RowsWanted & { readonly item: string }) {
  const matrix = matrixOf(view, wanted.population);
  const place = matrix.placeOf(item);
  if (place === undefined)
    throw new Refusal('populations/item-unknown', `There is no item "${item}" in ${wanted.population}, over the period that is shown.`);
  const { title, because, from, until, leaves } = matrix.items[place] as WrittenItem;
  const position = orderOf(view, matrix, wanted, new Set(numbersOf(samples).keys())).indexOf(place);
  return {
    ...{ item, title, because, from: beginOf(from), until: endOf(until), leaves: [...leaves] },
    position: position < 0 ? null : position,
    samples: samples.flatMap(({ engagement, control, items }) => {
      const at = items.indexOf(item);
      return at < 0 ? [] : [{ number: sampleNumber(at), engagement, control }];
    }),
    attributes: matrix.columns.map((column) => attributeAt(column, column.finding(place))),
  };
}

function attributeAt({ letter, check }: Column, finding: WrittenFinding | undefined) {
  return {
    ...{ letter, check: check.id, name: attributeName(check.id), title: check.title },
    outcome: finding?.outcome ?? null,
    because: finding?.because ?? '',
    excludedBy: finding?.excludedBy ?? null,
    due: finding?.due ?? null,
    claimed: finding?.claimed ?? false,
    spans: (finding?.spans ?? []).map(({ reason, ...span }) => (reason === undefined ? span : { ...span, reason: reason as string })),
    leaves: [...(finding?.leaves ?? [])],
  };
}
