import { expect, it } from 'vitest';
import { stoodOn } from './control-day-stood.ts';

const days = (from: string, until: string | null, zone: string) =>
  ['2025-06-01', '2025-06-02', '2025-06-03'].filter((day) => stoodOn({ from, until }, day, zone));

it('days are those of the zone, not those of UTC', () => {
  expect(days('2025-06-01T22:30:00.000Z', '2025-06-02T10:00:00.000Z', 'Europe/Berlin')).toEqual(['2025-06-02']);
  expect(days('2025-06-02T03:00:00.000Z', '2025-06-02T04:00:00.000Z', 'America/New_York')).toEqual(['2025-06-01']);
});

it('what ended at midnight did not stand on the day that began then', () => {
  expect(days('2025-06-01T10:00:00.000Z', '2025-06-03T00:00:00.000Z', 'UTC')).toEqual(['2025-06-01', '2025-06-02']);
});

it('what lasts stands on every day since, and an instant on its day alone', () => {
  expect(days('2025-06-02T10:00:00.000Z', null, 'UTC')).toEqual(['2025-06-02', '2025-06-03']);
  expect(days('2025-06-02T00:00:00.000Z', '2025-06-02T00:00:00.000Z', 'UTC')).toEqual(['2025-06-02']);
});
