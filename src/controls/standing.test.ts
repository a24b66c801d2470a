import { expect, test } from 'vitest';
import type { Subject, Timeline, Version } from '../facts/timeline.ts';
import { zone } from '../kernel/calendar.ts';
import { newUuid } from '../kernel/ids.ts';
import { BEGINNING, FOREVER, type Instant, parseInstant } from '../kernel/time.ts';
import { type ControlFields, standingControls } from './standing.ts';

const vienna = zone('Europe/Vienna');
const base: ControlFields = {
  control: 'backups',
  version: 1,
  since: '2024-07-01',
  until: null,
  variant: null,
  owner: null,
  promise: null,
  compensating: null,
  why: '',
};

/** A control as it was written down: each state from an instant to the next; null: taken out. */
function written(...said: readonly (readonly [string, Partial<ControlFields> | null])[]): Timeline<ControlFields> {
  const versions = said.flatMap(([from, state], place): Version<ControlFields>[] => {
    const until = said[place + 1]?.[0];
    const ends: Instant = until === undefined ? FOREVER : parseInstant(until);
    return state === null
      ? []
      : [
          {
            state: { ...base, ...state },
            from: parseInstant(from),
            until: ends,
            notBefore: BEGINNING,
            endsNotBefore: ends,
            basis: 'claimed',
            leaf: place,
          },
        ];
  });
  const subject: Subject<ControlFields> = {
    id: newUuid(),
    vendorId: 'ex/backups@1',
    system: newUuid(),
    feed: 'controls',
    scope: '',
    versions,
    gaps: [],
  };
  return { kind: 'control', subjects: [subject], gaps: [] };
}

const days = (timeline: Timeline<ControlFields>) => standingControls(timeline, vienna).map((one) => [one.since, one.until, one.promise]);

test('a control that is kept has no end', () => {
  expect(days(written(['2024-06-01T10:00:00Z', {}]))).toEqual([['2024-07-01', null, null]]);
});

test('one that is retired in advance, or on the day, ends on that day', () => {
  expect(days(written(['2024-06-01T10:00:00Z', {}], ['2025-02-01T10:00:00Z', { until: '2025-02-28' }]))).toEqual([
    ['2024-07-01', '2025-02-28', null],
  ]);
});

test('one that is retired backwards was kept until that was written down', () => {
  expect(days(written(['2024-06-01T10:00:00Z', {}], ['2025-12-10T10:00:00Z', { until: '2025-02-28' }]))).toEqual([
    ['2024-07-01', '2025-12-10', null],
  ]);
});

test('one that is begun later than it was said before keeps the time that it had', () => {
  expect(days(written(['2024-06-01T10:00:00Z', {}], ['2025-12-10T10:00:00Z', { since: '2025-11-01' }]))).toEqual([['2024-07-01', null, null]]);
});

test('one that is begun backwards adds time', () => {
  expect(days(written(['2025-03-01T10:00:00Z', { since: '2025-01-01' }]))).toEqual([['2025-01-01', null, null]]);
});

test('one that was taken out was kept until then; one that was taken out before it began was never kept', () => {
  expect(days(written(['2024-06-01T10:00:00Z', {}], ['2025-03-05T23:30:00Z', null]))).toEqual([['2024-07-01', '2025-03-06', null]]);
  expect(days(written(['2024-06-01T10:00:00Z', {}], ['2024-06-20T10:00:00Z', null]))).toEqual([]);
});

test('a promise that is worded anew counts from then on', () => {
  const timeline = written(['2024-06-01T10:00:00Z', { promise: 'Each day.' }], ['2025-06-15T10:00:00Z', { promise: 'When we can.', owner: 'p-2' }]);
  expect(days(timeline)).toEqual([
    ['2024-07-01', '2025-06-14', 'Each day.'],
    ['2025-06-15', null, 'When we can.'],
  ]);
});
