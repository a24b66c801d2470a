import { describe, expect, it, vi } from 'vitest';
import { durationText as kernelDuration } from '../../src/kernel/calendar.ts';
import {
  addDays,
  dayAt,
  dayRangeText,
  daysBetween,
  dayText,
  durationText,
  endOfDay,
  HOUR,
  instantOnWall,
  momentText,
  offsetName,
  shareText,
  startOfDay,
  utcText,
  zoneName,
} from './times.ts';

const copenhagen = 'Europe/Copenhagen';

describe('an instant', () => {
  it('is written in the zone that is named, whatever the zone of the reader', () => {
    const at = '2026-09-29T12:20:41Z';
    for (const readers of ['America/Los_Angeles', 'Asia/Kolkata']) {
      vi.stubEnv('TZ', readers);
      expect(momentText(at, copenhagen)).toBe('29 Sep 2026, 14:20');
      expect(utcText(at)).toBe('29 Sep 2026, 12:20:41 UTC');
      vi.unstubAllEnvs();
    }
  });

  it('at midnight is 00:00 of the day that begins, not 24:00', () => {
    expect(momentText('2026-09-28T22:00:00Z', copenhagen)).toBe('29 Sep 2026, 00:00');
  });

  it('has the weekday and the year of the zone, not those of UTC', () => {
    expect(momentText('2025-12-31T23:30:00Z', copenhagen, { weekday: true })).toBe('Thu 1 Jan 2026, 00:30');
  });

  it('is refused when it is none', () => {
    expect(() => momentText('yesterday', copenhagen)).toThrow(RangeError);
    expect(() => momentText(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

it('names a zone by summer and winter, and by its distance from UTC', () => {
  expect(zoneName('2026-07-01T00:00:00Z', copenhagen)).toBe('CEST');
  expect(zoneName('2026-01-01T00:00:00Z', copenhagen)).toBe('CET');
  expect(zoneName(0, 'UTC')).toBe('UTC');
  expect(offsetName('2026-07-01T00:00:00Z', copenhagen)).toBe('UTC+2');
  expect(offsetName('2026-01-01T00:00:00Z', 'America/St_Johns')).toBe('UTC-3:30');
  expect(offsetName(0, 'UTC')).toBe('UTC');
});

describe('a day', () => {
  it('is 23 hours long when the clock goes forward, and 25 when it goes back', () => {
    expect(endOfDay('2026-03-29', copenhagen) - startOfDay('2026-03-29', copenhagen)).toBe(23 * HOUR);
    expect(endOfDay('2026-10-25', copenhagen) - startOfDay('2026-10-25', copenhagen)).toBe(25 * HOUR);
  });

  it('begins after midnight where the clock skips midnight', () => {
    // In Beirut the clock goes from 24:00 of 28 March to 01:00.
    const start = startOfDay('2026-03-29', 'Asia/Beirut');
    expect(momentText(start, 'Asia/Beirut')).toBe('29 Mar 2026, 01:00');
    expect(momentText(start - 1, 'Asia/Beirut')).toBe('28 Mar 2026, 23:59');
  });

  it('goes there and back in any zone, also far from UTC', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'America/New_York']) {
      for (const day of ['2026-01-01', '2026-03-08', '2026-11-01', '2024-02-29']) {
        const start = startOfDay(day, zone);
        expect(dayAt(start, zone)).toBe(day);
        expect(dayAt(start - 1, zone)).toBe(addDays(day, -1));
      }
    }
  });

  it('of a repeated hour is its first', () => {
    const first = instantOnWall(copenhagen, 2026, 10, 25, 2, 30);
    expect(new Date(first).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('is written with its month, and counted without hours', () => {
    expect(dayText('2026-09-29')).toBe('29 Sep 2026');
    expect(dayText('2026-09-29', { weekday: true, year: false })).toBe('Tue 29 Sep');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(() => dayText('29.9.2026')).toThrow(RangeError);
  });

  it('and another are written with no word twice', () => {
    expect(dayRangeText('2026-01-01', '2026-12-31')).toBe('1 Jan – 31 Dec 2026');
    expect(dayRangeText('2026-03-11', '2026-03-13')).toBe('11–13 Mar 2026');
    expect(dayRangeText('2025-12-28', '2026-01-03')).toBe('28 Dec 2025 – 3 Jan 2026');
    expect(dayRangeText('2026-03-11', '2026-03-11')).toBe('11 Mar 2026');
  });
});

it('writes a length as the sentences of findings do', () => {
  for (const length of [0, 400, 59_000, 60_000, 3_600_000, 853_260_000, 777_600_000, 86_400_000 * 400 + 61_000]) {
    expect(durationText(length)).toBe(kernelDuration(length));
  }
  expect(durationText(9 * 24 * HOUR + 21 * HOUR + 59_000)).toBe('9 d 21 h');
});

it('says 100 % and 0 % only where it is so', () => {
  expect(shareText(9999, 10_000)).toBe('99.9 %');
  expect(shareText(99_999, 100_000)).toBe('99.9 %');
  expect(shareText(10, 10)).toBe('100 %');
  expect(shareText(1, 100_000)).toBe('0.1 %');
  expect(shareText(0, 10)).toBe('0 %');
  expect(shareText(0, 0)).toBe('–');
});
