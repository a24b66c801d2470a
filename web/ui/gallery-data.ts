import type { MatrixItem } from './matrix-row.tsx';
import type { StateSpan } from './spans-at-zoom.ts';
import type { State } from './states.ts';
import { DAY, endOfDay, HOUR, startOfDay } from './times.ts';

/** Invented values for the gallery. Nothing of it is a result. */
export const zone = 'Europe/Copenhagen';

export const on = (day: string, hours = 0) => startOfDay(day, zone) + hours * HOUR;

export const period = { from: on('2026-01-01'), until: endOfDay('2026-12-31', zone) };
export const now = Date.parse('2026-09-29T12:20:41Z');

const march: StateSpan = { from: on('2026-03-11', 8.2), until: on('2026-03-13', 12.4), state: 'unknown', title: 'Token revoked.' };

/** Pass until now, with these spans cut out of it. */
export function passing(from: number, ...others: readonly StateSpan[]): readonly StateSpan[] {
  const spans: StateSpan[] = [];
  let at = from;
  for (const other of [...others].sort((a, b) => a.from - b.from)) {
    if (other.from > at) spans.push({ from: at, until: other.from, state: 'pass' });
    spans.push(other);
    at = other.until;
  }
  if (at < now) spans.push({ from: at, until: now, state: 'pass' });
  return spans;
}

export interface ExampleRow {
  readonly name: string;
  readonly branch: string;
  readonly state: State;
  readonly figure: string;
  readonly spans: readonly StateSpan[];
}

export const selectedSpan: StateSpan = {
  from: on('2026-06-25', 10.17),
  until: on('2026-06-28', 12.52),
  state: 'fail',
  id: 'june',
  title: 'Protection removed by Jun Park.',
};

export const rows: readonly ExampleRow[] = [
  {
    name: 'berth-web',
    branch: 'main',
    state: 'fail',
    figure: 'fails now',
    spans: passing(
      period.from,
      { from: on('2026-02-04', 9), until: on('2026-02-04', 20), state: 'fail' },
      { from: on('2026-02-05', 9), until: on('2026-02-05', 12), state: 'fail' },
      march,
      { from: on('2026-09-28', 8), until: now, state: 'fail', open: true, title: 'Accepts a direct push.' },
    ),
  },
  { name: 'infra-live', branch: 'release', state: 'fail', figure: '98.1 %', spans: passing(period.from, march, selectedSpan) },
  {
    name: 'tide-models',
    branch: 'main',
    state: 'unknown',
    figure: '70.7 %',
    spans: passing(period.from, march, { from: on('2026-07-14'), until: now, state: 'unknown', title: 'Read permission lost.' }),
  },
  { name: 'pilot-mobile', branch: 'release', state: 'pass', figure: '100 %', spans: passing(on('2026-03-30')) },
  {
    name: 'docs-site',
    branch: 'main',
    state: 'excluded',
    figure: 'excluded',
    spans: [
      { from: period.from, until: on('2026-01-20'), state: 'pass' },
      { from: on('2026-01-20'), until: now, state: 'excluded', title: 'Holds no production code.' },
    ],
  },
  {
    name: 'port-import',
    branch: 'main',
    state: 'not-owed',
    figure: 'not owed',
    spans: [
      { from: period.from, until: on('2026-04-01'), state: 'pass' },
      { from: on('2026-04-01'), until: now, state: 'not-owed', title: 'Out of scope since April.' },
    ],
  },
];

/** Very many short spans, for the canvas. */
export function manySpans(count: number): readonly StateSpan[] {
  const length = (now - period.from) / count;
  return Array.from({ length: count }, (_, index) => {
    const state = index % 97 < 2 ? 'fail' : index % 41 === 0 ? 'unknown' : 'pass';
    return { from: period.from + index * length, until: period.from + (index + 1) * length, state } as const;
  });
}

export const weeks = Array.from({ length: 39 }, (_, index) => {
  const from = on('2026-01-01') + index * 7 * DAY;
  return { from, until: Math.min(from + 7 * DAY, now), seen: index === 10 ? 88 : index < 6 ? 78 + 3 * index : 99, whole: 100 };
});

const titles = [
  'Limit bulk import to 5,000 calls',
  'Retry manifests that time out at customs',
  'Drop the unused tide-height cache',
  'Rotate the signing key for port tokens',
];
const people = ['T. Lindqvist', 'J. Park', 'M. Oduya', 'S. Abebe', 'I. Carvalho'];
const repositories = ['berth-web', 'infra-live', 'manifest-worker', 'tariff-engine'];

const made = new Map<number, MatrixItem>();

/** One row of the example matrix, the same object each time it is asked for. */
export function exampleItem(index: number): MatrixItem {
  const known = made.get(index);
  if (known !== undefined) return known;
  const cell = (attribute: number): MatrixItem['cells'][number] => {
    const odd = (index * 31 + attribute * 17) % 211;
    if (odd === 0) return { state: 'fail', title: 'Nobody else had said yes to it.' };
    if (odd === 9) return { state: 'unknown', title: 'Nobody was looking.' };
    if (odd === 44) return { state: 'excluded', under: 'fail', title: 'Excluded by P. Novak.' };
    if (odd === 77) return { state: 'not-owed', title: 'Landed before the policy.' };
    return { state: 'pass' };
  };
  const item: MatrixItem = {
    key: String(index),
    id: `#${100_000 - index}`,
    title: titles[index % titles.length],
    href: '#change',
    ...(index % 23 === 2 && { sample: `S${String((index % 25) + 1).padStart(2, '0')}` }),
    facts: [repositories[index % 4], '21 Aug 16:38', people[index % 5], people[(index + 2) % 5]],
    cells: Array.from({ length: 7 }, (_, attribute) => cell(attribute)),
  };
  made.set(index, item);
  return item;
}
