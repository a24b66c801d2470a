import { Refusal } from '../../kernel/refusal.ts';
import type { CheckResult, CompletenessSheet, WrittenFinding, WrittenItem } from '../assessment.ts';
import type { View } from './view.ts';

/**
 * One cell: what an attribute says of an item. A capital where an exclusion lies over it, which changes nothing beneath.
 * `-`: the check was not asked of it.
 */
export type CellLetter = 'p' | 'f' | 'u' | 'n' | 'P' | 'F' | 'U' | 'N' | '-';

const codes = { pass: 0x70, fail: 0x66, unknown: 0x75, 'not-owed': 0x6e } as const satisfies Record<WrittenFinding['outcome'], number>;
const CAPITAL = 0x20;
const NOT_ASKED = 0x2d;

/** One attribute over all items. */
export interface Column {
  readonly letter: string;
  readonly check: CheckResult;
  /** Character codes of the cells, by place of the item. */
  readonly cells: Uint8Array;
  /** The findings themselves, by place of the item. */
  readonly finding: (place: number) => WrittenFinding | undefined;
}

/** A population with its attributes, indexed: what is asked of it is answered by places, never by looking through findings. */
export interface Matrix {
  readonly sheet: CompletenessSheet;
  readonly items: readonly WrittenItem[];
  readonly columns: readonly Column[];
  /** Where an item stands in the population; undefined for one that is not in it. */
  placeOf(item: string): number | undefined;
  /** What is worst about each item: 4 fails, 3 unknown, 2 excluded, 1 passes, 0 nothing owed. */
  readonly worst: Uint8Array;
  /** Title and id in lower case, for searching; made on the first search. */
  texts(): readonly string[];
}

export const FAILS = 4;
const UNKNOWN = 3;
const EXCLUDED = 2;
export const CLEAR = 1;

/** @throws Refusal `populations/unknown` */
export function matrixOf(view: View, population: string): Matrix {
  const sheet = view.summary.populations.find((one) => one.population === population);
  if (sheet === undefined)
    throw new Refusal('populations/unknown', `There is no population "${population}". All of them stand in the list of populations.`);
  return view.once(`matrix ${population}`, () => built(view, sheet));
}

function built(view: View, sheet: CompletenessSheet): Matrix {
  const items = view.items(sheet.population);
  const places = lazily(() => new Map(items.map((one, place) => [one.item, place])));
  const checks = view.summary.checks.filter((one) => one.population === sheet.population);
  const columns = checks.map((check, at) => columnOf(check, letterAt(at), view.findings(check.id), { items, places }));
  return {
    sheet,
    items,
    columns,
    placeOf: (item) => places().get(item),
    worst: worstOf(items.length, columns),
    texts: lazily(() => items.map((one) => `${one.title}\n${one.item}`.toLowerCase())),
  };
}

interface Placed {
  readonly items: readonly WrittenItem[];
  readonly places: () => ReadonlyMap<string, number>;
}

/** Findings come in the order of the population; where one does not stand beside its item, it is looked for. */
function columnOf(check: CheckResult, letter: string, findings: readonly WrittenFinding[], { items, places }: Placed): Column {
  const cells = new Uint8Array(items.length).fill(NOT_ASKED);
  const aligned = findings.length === items.length && findings.every((one, at) => one.item === items[at]?.item);
  if (aligned) {
    for (const [place, finding] of findings.entries()) cells[place] = codeOf(finding);
    return { letter, check, cells, finding: (place) => findings[place] };
  }
  const byPlace = new Map<number, WrittenFinding>();
  for (const finding of findings) {
    const place = places().get(finding.item);
    if (place === undefined) continue;
    byPlace.set(place, finding);
    cells[place] = codeOf(finding);
  }
  return { letter, check, cells, finding: (place) => byPlace.get(place) };
}

function codeOf({ outcome, excludedBy }: WrittenFinding): number {
  return codes[outcome] - (excludedBy === null ? 0 : CAPITAL);
}

/** The code of an outcome over which no exclusion lies. */
export function plainCode(outcome: WrittenFinding['outcome']): number {
  return codes[outcome];
}

/** Whether an exclusion lies over a cell. */
export function isExcluded(code: number): boolean {
  return code !== NOT_ASKED && code < 0x61;
}

const ranks: Readonly<Record<number, number>> = { [codes.fail]: FAILS, [codes.unknown]: UNKNOWN, [codes.pass]: CLEAR };

function worstOf(length: number, columns: readonly Column[]): Uint8Array {
  const worst = new Uint8Array(length);
  for (const { cells } of columns) {
    for (let place = 0; place < length; place++) {
      const code = cells[place] as number;
      const rank = isExcluded(code) ? EXCLUDED : (ranks[code] ?? 0);
      if (rank > (worst[place] as number)) worst[place] = rank;
    }
  }
  return worst;
}

/** `A` to `Z`, then `AA`. */
export function letterAt(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${letterAt(Math.floor(at / 26) - 1)}${last}`;
}

/** `change/approved-by-another` as a column is headed: `Approved by another`. */
export function attributeName(check: string): string {
  const words = check.slice(check.lastIndexOf('/') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The cells of one item as a string, an attribute a letter. */
export function cellsAt({ columns }: Matrix, place: number): string {
  return String.fromCharCode(...columns.map(({ cells }) => cells[place] as number));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
