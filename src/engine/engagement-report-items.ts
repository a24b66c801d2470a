import type { CellPaper, ItemPaper, MarkPaper, TestPaper } from '../audit/workpapers/workpapers.ts';
import { Refusal } from '../kernel/refusal.ts';
import { letterOf, type TestWanted, testIn } from './engagement-report.ts';
import type { Papers } from './engagement-report-papers.ts';

export const shownItems = ['all', 'unmarked', 'marked', 'exceptions', 'failed', 'outside'] as const;
export type ShownItems = (typeof shownItems)[number];

export interface ItemsWanted extends TestWanted {
  readonly show: ShownItems;
  readonly text?: string | undefined;
}

export interface EngagementCell {
  readonly attribute: string;
  readonly letter: string;
  /** What Tickmark judged; null where it judged no such item. */
  readonly machine: {
    readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-owed';
    readonly because: string;
    readonly excludedBy: string | null;
  } | null;
  readonly mark: Mark | null;
  /** Oldest first. */
  readonly earlier: Mark[];
  /** What management answered; null where it answered nothing. */
  readonly response: string | null;
}

type Mark = { -readonly [K in keyof MarkPaper]: MarkPaper[K] };

/** One item that is to be tested, or that fails outside the sample. */
export interface EngagementItem {
  readonly item: string;
  readonly title: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly because: string;
  readonly leaf: number | null;
  /** Its number in the sample, from 1, in the order drawn; null in a census, and outside of it. */
  readonly number: number | null;
  readonly standing: ItemPaper['standing'];
  readonly cells: EngagementCell[];
}

export interface TestItems {
  readonly rows: readonly ItemPaper[];
  readonly shown: (item: ItemPaper) => EngagementItem;
}

/**
 * The items of one test that fit, in the order of the population: of a sample those that were drawn, else all of them.
 * @throws Refusal `engagement/no-such-test`
 */
export function itemsOfTest({ papers }: Papers, { show, text = '', ...wanted }: ItemsWanted): TestItems {
  const test = testIn(papers, wanted);
  if (test === undefined)
    throw new Refusal(
      'engagement/no-such-test',
      `The engagement tests nothing of ${wanted.population} for ${wanted.control}. Its page names its tests.`,
    );
  const sought = text.trim().toLowerCase();
  const numbers = numbersOf(test);
  const rows = (show === 'outside' ? test.outsideSample : test.items).filter(
    (one) => fits(one, show) && (sought === '' || `${one.item} ${one.member?.title ?? ''}`.toLowerCase().includes(sought)),
  );
  return { rows, shown: (item) => itemOf(item, numbers) };
}

function numbersOf({ sample }: TestPaper): ReadonlyMap<string, number> {
  const all = sample === null ? [] : [...sample.items, ...sample.extensions.flatMap((one) => one.items)];
  return new Map(all.map((one, place) => [one.item, place + 1]));
}

function fits({ cells }: ItemPaper, show: ShownItems): boolean {
  switch (show) {
    case 'unmarked':
      return cells.some((one) => one.mark === null);
    case 'marked':
      return cells.some((one) => one.mark !== null);
    case 'exceptions':
      return cells.some((one) => one.mark?.mark === 'exception');
    case 'failed':
      return cells.some((one) => one.machine?.outcome === 'fail' || one.machine?.outcome === 'unknown');
    default:
      return true;
  }
}

function itemOf({ item, member, standing, cells }: ItemPaper, numbers: ReadonlyMap<string, number>): EngagementItem {
  return {
    ...{ item, standing },
    title: member?.title ?? item,
    from: member?.from ?? null,
    until: member?.until ?? null,
    because: member?.because ?? 'It is not in the population that counts.',
    leaf: member?.leaves[0] ?? null,
    number: numbers.get(item) ?? null,
    cells: cells.map(cellOf),
  };
}

function cellOf({ attribute, machine, mark, earlier, response }: CellPaper, place: number): EngagementCell {
  return {
    attribute,
    letter: letterOf(place),
    machine: machine && { outcome: machine.outcome, because: machine.because, excludedBy: machine.excludedBy ?? null },
    mark,
    earlier: [...earlier],
    response: response?.response ?? null,
  };
}
