import { csvLine } from '../../verify/package/csv.ts';
import type { WrittenFinding, WrittenItem } from '../assessment.ts';
import { type Column, type Matrix, matrixOf } from './matrix.ts';
import { orderOf } from './matrix-order.ts';
import { beginOf, endOf, numbersOf, type RowsWanted } from './population.ts';
import type { View } from './view.ts';

/** A part of a download, from one place of the list on: so that a population of any size is never one text. */
export interface PartWanted extends RowsWanted {
  readonly form: 'csv' | 'ndjson';
  readonly offset: number;
  readonly limit: number;
}

export interface WrittenPart {
  readonly text: string;
  /** Rows of the whole list, as filtered. */
  readonly total: number;
  /** Of which view it is a part: parts of different ones make no whole. */
  readonly view: string;
}

/** @throws Refusal `populations/unknown`, `populations/attribute` */
export function populationPart(view: View, { form, offset, limit, samples, ...wanted }: PartWanted): WrittenPart {
  const matrix = matrixOf(view, wanted.population);
  const numbers = numbersOf(samples);
  const order = orderOf(view, matrix, wanted, new Set(numbers.keys()));
  const write = form === 'csv' ? csvRow : jsonRow;
  const lines = offset === 0 && form === 'csv' ? [csvHead(matrix)] : [];
  for (const place of order.subarray(offset, offset + limit)) {
    const item = matrix.items[place] as WrittenItem;
    lines.push(write(matrix, place, item, numbers.get(item.item) ?? null));
  }
  return { text: lines.join(''), total: order.length, view: view.id };
}

/** The attribute itself, then what it says: a sentence for each. */
function csvHead({ columns }: Matrix): string {
  return csvLine(['item', 'title', 'from', 'until', 'because', 'sample', ...columns.flatMap(({ check }) => [check.id, `${check.id} because`])]);
}

function csvRow({ columns }: Matrix, place: number, { item, title, from, until, because }: WrittenItem, sample: string | null): string {
  const cells = columns.flatMap((column) => cellsOf(column.finding(place)));
  return csvLine([item, title, beginOf(from) ?? '', endOf(until) ?? '', because, sample ?? '', ...cells]);
}

function cellsOf(finding: WrittenFinding | undefined): [string, string] {
  if (finding === undefined) return ['', ''];
  const { outcome, excludedBy, because } = finding;
  return [excludedBy === null ? outcome : `${outcome}, excluded by ${excludedBy}`, because];
}

function jsonRow({ columns }: Matrix, place: number, { item, title, from, until, because, leaves }: WrittenItem, sample: string | null): string {
  const attributes = Object.fromEntries(columns.flatMap((column) => attributeOf(column, column.finding(place))));
  return `${JSON.stringify({ item, title, from: beginOf(from), until: endOf(until), because, leaves, sample, attributes })}\n`;
}

function attributeOf({ check }: Column, finding: WrittenFinding | undefined): [string, object][] {
  if (finding === undefined) return [];
  const { version, outcome, because, spans, due, excludedBy, claimed, leaves } = finding;
  return [[check.id, { version, outcome, because, spans, due, excludedBy, claimed, leaves }]];
}
