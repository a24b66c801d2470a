import type { Frequency } from '../../controls/control.ts';

/** A part of the population, rounded up, and the sizes it stays between; `max` null: no upper end. */
export interface Share {
  readonly share: number;
  readonly min: number;
  readonly max: number | null;
}

/** How many items are drawn: a number, all of them, or a share of them. Never more than there are. */
export type RowSize = number | 'all' | Share;

/** The rows of published tables, in their own words. */
export type FrequencyRow = 'annual' | 'quarterly' | 'monthly' | 'weekly' | 'daily' | 'many_per_day' | 'per_event';

/** The sizes a table names from least to most; null where it names none. */
export interface LevelSizes {
  readonly low: RowSize | null;
  readonly typical: RowSize | null;
  readonly high: RowSize | null;
}
export type Level = keyof LevelSizes;

/** Sizes by how often a control operates, as a source outside the project published them. */
export interface PublishedFrequencyTable {
  readonly name: string;
  readonly kind: 'published-frequency';
  readonly source: string;
  readonly rows: Readonly<Partial<Record<FrequencyRow, LevelSizes>>>;
}

/** Holds for populations of up to `upTo` items, and of more than the row before it; null: of any more. */
export interface PopulationRow {
  readonly upTo: number | null;
  readonly size: RowSize;
}

/** Sizes by the number of items. `upTo` rises from row to row; that of the last is null. */
export interface PopulationTable {
  readonly name: string;
  readonly kind: 'population';
  readonly rows: readonly PopulationRow[];
}

export interface PublishedPopulationTable extends PopulationTable {
  readonly source: string;
}

/** A firm's own sizes by how often a control operates: one for each frequency. */
export interface FirmFrequencyTable {
  readonly name: string;
  readonly kind: 'frequency';
  readonly sizes: Readonly<Record<Frequency, number>>;
}

/** An audit firm's own table. */
export type FirmTable = FirmFrequencyTable | PopulationTable;

const sizes = (low: RowSize | null, typical: RowSize | null, high: RowSize | null): LevelSizes => ({ low, typical, high });
const tenth: Share = { share: 0.1, min: 1, max: null };
const fifth: Share = { share: 0.2, min: 1, max: null };

export const publishedFrequencyTables: readonly PublishedFrequencyTable[] = [
  {
    name: 'sarbanes-oxley-forum',
    kind: 'published-frequency',
    source: 'sarbanes-oxley-forum (Big-4 style)',
    rows: {
      annual: sizes(1, 1, 1),
      quarterly: sizes(2, 2, 2),
      monthly: sizes(2, 3, 5),
      weekly: sizes(5, 5, 15),
      daily: sizes(15, 25, 40),
      many_per_day: sizes(25, 25, 60),
    },
  },
  {
    name: 'pcaob-as5-template',
    kind: 'published-frequency',
    source: 'GitHub PCAOB AS5 template',
    rows: {
      annual: sizes(1, 1, 1),
      quarterly: sizes(2, 2, 2),
      monthly: sizes(2, 2, 3),
      weekly: sizes(5, 5, 10),
      daily: sizes(25, 25, 30),
      many_per_day: sizes(25, 25, 40),
    },
  },
  {
    name: 'dcybr',
    kind: 'published-frequency',
    source: 'DCYBR (SOC 2)',
    rows: {
      daily: sizes(15, null, 25),
      weekly: sizes(10, null, 15),
      monthly: sizes(2, null, 5),
      per_event: sizes(tenth, null, fifth),
    },
  },
  {
    name: 'chiaro',
    kind: 'published-frequency',
    source: 'Chiaro method (CPA firm; CC BY 4.0)',
    rows: {
      annual: sizes(1, 1, 1),
      quarterly: sizes(2, 2, 2),
      monthly: sizes(2, 2, 2),
      weekly: sizes(5, 5, 5),
      daily: sizes(25, 25, 25),
      many_per_day: sizes(40, 40, 40),
    },
  },
];

export const publishedPopulationTables: readonly PublishedPopulationTable[] = [
  {
    name: 'chiaro-by-population',
    kind: 'population',
    source: 'Chiaro method (CPA firm; CC BY 4.0)',
    rows: [
      { upTo: 10, size: 'all' },
      { upTo: 50, size: 8 },
      { upTo: 250, size: 15 },
      { upTo: null, size: 25 },
    ],
  },
  {
    name: 'assurancelab-sensiba',
    kind: 'population',
    source: 'AssuranceLab/Sensiba',
    rows: [
      // The source says all below 5, and 5 from 6 on. Of exactly 5, either is all 5.
      { upTo: 5, size: 'all' },
      { upTo: 50, size: 5 },
      { upTo: 250, size: { share: 0.1, min: 6, max: 25 } },
      { upTo: null, size: 25 },
    ],
  },
  {
    name: 'kirkpatrickprice',
    kind: 'population',
    source: 'KirkpatrickPrice',
    rows: [{ upTo: null, size: { share: 0.1, min: 3, max: 30 } }],
  },
  {
    name: '40-cfr-1090.1805',
    kind: 'population',
    source: '40 CFR 1090.1805',
    rows: [
      { upTo: 25, size: 19 },
      { upTo: 40, size: 20 },
      { upTo: 65, size: 25 },
      { upTo: null, size: 29 },
    ],
  },
];
