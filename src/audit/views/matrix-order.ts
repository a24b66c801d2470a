import { Refusal } from '../../kernel/refusal.ts';
import type { WrittenFinding } from '../assessment.ts';
import { CLEAR, type Column, isExcluded, type Matrix, plainCode } from './matrix.ts';
import type { View } from './view.ts';

/** Which items are wanted, and in what order. Everything left out: all, the newest first. */
export interface MatrixWanted {
  readonly outcome?: WrittenFinding['outcome'] | 'excluded' | undefined;
  /** The outcome of this attribute only. */
  readonly check?: string | undefined;
  readonly sampled?: boolean | undefined;
  readonly q?: string | undefined;
  readonly sort?: 'happened' | 'title' | 'outcome' | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

/** Names a list with its filters and order, so that a cursor of one is not taken for another's. */
export function listName(population: string, wanted: MatrixWanted, sampled: ReadonlySet<string>): string {
  const { outcome, check, q, sort, order } = wanted;
  return JSON.stringify([population, outcome, check, q, sort, order, wanted.sampled ? [...sampled] : null]);
}

const KEPT = 12;

/**
 * Places of the items that are wanted, in order. Asked again, the same list is there at once: a page far down costs what the first does.
 * @throws Refusal `populations/attribute`
 */
export function orderOf(view: View, matrix: Matrix, wanted: MatrixWanted, sampled: ReadonlySet<string>): Uint32Array {
  const { population } = matrix.sheet;
  const kept = view.once(`orders ${population}`, () => new Map<string, Uint32Array>());
  const name = listName(population, wanted, sampled);
  const known = kept.get(name);
  kept.delete(name);
  const order = known ?? filtered(matrix, sortedBy(view, matrix, wanted), wanted, sampled);
  kept.set(name, order);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return order;
}

function filtered(matrix: Matrix, order: Uint32Array, wanted: MatrixWanted, sampled: ReadonlySet<string>): Uint32Array {
  const tests = [byOutcome(matrix, wanted), bySample(matrix, wanted, sampled), byWords(matrix, wanted)].filter((one) => one !== null);
  return tests.length === 0 ? order : order.filter((place) => tests.every((holds) => holds(place)));
}

type Test = (place: number) => boolean;

/** @throws Refusal `populations/attribute` */
function byOutcome({ columns, worst, sheet }: Matrix, { outcome, check }: MatrixWanted): Test | null {
  if (check !== undefined && columns.every((one) => one.check.id !== check))
    throw new Refusal(
      'populations/attribute',
      `The check "${check}" asks nothing of ${sheet.population}. Its attributes are: ${columns.map((one) => one.check.id).join(', ') || 'none'}.`,
    );
  if (outcome === undefined) return null;
  if (outcome === 'pass' && check === undefined) return (place) => worst[place] === CLEAR;
  const fits = outcome === 'excluded' ? isExcluded : isCode(plainCode(outcome));
  const asked: readonly Column[] = columns.filter((one) => check === undefined || one.check.id === check);
  return (place) => asked.some(({ cells }) => fits(cells[place] as number));
}

function isCode(wanted: number): (code: number) => boolean {
  return (code) => code === wanted;
}

function bySample(matrix: Matrix, wanted: MatrixWanted, sampled: ReadonlySet<string>): Test | null {
  if (wanted.sampled !== true) return null;
  const places = new Set([...sampled].map((item) => matrix.placeOf(item)));
  return (place) => places.has(place);
}

function byWords(matrix: Matrix, { q = '' }: MatrixWanted): Test | null {
  const words = wordsOf(q);
  if (words.length === 0) return null;
  const texts = matrix.texts();
  return (place) => words.every((word) => (texts[place] as string).includes(word));
}

/** What is looked for, in lower case. */
export function wordsOf(q: string): readonly string[] {
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter((one) => one !== '');
}

/** All places, in the order that is wanted. */
function sortedBy(view: View, matrix: Matrix, { sort = 'happened', order }: MatrixWanted): Uint32Array {
  const { population } = matrix.sheet;
  const downwards = (order ?? naturalOrder[sort]) === 'desc';
  return view.once(`sorted ${population} ${sort} ${downwards}`, () => (downwards ? sorts[sort](matrix).toReversed() : sorts[sort](matrix)));
}

const naturalOrder = { happened: 'desc', title: 'asc', outcome: 'desc' } as const;

const sorts = {
  /** The order of the population itself: by when, then by id. */
  happened: ({ items }: Matrix) => Uint32Array.from(items.keys()),
  title({ items }: Matrix) {
    const titles = items.map((one) => one.title.toLowerCase());
    return Uint32Array.from(items.keys()).sort((a, b) => compare(titles[a] as string, titles[b] as string) || a - b);
  },
  /** Of those that are equally bad, turned round, the newest comes first. */
  outcome({ items, worst }: Matrix) {
    return Uint32Array.from(items.keys()).sort((a, b) => (worst[a] as number) - (worst[b] as number) || a - b);
  },
} as const;

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
