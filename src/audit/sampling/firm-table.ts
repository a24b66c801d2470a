import type { Frequency } from '../../controls/control.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { FirmTable, PopulationRow, RowSize } from './tables.ts';

type Fields = Readonly<Record<string, unknown>>;

const frequencies = Object.keys({
  continuous: true,
  'each-time': true,
  daily: true,
  weekly: true,
  monthly: true,
  quarterly: true,
  'half-yearly': true,
  yearly: true,
} satisfies Record<Frequency, true>) as readonly Frequency[];

const LARGEST_SIZE = 1_000_000;
const MOST_ROWS = 100;

/**
 * Reads a firm's own table: `{ name, kind: 'frequency', sizes }` or `{ name, kind: 'population', rows }`.
 * @throws Refusal `sampling/firm-table`, naming the place, for a key too many or too few, a size that tests nothing, or rows that leave a population without one.
 */
export function readFirmTable(value: unknown): FirmTable {
  const table = fieldsOf(value, 'the table');
  const name = readName(table['name']);
  if (table['kind'] === 'frequency') {
    refuseOtherKeys(table, ['name', 'kind', 'sizes'], 'the table');
    return { name, kind: 'frequency', sizes: readSizes(table['sizes']) };
  }
  if (table['kind'] !== 'population') throw refused('kind', `is ${shown(table['kind'])}. Write frequency or population`);
  refuseOtherKeys(table, ['name', 'kind', 'rows'], 'the table');
  return { name, kind: 'population', rows: readRows(table['rows']) };
}

function readName(name: unknown): string {
  if (typeof name === 'string' && name.trim() === name && name.length >= 1 && name.length <= 120 && !/\p{Cc}/u.test(name)) return name;
  throw refused('name', `is ${shown(name)}. Write one line of 1 to 120 characters`);
}

function readSizes(value: unknown): Record<Frequency, number> {
  const sizes = fieldsOf(value, 'sizes');
  refuseOtherKeys(sizes, frequencies, 'sizes');
  return Object.fromEntries(frequencies.map((one) => [one, readCount(sizes[one], `sizes.${one}`)])) as Record<Frequency, number>;
}

function readRows(value: unknown): readonly PopulationRow[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_ROWS) throw refused('rows', `must be a list of 1 to ${MOST_ROWS} rows`);
  const rows = value.map((row: unknown, at) => readRow(row, `rows[${at}]`, at === value.length - 1));
  rows.forEach(({ upTo }, at) => {
    const before = rows[at - 1]?.upTo ?? 0;
    if (upTo !== null && upTo <= before)
      throw refused(`rows[${at}].upTo`, `is ${upTo}, after ${before}. Each row goes further than the one before it`);
  });
  return rows;
}

function readRow(value: unknown, place: string, isLast: boolean): PopulationRow {
  const row = fieldsOf(value, place);
  refuseOtherKeys(row, ['upTo', 'size'], place);
  const size = readSize(row['size'], `${place}.size`);
  if (isLast && row['upTo'] === null) return { upTo: null, size };
  if (isLast) throw refused(`${place}.upTo`, 'must be null in the last row, so that no population is too large for the table');
  return { upTo: readCount(row['upTo'], `${place}.upTo`), size };
}

function readSize(value: unknown, place: string): RowSize {
  if (value === 'all') return 'all';
  if (typeof value === 'number') return readCount(value, place);
  const size = fieldsOf(value, place);
  refuseOtherKeys(size, ['share', 'min', 'max'], place);
  const share = size['share'];
  if (typeof share !== 'number' || !(share > 0 && share <= 1)) throw refused(`${place}.share`, `is ${shown(share)}. Write a part of 1, such as 0.1`);
  const min = readCount(size['min'], `${place}.min`);
  const max = size['max'] === null ? null : readCount(size['max'], `${place}.max`);
  if (max !== null && max < min) throw refused(`${place}.max`, `is ${max}, below min, which is ${min}`);
  return { share, min, max };
}

function readCount(value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= LARGEST_SIZE) return value;
  throw refused(place, `is ${shown(value)}. Write a whole number from 1 to ${LARGEST_SIZE}`);
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw refused(place, `is ${shown(value)}, where named fields are expected`);
}

function refuseOtherKeys(fields: Fields, wanted: readonly string[], place: string): void {
  const other = Object.keys(fields).find((key) => !wanted.includes(key));
  if (other !== undefined) throw refused(place, `has ${shown(other)}. It has ${wanted.join(', ')} and nothing else`);
  const missing = wanted.find((key) => !Object.hasOwn(fields, key));
  if (missing !== undefined) throw refused(place, `lacks ${missing}`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  return (JSON.stringify(value) ?? typeof value).slice(0, 60);
}

function refused(place: string, what: string): Refusal {
  return new Refusal('sampling/firm-table', `The firm's table cannot be read: ${place} ${what}.`);
}
