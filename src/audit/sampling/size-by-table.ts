import type { Frequency } from '../../controls/control.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { FirmFrequencyTable, FrequencyRow, Level, PopulationTable, PublishedFrequencyTable, RowSize } from './tables.ts';
import { whole } from './whole.ts';

/** How many items a table asks for, at most all of them, and what a reader must know about how that was read from the table. */
export interface SizeByTable {
  readonly size: number;
  readonly note: string | null;
}

interface Reading {
  /** The rows that may answer, the best first. */
  readonly rows: readonly FrequencyRow[];
  readonly note: string | null;
}

const CENSUS = 'It operates all the time: there are no occurrences to draw from, so all items are examined.';

const readings: Readonly<Record<Frequency, Reading>> = {
  continuous: { rows: [], note: CENSUS },
  'each-time': {
    rows: ['per_event', 'many_per_day'],
    note: 'It operates each time something happens: read from the row for events, or for many times a day.',
  },
  daily: { rows: ['daily'], note: null },
  weekly: { rows: ['weekly'], note: null },
  monthly: { rows: ['monthly'], note: null },
  quarterly: { rows: ['quarterly'], note: null },
  'half-yearly': {
    rows: ['quarterly'],
    note: 'The table has no row for twice a year: read from the row for quarters, which asks for as many as that for years or more.',
  },
  yearly: { rows: ['annual'], note: null },
};

/**
 * The size by how often a control operates. A firm's own table names one size for each frequency: it is taken as it stands, at any level.
 * @throws Refusal `sampling/not-in-table` where a published table names no size for this, `sampling/population` for a number of items that is none.
 */
export function sizeByFrequency(
  table: PublishedFrequencyTable | FirmFrequencyTable,
  frequency: Frequency,
  level: Level,
  population: number,
): SizeByTable {
  refusePopulation(population);
  if (table.kind === 'frequency') return { size: drawnOf(table.sizes[frequency], population), note: null };
  const { rows, note } = readings[frequency];
  if (frequency === 'continuous') return { size: population, note };
  const row = rows.map((name) => table.rows[name]).find((one) => one !== undefined);
  const size = row?.[level] ?? null;
  if (size === null) throw notInTable(table, frequency, row === undefined ? null : level);
  return { size: drawnOf(size, population), note };
}

/**
 * The size by the number of items.
 * @throws Refusal `sampling/population` for a number of items that is none.
 */
export function sizeByPopulation(table: PopulationTable, population: number): SizeByTable {
  refusePopulation(population);
  const row = table.rows.find(({ upTo }) => upTo === null || population <= upTo);
  if (row === undefined) throw new Refusal('sampling/not-in-table', `The table ${table.name} has no row for ${population} items.`);
  return { size: drawnOf(row.size, population), note: null };
}

function drawnOf(size: RowSize, population: number): number {
  return Math.min(population, wanted(size, population));
}

function wanted(size: RowSize, population: number): number {
  if (size === 'all') return population;
  if (typeof size === 'number') return size;
  const part = Math.max(size.min, Math.ceil(size.share * population - 1e-9));
  return size.max === null ? part : Math.min(size.max, part);
}

function refusePopulation(population: number): void {
  whole('population', 'The number of items', population, 0, Number.MAX_SAFE_INTEGER);
}

function notInTable({ source }: PublishedFrequencyTable, frequency: Frequency, level: Level | null): Refusal {
  const what = level === null ? `a control that operates ${frequency}` : `the level ${level} of a control that operates ${frequency}`;
  return new Refusal(
    'sampling/not-in-table',
    `The table of ${source} names no size for ${what}. Take another ${level === null ? 'table' : 'level'}.`,
  );
}
